"""What a promise asks of records or of a probe to be called kept."""

from dataclasses import dataclass
from typing import Literal

from .calendar import Calendar
from .place import Location
from .quantities import Duration, Value

Period = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an actual value may lie from a published one: a `ratio` of it (0.2), or an amount in `seconds`."""

    ratio: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Steady:
    """All the time, not only on average: at least a `share` (0 to 1) of the periods keep the promise by themselves."""

    each: Period
    share: float


@dataclass(frozen=True, slots=True)
class Keeping:
    """One entry of `kept_by`: what is measured, and when that is enough.

    `kind` is the kind of measure, `source` the name of the records or the probe, `name` what the check is called.
    `share` (0 to 1) of them must keep the value, or the `percentile` (0 to 100) must, or the `average`; none of the
    three: each single one. `confidence` (0 to 1) is how sure a verdict must be; `over` the window in seconds before
    now, `at_least` the number that it must have; `by` are the columns whose every group must keep it, a group of fewer
    than `group_at_least` being left out. `every` is the longest time that a case may go without an update, in place of
    the promise's value. `where` and `satisfying` are conditions on a record.
    """

    kind: str
    source: str
    name: str
    location: Location
    share: float | None = None
    percentile: float | None = None
    average: bool = False
    confidence: float = 0.95
    over: float | None = None
    every: Duration | None = None
    at_least: int = 1
    by: tuple[str, ...] = ()
    group_at_least: int = 0
    where: str = ""
    satisfying: str = ""
    steady: Steady | None = None
    tolerance: Tolerance | None = None

    @property
    def wanted(self) -> float | None:
        """The share (0 to 1) that must keep the value: a 90th percentile within it means that 90 % are."""
        return self.percentile / 100 if self.percentile is not None else self.share


@dataclass(frozen=True, slots=True)
class Asked:
    """What a measure is asked: the value that must be kept, and what it takes to keep it."""

    keeping: Keeping
    value: Value | None = None
    calendar: Calendar | None = None
