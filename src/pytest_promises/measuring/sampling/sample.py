"""What one look at a service told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at a service: when, in seconds since 1970, whether it was up, and if not, what was met."""

    at: float
    up: bool
    why: str = ""
