"""Weekly hours: days and clock times of a sentence, in OpenStreetMap's normal form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import codes as c
from .entries import UnitWord
from .found import Found
from .items import Items
from .opening_hours import ALWAYS, Week, weekly_hours

_NOISE = rf"[{c.FILLER}:,()|]"
_UNIT = rf"[{c.UNIT}{c.SHORT_UNIT}{c.HOUR_MARK}]"
_MINUTES = rf"(?:{c.NUMBER}{_UNIT}?|[{c.AND_HALF}{c.HALF}])"
_TIME = (
    rf"{c.DAY_HALF}?(?:[{c.CLOCK}{c.HOUR_TIME}]|{c.NUMBER}(?:{_UNIT}(?:{_MINUTES})?)?)"
    rf"(?:{c.DAY_HALF}(?![{c.CLOCK}{c.NUMBER}])|[{c.HOUR_MARK}{c.UNIT}{c.SHORT_UNIT}]){{0,2}}"
)
_OPEN = rf"[{c.FROM}{c.OF}{c.SINCE}{c.BETWEEN}{c.LOWER}{c.FILLER}]{{0,3}}"
_RANGE = rf"{_OPEN}{_TIME}{c.FROM}?[-~{c.TO}{c.UNTIL}{c.AND}{c.UPPER}]{_OPEN}{_TIME}[{c.TO}{c.UNTIL}{c.UPPER_AFTER}]?"
_RANGES = rf"{_RANGE}(?:(?:{c.OTHER}?[,;/{c.AND}]{{1,2}}|(?={c.DAY_HALF})){_RANGE}){{0,3}}"
_DAY = (
    rf"(?:[{c.DAY}{c.FROM_DAY}]{c.FROM}?[-~{c.TO}{c.UNTIL}/]{{1,2}}{c.DAY}|{c.FROM_DAY}{c.DAY}|{c.DAY}"
    rf"|{c.DAYS}|{c.WEEKDAYS}|{c.HOLIDAYS})[{c.UNTIL}{c.TO}{c.UPPER_AFTER}]?"
)
_LIST = rf"[,/{c.AND}]{{1,2}}"
_LEFT_OUT = rf"[(,]?{c.EXCEPT}{_DAY}(?:{_LIST}{_DAY}){{0,6}}\)?|\(?{c.WEEKDAYS}\)?"
_DAYS = rf"{_OPEN}{_DAY}(?:{_LIST}{_OPEN}{_DAY}){{0,6}}(?:{_LEFT_OUT})?"
_RULE = re.compile(
    rf"(?P<days>{_DAYS}){_NOISE}{{0,3}}-?{_NOISE}{{0,2}}(?:(?P<times>{_RANGES})|(?P<closed>{c.CLOSED}))"
    rf"|(?P<times2>{_RANGES})[{c.FILLER},(|]{{0,3}}(?:(?P<zone2>{c.ZONE})[,)]{{0,2}})?(?P<days2>{_DAYS})"
    rf"(?!(?:{_LIST}{_OPEN}{_DAY})*{_NOISE}{{0,2}}{c.CLOSED})"
    rf"|{c.CLOSED}{_NOISE}{{0,2}}(?P<off>{_DAYS})|(?P<bare>{_RANGES})"
)
_ZONE = re.compile(rf"[ ,(]{{0,2}}(?P<zone>{c.ZONE})(?:/{c.ZONE})?\)?")
_BETWEEN_RULES = re.compile(rf"[,;|.()/{c.AND}{c.FILLER}-]{{0,3}}[{c.OTHER}{c.RATE}]?[,({c.FILLER}-]{{0,2}}")
_OPENS_RANGE = frozenset({*"-~", c.TO, c.UNTIL})
_CLOCKED = frozenset({c.CLOCK, c.HOUR_TIME, c.DAY_HALF, c.HOUR_MARK})
_MILITARY = 4
"""Digits of a time without a sign between ("0830")."""
_SHOWN = frozenset({c.CLOCK, c.HOUR_TIME, c.HOUR_MARK})
_TIMES = frozenset({c.CLOCK, c.HOUR_TIME, c.NUMBER})
_UNITS = frozenset({c.UNIT, c.SHORT_UNIT, c.HOUR_MARK})


@dataclass(slots=True)
class _Draft:
    """Weekly hours while their rules are being read."""

    week: Week
    start: int
    end: int
    zone: str | None = None
    bare: bool = False


def hours(items: Items) -> Iterator[Found]:
    """Yield the weekly hours of a sentence: rules that follow each other are one value.

    Times without a day, after others, are a break or something else's.
    """
    draft: _Draft | None = None
    at = 0
    while match := _RULE.search(items.codes, at):
        at = match.start() + 1
        rule = _rule(items, match)
        if rule is None:
            continue
        at = rule.end
        if draft is not None and _BETWEEN_RULES.fullmatch(items.codes, draft.end, rule.start) and not rule.bare:
            draft.week.update(rule.week)
            draft.end, draft.zone = rule.end, rule.zone or draft.zone
            continue
        if rule.bare and draft is not None:
            continue
        yield from _finished(draft)
        draft = rule
    yield from _finished(draft)
    for index, code in enumerate(items.codes):
        if code == c.ALWAYS:
            yield Found(ALWAYS, index, index + 1)


def _finished(draft: _Draft | None) -> Iterator[Found]:
    if draft is None or not any(spans for day, spans in draft.week.items() if day < 7):
        return
    yield Found(weekly_hours(draft.week, draft.zone), draft.start, draft.end, bare=draft.bare)


def _rule(items: Items, match: re.Match[str]) -> _Draft | None:
    names = [name for name in ("days", "days2", "off") if match[name]]
    spans_name = next((name for name in ("times", "times2", "bare") if match[name]), None)
    bare = match["bare"] is not None
    if match["days2"] and not _has_clock(items, *match.span("times2")):
        return None
    times = _times(items, *match.span(spans_name), bare=bare) if spans_name else []
    if spans_name and not times:
        return None
    days = _days(items, *match.span(names[0])) if names else tuple(range(7))
    end, zone = match.end(), None
    if match["zone2"]:
        zone = items.data[match.start("zone2")]
    elif after := _ZONE.match(items.codes, end):
        zone, end = items.data[after.start("zone")], after.end()
    return _Draft({day: tuple(times) for day in days}, match.start(), end, zone, bare)


def _has_clock(items: Items, start: int, end: int) -> bool:
    """Tell whether numbers before days are times: one of them shows it ("9:00", "9.00", "9 am")."""
    codes = items.codes[start:end]
    return bool(set(codes) & {*_CLOCKED, c.SINCE}) or any(
        code == c.NUMBER and len(data.digits) > 2 for code, data in zip(codes, items.data[start:end], strict=True)
    )


def _days(items: Items, start: int, end: int) -> tuple[int, ...]:
    """Return the days that the items name: ranges run past Sunday, exceptions are left out, 7 is a public holiday."""
    days: list[int] = []
    left_out: set[int] = set()
    excepted = False
    ranged = False
    for at in range(start, end):
        code, data = items.codes[at], items.data[at]
        named: tuple[int, ...] = ()
        if code == c.EXCEPT:
            excepted = True
        elif code in (c.DAY, c.FROM_DAY):
            named = (data,)
        elif code == c.DAYS:
            named = tuple(data)
        elif code == c.WEEKDAYS:
            named = (0, 1, 2, 3, 4)
            left_out.update((5, 6) if days else ())
        elif code == c.HOLIDAYS:
            named = (7,)
        if ranged and len(named) == 1 and days and not excepted:
            named = tuple((days[-1] + step) % 7 for step in range(1, (named[0] - days[-1]) % 7 + 1))
        ranged = code in _OPENS_RANGE if not named else code == c.FROM_DAY
        left_out.update(named if excepted else ())
        days.extend(() if excepted else named)
    return tuple(dict.fromkeys(day for day in days if day not in left_out))


def _times(items: Items, start: int, end: int, *, bare: bool) -> list[tuple[int, int]]:
    """Return the spans of minutes; none when a number there is no time of day."""
    codes = items.codes[start:end]
    if bare and c.HOUR_MARK not in codes and sum(codes.count(code) for code in _CLOCKED) < 2:
        return []
    places = [at for at in range(start, end) if items.codes[at] in _TIMES and not _is_minutes(items, at, start)]
    clocks = [_minutes(items, at, end) for at in places]
    halves = [_half(items, at, start, end) for at in places]
    spans: list[tuple[int, int]] = []
    for index in range(0, len(clocks) - 1, 2):
        opens, closes = clocks[index], clocks[index + 1]
        if opens is None or closes is None:
            return []
        first, second = halves[index], halves[index + 1]
        if not first and not second and bare and not _SHOWN & set(codes):
            return []
        opens = _in_half(opens, first or (second if second and _fits(opens, closes, second) else None))
        closes = _in_half(closes, second)
        if closes <= opens and first == "pm" and not second and opens < closes + 720:
            closes += 720
        if closes <= opens:
            closes += 720 if not second and opens < 720 < closes + 720 > opens else 1440
        spans.append((opens, closes))
    return spans


def _fits(opens: int, closes: int, half: str) -> bool:
    """Tell whether "9-11 am" shares its half of the day: the first is before the second on the same dial."""
    return half == "am" or opens % 720 < closes % 720


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
        return int(data.number * 60) if data.number <= 24 else None
    if not data.digits:
        return int(data.value) * 60 + _minutes_after(items, at, end) if 0 <= data.value <= 24 else None
    if len(data.digits) == _MILITARY and data.digits.isdigit():
        hour, minute = data.digits[:2], data.digits[2:]
        return int(hour) * 60 + int(minute) if int(hour) <= 24 and int(minute) < 60 else None
    hour, _, minute = data.digits.partition("." if "." in data.digits else ",")
    if not hour.isdigit() or len(hour) > 2 or int(hour) > 24 or (minute and (len(minute) != 2 or int(minute) > 59)):
        return None
    return int(hour) * 60 + int(minute or 0) + _minutes_after(items, at, end)


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
    if half == "pm" and minutes < 720:
        return minutes + 720
    if half == "am" and minutes >= 720:
        return minutes - 720
    return minutes
