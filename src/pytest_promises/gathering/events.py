"""What the engine tells while it works, for a progress display."""

from dataclasses import dataclass
from typing import Literal

from pytest_promises.model.hearing import Mishap, Target


@dataclass(frozen=True, slots=True)
class Event:
    """A load is queued, started, to be retried or finished.

    `channels` are the names of those it is for (of `queued`: those that are new to it). `mishap` is the reason of a
    retry, or that all of a finished load's channels share. `seconds` are the pause before a retry, or how long a
    finished load took from its start.
    """

    kind: Literal["queued", "started", "retried", "finished"]
    target: Target
    channels: tuple[str, ...]
    mishap: Mishap | None = None
    seconds: float = 0.0
