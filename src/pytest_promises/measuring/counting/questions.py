"""What promises ask of records, each as the figures that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pytest_promises.model.keeping import Asked, Keeping, Tolerance
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock, Duration, RelativeDay, Value

from .columns import UNITS, Columns, Pace, columns_of
from .edges import SECOND

Shape = Literal["lengths", "tallies", "deviations"]
DERIVED = ("hour", "weekday", "day", "week", "month")
"""What groups can be made by that is no column: when a record begins, by the local clock."""

_ALONE: Mapping[str, tuple[str, ...]] = {
    "satisfying": ("every", "percentile", "average", "tolerance"),
    "tolerance": ("every", "steady"),
}
"""The keys of `kept_by` that others mean nothing beside."""
_DAYS = frozenset({"day", "week", "month", "year"})
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Question:
    """What one promise asks.

    `name` is the measure's; `bound` is in the steps of the pace: microseconds, or days. `conditions` are those that a
    record fulfils to be looked at, `within` how many microseconds before now it may begin, `period` what steadiness is
    judged by, `average` whether the sum of lengths and that of their squares are asked for: nothing else takes them.
    """

    name: str
    shape: Shape
    pace: Pace
    conditions: tuple[str, ...] = ()
    within: int | None = None
    bound: int | None = None
    satisfying: str = ""
    tolerance: Tolerance | None = None
    by: tuple[str, ...] = ()
    period: str = ""
    average: bool = False


def question_of(channel: Channel, asked: Asked) -> Question:
    """Return what a measure is asked; there is no `objection` to it."""
    columns, keeping = columns_of(channel), asked.keeping
    shape, pace = _shape(asked), pace_of(asked.value)
    if shape == "deviations":
        pace = UNITS[columns.unit][0]
    return Question(
        channel.name,
        shape,
        pace,
        conditions=tuple(filter(None, (columns.where, keeping.where))),
        within=None if keeping.over is None else round(keeping.over * SECOND),
        bound=bound_of(asked.value) if shape == "lengths" else None,
        satisfying=keeping.satisfying,
        tolerance=keeping.tolerance,
        by=keeping.by,
        period=keeping.steady.each if keeping.steady else "",
        average=keeping.average,
    )


def pace_of(value: Value | None) -> Pace:
    """Return what a promised time is told in."""
    if isinstance(value, RelativeDay):
        return "business days" if value.clock is Clock.BUSINESS else "days"
    if isinstance(value, Duration) and value.clock is Clock.BUSINESS:
        return "business days" if value.unit in _DAYS else "business seconds"
    return "seconds"


def bound_of(value: Value | None) -> int | None:
    """Return the longest time that keeps a promise, in the steps of its pace; `None` where it sets none."""
    if isinstance(value, RelativeDay):
        return value.days
    if not isinstance(value, Duration) or value.maximum is None:
        return None
    return round(value.maximum / _DAY if pace_of(value) == "business days" else value.maximum * SECOND)


def _shape(asked: Asked) -> Shape:
    if asked.keeping.satisfying:
        return "tallies"
    return "deviations" if asked.keeping.tolerance else "lengths"


def objection_to(channel: Channel, asked: Asked) -> str | None:
    """Return why a question makes no sense to such records, in a sentence that begins with the key, or `None`."""
    columns, keeping = columns_of(channel), asked.keeping
    wrong = _lack(columns, asked) or _clash(keeping)
    if wrong or keeping.satisfying:
        return wrong
    if keeping.tolerance:
        if not columns.published:
            return f"`tolerance` is for what was published: give {keeping.source} a `published` column"
        return _no_calendar(UNITS[columns.unit][0], asked) if columns.unit in UNITS else None
    return _objection_to_length(columns, asked)


def _lack(columns: Columns, asked: Asked) -> str | None:
    timed = next((key for key, given in _timed(asked) if given), "")
    if timed and not columns.begin:
        return f"`{timed}` needs the time of each record: give {asked.keeping.source} a `from`"
    if asked.keeping.every and not columns.update:
        return f"`every` asks how often a case had an update: give {asked.keeping.source} the columns `every` and `of`"
    return None


def _clash(keeping: Keeping) -> str | None:
    clashing = ((key, name) for key, names in _ALONE.items() if getattr(keeping, key) for name in names)
    found = next(((key, name) for key, name in clashing if getattr(keeping, name)), None)
    return f"`{found[1]}` means nothing beside `{found[0]}`: leave one of them out" if found else None


def _timed(asked: Asked) -> list[tuple[str, bool]]:
    keeping = asked.keeping
    derived = any(name in DERIVED for name in keeping.by)
    return [("over", keeping.over is not None), ("steady", keeping.steady is not None), ("by", derived)]


def _objection_to_length(columns: Columns, asked: Asked) -> str | None:
    source, pace = asked.keeping.source, pace_of(asked.value)
    if bound_of(asked.value) is None:
        return "`records` tell how long something took: promise a longest time, or give a `satisfying` condition"
    if not columns.measured:
        return f"`records` {source} does not tell how long it took: give it a `to`, or a column that `took` names"
    if columns.took and UNITS.get(columns.unit, (pace, 1))[0] != pace:
        return f"`records` {source} tells {columns.unit}, and the promise is one of {pace}: they cannot be compared"
    return _no_calendar(pace, asked)


def _no_calendar(pace: Pace, asked: Asked) -> str | None:
    if pace.startswith("business") and asked.calendar is None:
        return "`records` need to know what a business hour is: give the spec a `calendar`"
    return None
