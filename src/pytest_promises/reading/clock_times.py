"""Times of day: those of weekly hours, and those that only look like lengths of time ("before 14 h")."""

import re
from collections.abc import Iterator
from typing import Final

from . import codes as c
from .entries import UnitWord
from .found import Found
from .items import Items

_NOON, _DAY = 720, 1440
_MILITARY: Final = 4
"""Digits of a time without a sign between ("0830")."""
_LAST_HOUR: Final = 24
_OPENS, _CLOSES, _CLEARLY = 5 * 60, 12 * 60, 15 * 60
"""Bare numbers before days are hours that one opens from five on and closes from noon on, clearly so from three on."""
_EARLIEST: Final = 6
"""The first hour that an order can be due before; fewer hours are a length."""
_CLOCKED: Final = frozenset({c.CLOCK, c.HOUR_TIME, c.DAY_HALF, c.HOUR_MARK})
_SAID: Final = frozenset({c.HOUR_MARK, c.AT})
_SHOWN: Final = frozenset({c.CLOCK, c.HOUR_TIME, *_SAID})
_TIMES: Final = frozenset({c.CLOCK, c.HOUR_TIME, c.NUMBER})
_UNITS: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.HOUR_MARK})
_BOUNDS: Final = frozenset({c.UPPER, c.LOWER})
_OPENERS: Final = frozenset({c.FROM, c.OF, c.BETWEEN, c.UNIT, c.SHORT_UNIT})
_DOTTED: Final = re.compile(r"[0-2]?\d\.[0-5]\d")
_CUTOFF: Final = re.compile(rf"[{c.AT}{c.UPPER}]{c.FILLER}{{0,2}}(?P<hour>{c.NUMBER})[{c.UNIT}{c.SHORT_UNIT}]")

Span = tuple[int, int]
"""Minutes since midnight at which one opens and closes."""


def with_clocks(items: Items) -> str:
    """Return the letters of a sentence in which numbers with minutes ("9.30") are clock times."""
    if c.NUMBER not in items.codes:
        return items.codes
    return "".join(
        c.CLOCK if _is_dotted(code, data) else code for code, data in zip(items.codes, items.data, strict=True)
    )


def _is_dotted(code: str, data: object) -> bool:
    return code == c.NUMBER and _DOTTED.fullmatch(getattr(data, "digits", None) or "") is not None


def cutoffs(items: Items) -> Iterator[Found]:
    """Take times of day that look like lengths ("um 14 h", "before 14 h") out of the other grammars' sight."""
    for match in _CUTOFF.finditer(items.codes):
        if _is_cutoff(items, match):
            start, end = match.span()
            items.codes = items.codes[:start] + c.CLOCK * (end - start) + items.codes[end:]
    yield from ()


def _is_cutoff(items: Items, match: re.Match[str]) -> bool:
    said, hour = items.data[match.start()], items.data[match.start("hour")].value
    first = {"at": 0, "before": _EARLIEST}.get(said, _LAST_HOUR)
    return first <= hour < _LAST_HOUR and _unit(items.data[match.end() - 1]) == "hour"


def tell_times(items: Items, codes: str, start: int, end: int, *, named: bool) -> bool:
    """Tell whether numbers beside days are times: one shows it ("9:00", "9 am"), or they are as shops open and close.

    `named` is whether the days have names, as Monday has.
    """
    inside = {*codes[start:end]}
    if inside & {*_CLOCKED, c.SINCE, c.AT}:
        return True
    numbers = [
        data.digits for code, data in zip(codes[start:end], items.data[start:end], strict=True) if code == c.NUMBER
    ]
    if any(digits is not None and len(digits) == _MILITARY for digits in numbers):
        return True
    if start > 0 and codes[start - 1] in _BOUNDS:
        return False
    spans = times(items, start, end)
    surest = _CLOSES if named or inside & _OPENERS else _CLEARLY
    return bool(spans) and spans[0][0] >= _OPENS and surest <= spans[0][1] < _DAY


def times(items: Items, start: int, end: int, *, bare: bool = False) -> list[Span]:
    """Return the spans of minutes; none when one is no time of day, or nothing shows that `bare` numbers are."""
    codes = with_clocks(items)[start:end]
    if bare and not _SAID & {*codes} and sum(codes.count(code) for code in _CLOCKED) < 2:
        return []
    places = [at for at in range(start, end) if items.codes[at] in _TIMES and not _is_minutes(items, at, start)]
    spans: list[Span] = []
    for first, second in zip(places[::2], places[1::2], strict=False):
        span = _span(items, (first, second), (start, end))
        halves = any(_half(items, at, start, end) for at in (first, second))
        if span is None or (bare and not halves and not _SHOWN & {*codes}):
            return []
        spans.append(span)
    return spans


def closing(items: Items, start: int, end: int, opens: int) -> int | None:
    """Return the minutes of the one time among the items, when it is after `opens`, or `None`."""
    at = next((at for at in range(start, end) if items.codes[at] in _TIMES), None)
    minutes = _minutes(items, at, end) if at is not None else None
    if at is None or minutes is None:
        return None
    half = _half(items, at, start, end)
    closes = _in_half(minutes, half)
    closes += _NOON if closes <= opens and half is None else 0
    return closes if opens < closes < _DAY else None


def _span(items: Items, places: tuple[int, int], inside: tuple[int, int]) -> Span | None:
    opens, closes = (_minutes(items, at, inside[1]) for at in places)
    if opens is None or closes is None:
        return None
    first, second = (_half(items, at, *inside) for at in places)
    opens = _in_half(opens, first or (second if second and _fits(opens, closes, second) else None))
    closes = _in_half(closes, second)
    return opens, closes if closes > opens else closes + _later(opens, closes, first, second)


def _later(opens: int, closes: int, first: str | None, second: str | None) -> int:
    """Return the minutes by which a time is later than it says: it is after noon, or of the next day."""
    before = opens < _NOON or first == "pm"
    return _NOON if not second and before and opens < closes + _NOON else _DAY


def _fits(opens: int, closes: int, half: str) -> bool:
    """Tell whether "9-11 am" shares its half of the day: the first is before the second on the same dial."""
    return half == "am" or opens % _NOON < closes % _NOON


def _is_minutes(items: Items, at: int, start: int) -> bool:
    """Tell the minutes of a time in words ("9時30分") from a time of their own."""
    return (
        at - start >= 2
        and items.codes[at] == c.NUMBER
        and items.codes[at - 1] in _UNITS
        and items.codes[at - 2] == c.NUMBER
    )


def _minutes(items: Items, at: int, end: int) -> int | None:
    """Return the minutes since midnight of a clock time, or of a number that can be one ("9", "9.30", "9時30分")."""
    code, data = items.codes[at], items.data[at]
    if at + 1 < end and items.codes[at + 1] in _UNITS and _unit(items.data[at + 1]) != "hour":
        return None
    if code == c.CLOCK:
        minutes: int = data
        return minutes
    if code == c.HOUR_TIME:
        return int(data.number * 60) if data.number <= _LAST_HOUR else None
    if not data.digits:
        return int(data.value) * 60 + _minutes_after(items, at, end) if 0 <= data.value <= _LAST_HOUR else None
    return _of_digits(data.digits, _minutes_after(items, at, end))


def _of_digits(digits: str, more: int) -> int | None:
    if len(digits) == _MILITARY and digits.isdigit():
        hour, minute = digits[:2], digits[2:]
        return int(hour) * 60 + int(minute) if int(hour) <= _LAST_HOUR and int(minute) < 60 else None
    hour, _, minute = digits.partition("." if "." in digits else ",")
    if not hour.isdigit() or len(hour) > 2 or int(hour) > _LAST_HOUR:
        return None
    if minute and (len(minute) != 2 or not minute.isdigit() or int(minute) > 59):
        return None
    return int(hour) * 60 + int(minute or 0) + more


def _unit(data: object) -> str:
    """Return the unit of a unit's word; a mark of hours has none of its own."""
    return data.unit if isinstance(data, UnitWord) else "hour"


def _minutes_after(items: Items, at: int, end: int) -> int:
    """Return the minutes that stand after an hour's mark: 30 of "9時30分", "9点半"."""
    if at + 2 >= end or items.codes[at + 1] not in _UNITS:
        return 0
    if items.codes[at + 2] in (c.AND_HALF, c.HALF):
        return 30
    number = items.data[at + 2].value if items.codes[at + 2] == c.NUMBER else 0
    return int(number) if 0 <= number < 60 else 0


def _half(items: Items, at: int, start: int, end: int) -> str | None:
    """Return the half of the day that stands after a time, or before it and after no other time."""
    after = items.data[at + 1] if at + 1 < end and items.codes[at + 1] == c.DAY_HALF else None
    if after is not None or at <= start or items.codes[at - 1] != c.DAY_HALF:
        late = at + 2 < end and items.codes[at + 1] == c.HOUR_MARK and items.codes[at + 2] == c.DAY_HALF
        return items.data[at + 2] if late and after is None else after
    return items.data[at - 1] if at - 1 == start or items.codes[at - 2] not in _TIMES else None


def _in_half(minutes: int, half: str | None) -> int:
    if half == "pm" and minutes < _NOON:
        return minutes + _NOON
    if half == "am" and minutes >= _NOON:
        return minutes - _NOON
    return minutes
