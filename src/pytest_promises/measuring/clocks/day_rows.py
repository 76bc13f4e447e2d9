"""All that a clock needs to know of a day, as rows of whole numbers that any engine can join with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from pytest_promises.model.calendar import Calendar

from .opening import Span, days, open_spans, opening
from .zones import DAY, EPOCH, SECOND, Shift, day_number, utc_shift, wall_shift, zone_of

MICROSECONDS = DAY * SECOND
"""How many microseconds a day has."""

Row = tuple[int, ...]
_SHIFT = ("before", "cut", "after")
_DATES = ("date0", "date1", "month0", "month1", "count0", "count1")
_LONGEST = timedelta(days=2)  # how long after its date's midnight a day's hours can end


@dataclass(frozen=True, slots=True)
class DayRows:
    """Rows of equal length with names for their columns, the first of which is the day's number since 1970-01-01.

    There is one for each day from `first` to before `end`. What times are told in is ready to reckon with: microseconds
    since 1970, so that nothing has to be multiplied for each record.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def spans(self) -> int:
        """How many spans a day has a place for."""
        return sum(name.startswith("opens") for name in self.names)

    @property
    def first(self) -> int:
        """The number of the first day; 0 where there is none."""
        return self.rows[0][0] if self.rows else 0

    @property
    def end(self) -> int:
        """The number of the day after the last one; that of the first where there is none."""
        return self.first + len(self.rows)


def wall_days(zone: str, first: date, last: date) -> DayRows:
    """Return by local day how local times are told.

    From the local time `cut` on the offset `after` holds, and `before` does so before it; all in microseconds.
    """
    known = zone_of(zone)
    rows = ((day, *_told(day, wall_shift(known, day))) for day in _numbers(first, last))
    return DayRows(("day", *_SHIFT), tuple(rows))


def utc_days(calendar: Calendar | None, zone: str, first: date, last: date) -> DayRows:
    """Return by day of UTC which local dates it has, and when it is open.

    From the instant `cut` on the offset `after` holds, and `before` does so before it. A day of UTC has one local date
    or two, and from the local time `turn` on it is the second: the first and the last are `date0` and `date1`, `month0`
    and `month1` the first days of their months (all as days since 1970-01-01), `count0` and `count1` the business dates
    from the first row's up to and with them. `opens0`, `closes0`, `opens1` ... are the day's spans, 0 and 0 where there
    are fewer: `passed` and an instant's distance from 1970 within each of them (0 in that at 0) are together the
    business time up to the instant. Times are in microseconds, instants and local times since 1970.
    """
    known = zone_of(zone)
    counts = _business_dates(calendar, first - _LONGEST, last + _LONGEST)
    numbers = _numbers(first, last)
    parts = _by_day(open_spans(calendar, first - 2 * _LONGEST, last + _LONGEST) if calendar else (), numbers)
    width = max(map(len, parts), default=0)
    passed = accumulate((sum(closes - opens for opens, closes in part) for part in parts), initial=0)
    rows = (
        (day, *_dates(known, day, counts), *_open(part, before, width))
        for day, part, before in zip(numbers, parts, passed, strict=False)
    )
    ends = (f"{end}{number}" for number in range(width) for end in ("opens", "closes"))
    return DayRows(("day", *_SHIFT, "turn", *_DATES, "passed", *ends), tuple(rows))


def _numbers(first: date, last: date) -> range:
    return range(day_number(first), day_number(last) + 1)


def _business_dates(calendar: Calendar | None, first: date, last: date) -> dict[int, int]:
    """Return by local day how many business dates there are from the first up to and with it."""
    hours = opening(calendar, first, last) if calendar else None
    every = list(days(first, last))
    counts = accumulate(bool(hours and hours.on(day)) for day in every)
    return dict(zip(map(day_number, every), counts, strict=True))


def _told(day: int, shift: Shift) -> Row:
    return shift.before * SECOND, (day * DAY + shift.cut) * SECOND, shift.after * SECOND


def _dates(zone: ZoneInfo, day: int, counts: dict[int, int]) -> Row:
    shift = utc_shift(zone, day)
    begin = (day * DAY + shift.before) // DAY
    end = (day * DAY + DAY - 1 + shift.after) // DAY
    dates = (begin, end, _month(begin), _month(end), counts[begin], counts[end])
    return *_told(day, shift), (begin + 1) * MICROSECONDS, *dates


def _month(day: int) -> int:
    return day_number((EPOCH + timedelta(days=day)).replace(day=1))


def _by_day(spans: Iterable[Span], numbers: range) -> list[list[Span]]:
    """Return for each day of UTC the parts of spans within it."""
    parts: dict[int, list[Span]] = {}
    for day, opens, closes in _cut(spans):
        parts.setdefault(day, []).append((opens, closes))
    return [parts.get(day, []) for day in numbers]


def _cut(spans: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
    for start, end in spans:
        for day in range(start // DAY, (end - 1) // DAY + 1):
            yield day, max(start, day * DAY), min(end, (day + 1) * DAY)


def _open(part: Sequence[Span], before: int, width: int) -> Row:
    spans = (second * SECOND for span in (*part, *[(0, 0)] * (width - len(part))) for second in span)
    return (before - sum(opens for opens, _ in part)) * SECOND, *spans
