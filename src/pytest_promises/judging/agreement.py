"""Does what is said agree with what is declared, and if not, which way does it differ?"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from math import isclose
from typing import TypeVar
from zoneinfo import ZoneInfo

from pytest_promises.model.promise import Calendar
from pytest_promises.model.quantities import (
    Bound,
    Clock,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
    Value,
    WeeklyHours,
)
from pytest_promises.model.topics import Better

_SUB_DAY = frozenset({"second", "minute", "hour"})
_CALENDAR_UNITS = frozenset({"month", "year"})
_WEEK = 7 * 24 * 60
_CENT = Decimal("0.01")


class Agreement(StrEnum):
    """How a statement stands to the declared value.

    `DIFFERENT` is a contradiction that promises neither plainly more nor plainly less; `INCOMPARABLE` cannot be judged.
    """

    AGREES = "agrees"
    OVERSTATED = "overstated"
    UNDERSTATED = "understated"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


def compare(declared: Value, stated: Value, better: Better, calendar: Calendar | None = None) -> Agreement:
    """Return how the stated value stands to the declared one.

    `better` tells which way promises the customer more. The calendar's hours convert business days and business hours
    into each other; without it they are incomparable. Its time zone is that of declared hours that name none.
    """
    declared, stated = as_duration(declared), as_duration(stated)
    if type(declared) is not type(stated):
        return Agreement.INCOMPARABLE
    match declared, stated:
        case Duration(), Duration():
            found = _durations(declared, stated, better, calendar)
        case Money(), Money():
            found = _money(declared, stated, better)
        case WeeklyHours(), WeeklyHours():
            found = _hours(declared, stated, calendar)
        case Languages(), Languages():
            found = _languages(frozenset(declared.codes), frozenset(stated.codes))
        case ((Percentage() | Count()), (Percentage() | Count())):
            found = _directed(_figure(stated), _figure(declared), better)
        case _:
            found = Agreement.INCOMPARABLE
    return found


def comparable(declared: Value, stated: Value) -> bool:
    """Tell whether the two are of a kind that can be held against each other."""
    return type(as_duration(declared)) is type(as_duration(stated))


def as_duration(value: Value) -> Value:
    """Return the same and the next day as the time that they give; any other value as it is."""
    if isinstance(value, RelativeDay):
        return Duration(None, value.days * 86400.0, value.clock, "day")
    return value


T = TypeVar("T", float, Decimal, int)


def _directed(stated: T, declared: T, better: Better) -> Agreement:
    if stated == declared:
        return Agreement.AGREES
    more = stated < declared if better is Better.LOWER else stated > declared
    return Agreement.OVERSTATED if more else Agreement.UNDERSTATED


def _figure(value: Percentage | Count) -> Decimal:
    end = value.maximum if value.minimum is None else value.minimum
    return Decimal(end if end is not None else 0)


def _money(declared: Money, stated: Money, better: Better) -> Agreement:
    if stated.currency and declared.currency and stated.currency != declared.currency:
        return Agreement.DIFFERENT
    amounts = [value.maximum if value.minimum is None else value.minimum for value in (stated, declared)]
    said, asked = (amount or Decimal(0) for amount in amounts)
    # "over 29.99" and "from 30" are one promise.
    if said and asked and abs(said - asked) <= _CENT:
        return Agreement.AGREES
    return _directed(said, asked, better)


def _durations(declared: Duration, stated: Duration, better: Better, calendar: Calendar | None) -> Agreement:
    if declared.clock is not stated.clock and (declared.maximum or stated.maximum):
        return _clocks_differ(declared, stated, better)
    if declared.clock is Clock.BUSINESS and (declared.unit in _SUB_DAY) != (stated.unit in _SUB_DAY):
        day = _business_day(calendar)
        if day is None:
            return Agreement.INCOMPARABLE
        declared, stated = _in_hours(declared, day), _in_hours(stated, day)
    return _ends(declared, stated, better)


def _clocks_differ(declared: Duration, stated: Duration, better: Better) -> Agreement:
    """Business time is never shorter than the same figure elapsed: that gives a direction, or none."""
    asked, said = _outer(declared), _outer(stated)
    longer = stated.clock is Clock.BUSINESS and said >= asked
    shorter = stated.clock is Clock.ELAPSED and said <= asked
    if not longer and not shorter:
        return Agreement.DIFFERENT
    return Agreement.OVERSTATED if longer == (better is Better.HIGHER) else Agreement.UNDERSTATED


def _outer(value: Duration) -> float:
    return (value.minimum if value.maximum is None else value.maximum) or 0.0


def _business_day(calendar: Calendar | None) -> float | None:
    """Return the seconds of one business day, or `None` where the days are not all equally long."""
    if calendar is None:
        return None
    days: dict[int, int] = {}
    for start, end in calendar.hours.spans:
        days[start // 1440] = days.get(start // 1440, 0) + end - start
    lengths = set(days.values())
    return lengths.pop() * 60.0 if len(lengths) == 1 else None


def _in_hours(value: Duration, day: float) -> Duration:
    if value.unit in _SUB_DAY:
        return value
    ends = [None if end is None else end / 86400.0 * day for end in (value.minimum, value.maximum)]
    return replace(value, minimum=ends[0], maximum=ends[1], unit="hour")


def _same(left: float, right: float, *, loosely: bool) -> bool:
    # A month is 30 or 31 days and a year 365 or twelve months to the people who write them.
    return isclose(left, right, rel_tol=0.02 if loosely else 1e-9, abs_tol=1e-6)


def _ends(declared: Duration, stated: Duration, better: Better) -> Agreement:
    loosely = declared.unit != stated.unit and not _CALENDAR_UNITS.isdisjoint({declared.unit, stated.unit})
    if better is Better.LOWER and (declared.maximum is None) != (stated.maximum is None):
        return _open_end(declared, stated, loosely=loosely)
    if not _same(_outer(declared), _outer(stated), loosely=loosely):
        return _directed(_outer(stated), _outer(declared), better)
    if declared.bound is Bound.RANGE and stated.bound is Bound.RANGE:
        inner, said = declared.minimum or 0.0, stated.minimum or 0.0
        return Agreement.AGREES if _same(inner, said, loosely=loosely) else _directed(said, inner, better)
    return Agreement.AGREES


def _open_end(declared: Duration, stated: Duration, *, loosely: bool) -> Agreement:
    """A lower bound ("at least 3 days") never bounds a time from above: it promises less than any figure that does."""
    if stated.maximum is None:
        return Agreement.UNDERSTATED
    agrees = stated.bound is Bound.EXACT and _same(declared.minimum or 0.0, stated.maximum, loosely=loosely)
    return Agreement.AGREES if agrees else Agreement.OVERSTATED


def _hours(declared: WeeklyHours, stated: WeeklyHours, calendar: Calendar | None) -> Agreement:
    shift = _offset(stated.timezone, declared.timezone or (calendar.timezone if calendar else None))
    if shift is None:
        return Agreement.DIFFERENT
    asked, said = _minutes(declared, 0), _minutes(stated, shift)
    if asked == said:
        return Agreement.AGREES
    if said > asked:
        return Agreement.OVERSTATED
    return Agreement.UNDERSTATED if said < asked else Agreement.DIFFERENT


def _languages(declared: frozenset[str], stated: frozenset[str]) -> Agreement:
    if declared == stated:
        return Agreement.AGREES
    if declared < stated:
        return Agreement.OVERSTATED
    return Agreement.UNDERSTATED if stated < declared else Agreement.DIFFERENT


def _minutes(value: WeeklyHours, shift: int) -> frozenset[int]:
    return frozenset((minute + shift) % _WEEK for start, end in value.spans for minute in range(start, end))


def _offset(stated: str | None, declared: str | None) -> int | None:
    """Return the minutes from the stated to the declared zone, or `None` where summer and winter differ."""
    if not stated or not declared or stated == declared:
        return 0
    offsets = {_minutes_ahead(declared, month) - _minutes_ahead(stated, month) for month in (1, 7)}
    return offsets.pop() if len(offsets) == 1 else None


def _minutes_ahead(zone: str, month: int) -> int:
    offset = datetime(2026, month, 15, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
