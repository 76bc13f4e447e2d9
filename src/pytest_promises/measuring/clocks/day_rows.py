"""All that a clock needs to know of a day, as rows of whole numbers that any engine can join with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from pytest_promises.model.calendar import Calendar

from .opening import Span, days, open_spans, opening
from .zones import DAY, EPOCH, day_number, utc_shift, wall_shift, zone_of

Row = tuple[int, ...]
_DATES = ("date0", "date1", "month0", "month1", "count0", "count1")
_LONGEST = timedelta(days=2)  # how long after its date's midnight a day's hours can end


@dataclass(frozen=True, slots=True)
class DayRows:
    """Rows of equal length with names for their columns, the first of which is the day's number since 1970-01-01."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


def wall_days(zone: str, first: date, last: date) -> DayRows:
    """Return by local day how local times are told: `before`, `cut` and `after`, as `Shift` has them."""
    known = zone_of(zone)
    shifts = ((day, wall_shift(known, day)) for day in _numbers(first, last))
    return DayRows(("day", "before", "cut", "after"), tuple((day, s.before, s.cut, s.after) for day, s in shifts))


def utc_days(calendar: Calendar | None, zone: str, first: date, last: date) -> DayRows:
    """Return by day of UTC which local dates it has, and when it is open.

    `before`, `cut` and `after` are those of `Shift`. A day of UTC has one local date or two: the first and the last are
    `date0` and `date1`, `month0` and `month1` the first days of their months (all as days since 1970-01-01), `count0`
    and `count1` the business dates from the first row's up to and with them. `passed` are the business seconds before
    the day, and `opens0`, `closes0`, `opens1` ... its spans in seconds of the day, 0 and 0 where there are fewer.
    """
    known = zone_of(zone)
    counts = _business_dates(calendar, first - _LONGEST, last + _LONGEST)
    numbers = _numbers(first, last)
    parts = _by_day(open_spans(calendar, first - 2 * _LONGEST, last + _LONGEST) if calendar else (), numbers)
    width = max(map(len, parts), default=0)
    passed = accumulate((sum(closes - opens for opens, closes in part) for part in parts), initial=0)
    rows = (
        (day, *_dates(known, day, counts), before, *_padded(part, width))
        for day, part, before in zip(numbers, parts, passed, strict=False)
    )
    ends = (f"{end}{number}" for number in range(width) for end in ("opens", "closes"))
    names = ("day", "before", "cut", "after", *_DATES, "passed", *ends)
    return DayRows(names, tuple(rows))


def _numbers(first: date, last: date) -> range:
    return range(day_number(first), day_number(last) + 1)


def _business_dates(calendar: Calendar | None, first: date, last: date) -> dict[int, int]:
    """Return by local day how many business dates there are from the first up to and with it."""
    hours = opening(calendar, first, last) if calendar else None
    every = list(days(first, last))
    counts = accumulate(bool(hours and hours.on(day)) for day in every)
    return dict(zip(map(day_number, every), counts, strict=True))


def _dates(zone: ZoneInfo, day: int, counts: dict[int, int]) -> Row:
    shift = utc_shift(zone, day)
    begin = (day * DAY + shift.before) // DAY
    end = (day * DAY + DAY - 1 + shift.after) // DAY
    told = (begin, end, _month(begin), _month(end), counts[begin], counts[end])
    return shift.before, shift.cut, shift.after, *told


def _month(day: int) -> int:
    return day_number((EPOCH + timedelta(days=day)).replace(day=1))


def _by_day(spans: Iterable[Span], numbers: range) -> list[list[Span]]:
    """Return for each day of UTC the parts of spans within it, in seconds of the day."""
    parts: dict[int, list[Span]] = {}
    for day, opens, closes in _cut(spans):
        parts.setdefault(day, []).append((opens, closes))
    return [parts.get(day, []) for day in numbers]


def _cut(spans: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
    for start, end in spans:
        for day in range(start // DAY, (end - 1) // DAY + 1):
            yield day, max(start - day * DAY, 0), min(end - day * DAY, DAY)


def _padded(part: Sequence[Span], width: int) -> Row:
    return tuple(second for span in (*part, *[(0, 0)] * (width - len(part))) for second in span)
