"""What was measured: aggregates, never a single customer's record."""

from dataclasses import dataclass, field
from typing import Literal

Unit = Literal["seconds", "business seconds", "days", "business days"]
Group = tuple[str, ...]
"""The values of the columns that `by` names, in that order, as text; `()` is all records."""

Bins = tuple[tuple[float, int], ...]
"""A histogram: upper edges, ascending, each with how many are above the edge before and not above this one."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How long it took, of one group.

    `closed` are those that are done, `open` those that are not, by how long they have been waiting until now; `failed`
    counts those that will never be. Edges are in the unit of the measure. `total` is the sum over the closed ones, and
    `squares` that of their squares, where an average is asked for. A bound that was asked for is an edge: what lies
    within it is counted exactly.
    """

    group: Group
    closed: Bins
    open: Bins = ()
    failed: int = 0
    total: float = 0.0
    squares: float = 0.0

    def within(self, bound: float) -> tuple[int, int]:
        """Return how many kept a bound, and how many could: what is open and younger than the bound is not yet told."""
        kept = _up_to(self.closed, bound)
        late = _count(self.open) - _up_to(self.open, bound)
        return kept, _count(self.closed) + late + self.failed


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one group satisfy a condition.

    `sampled` is false where `kept` and `total` are not numbers of trials but exact amounts, such as seconds.
    """

    group: Group
    kept: float
    total: float
    sampled: bool = True


@dataclass(frozen=True, slots=True)
class Deviation:
    """Published values against actual ones, of one group, in seconds.

    Sums over `count` pairs: of the published values, and of the errors (actual - published), their sizes and squares;
    `within` counts those within the tolerance.
    """

    group: Group
    count: int
    published: float
    errors: float
    sizes: float
    squares: float
    within: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a trial went: whether it came out as it should, and if not, why, with the words that were met."""

    ok: bool
    why: str = ""
    words: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The records that were looked at, and those that no figure contains.

    `read` is all of them, `outside` those before the window or left out by a condition. Of the rest, `reversed` end
    before they start, `future` start or end after now, `unreadable` have no time that can be read where there must be
    one. `duplicates` have the identifier of another one; they are in the figures.
    """

    read: int = 0
    outside: int = 0
    reversed: int = 0
    future: int = 0
    unreadable: int = 0
    duplicates: int = 0

    @property
    def flawed(self) -> int:
        """How many records of the window no figure contains."""
        return self.reversed + self.future + self.unreadable


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure found for one promise.

    `by` names the columns of the groups; `distributions`, `tallies` and `deviations` have one entry a group, and with
    `by` none for all together. `periods` are the same by day, week or month where the promise asks for steadiness;
    their groups begin with the first day of the period (ISO 8601), ascending. `as_of` is the time of the newest record,
    ISO 8601 in UTC.
    """

    unit: Unit = "seconds"
    by: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    tallies: tuple[Tally, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    periods: tuple[Distribution | Tally, ...] = ()
    counts: Counts = field(default_factory=Counts)
    as_of: str = ""
    notes: tuple[str, ...] = ()


def _up_to(bins: Bins, bound: float) -> int:
    return sum(count for edge, count in bins if edge <= bound)


def _count(bins: Bins) -> int:
    return sum(count for _, count in bins)
