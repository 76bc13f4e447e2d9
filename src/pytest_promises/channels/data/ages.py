"""How old something may be, as people write it."""

from pytest_promises.model.quantities import Clock, Duration
from pytest_promises.reading import read_value


def age_of(text: str) -> float | None:
    """Return a length of time as people write it in seconds, or `None` for what is none."""
    value = read_value(text, "en") if text else None
    elapsed = isinstance(value, Duration) and value.clock is Clock.ELAPSED
    return value.maximum or None if elapsed and isinstance(value, Duration) else None
