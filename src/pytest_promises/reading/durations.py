"""Lengths of time, same and next days: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from pytest_promises.model.quantities import SECONDS, Clock, Duration, RelativeDay, Unit

from . import codes as c
from .bounds import BEFORE, ends_of
from .entries import Span, UnitWord
from .found import Found
from .items import Items

_N = rf"(?:[{c.NUMBER}{c.HALF}](?:\({c.NUMBER}(?:[-{c.TO}]{c.NUMBER})?\))?{c.AND_HALF}?\+?|{c.AND_HALF})"
_ADJECTIVE = rf"[{c.BUSINESS}{c.CALENDAR}{c.FILLER}]"
_AFTER_UNIT = rf"(?:\(?[{c.BUSINESS}{c.CALENDAR}](?!{_ADJECTIVE}*[{c.UNIT}])\)?)?"
_U = rf"-?(?:{_ADJECTIVE}-?){{0,3}}[{c.UNIT}{c.SHORT_UNIT}]{_AFTER_UNIT}"
_LENGTH = rf"(?:{_N}{_U}|{c.ARTICLE}{c.FILLER}?{_U.replace(c.SHORT_UNIT, '')})"
_JOIN = rf"{c.FILLER}?[-~/{c.TO}{c.UNTIL}{c.AND}][{c.FILLER}{c.UNTIL}]?"
_HEAD = re.compile(
    rf"(?P<every>{c.RATE})?(?P<before>{BEFORE})"
    rf"(?:(?P<low>{_LENGTH}|{_N})(?P<join>{_JOIN})(?P<high>{_LENGTH})|(?P<single>{_LENGTH}|{c.SPAN}{c.BUSINESS}?|{c.UNIT}(?={c.AND_HALF})))"
)
_MORE = re.compile(rf"[,{c.AND}]?({_N}{_U})")
_TAIL = re.compile(
    rf"(?P<half>{c.AND_HALF})?(?P<rate>(?:{c.RATE}|{c.ARTICLE})(?:{c.UNIT}|{c.SHORT_UNIT}))?"
    rf"(?P<after>[{c.UPPER_AFTER}{c.LOWER_AFTER}])?"
    rf"(?P<mark>[,(]?(?:{c.WEEKDAYS}|{c.DAYS}|(?<=\(){c.DAY}[-{c.TO}]{c.DAY}(?=\)))\)?)?"
)
_BARE = re.compile(
    rf"(?P<before>{c.UPPER}{c.FILLER}{{0,3}})(?P<unit>[{c.BUSINESS}{c.CALENDAR}]{{0,2}}{c.UNIT}[{c.BUSINESS}{c.CALENDAR}]?)"
)
_RELATIVE = re.compile(rf"(?P<before>(?:[{c.UPPER}{c.UNTIL}{c.FILLER}]){{0,2}}){c.RELATIVE}")
_WEEKDAYS = (0, 1, 2, 3, 4)


class _Length(NamedTuple):
    """A length as its words give it: the seconds of one are `each`; `clock` is `None` where no word tells."""

    number: Decimal
    each: Decimal
    unit: Unit
    clock: Clock | None

    @property
    def seconds(self) -> float:
        return float(self.number * self.each)


def durations(items: Items) -> Iterator[Found]:
    """Yield the lengths of time of a sentence."""
    at = 0
    while match := _HEAD.search(items.codes, at):
        if match["join"] and c.AND in match["join"] and not _is_range(items, match):
            low_has_unit = _unit_at(items, *match.span("low")) is not None
            match = _HEAD.match(items.codes, match.start(), match.end("low")) if low_has_unit else None
            if match is None:
                at = _after_low(items, at)
                continue
        found = _duration(items, match)
        at = found.end
        if not _is_calendar_year(items, match) and not _is_rate(items, match):
            yield found
    for match in _BARE.finditer(items.codes):
        length = _length(items, *match.span("unit"), default=Decimal(1))
        if length is not None and items.data[match.start()] != "upper_weak":
            value = Duration(None, length.seconds, length.clock or Clock.ELAPSED, length.unit)
            yield Found(value, match.start(), match.end(), bound=match.span("before"))


def relative_days(items: Items) -> Iterator[Found]:
    """Yield the same and next days of a sentence."""
    for match in _RELATIVE.finditer(items.codes):
        day: RelativeDay = items.data[match.end() - 1]
        yield Found(day, match.start(), match.end(), bound=match.span("before") if match["before"] else None)


def immediate(items: Items) -> Iterator[Found]:
    """Yield the words for no time at all, as durations of zero."""
    for at, code in enumerate(items.codes):
        if code == c.IMMEDIATE:
            yield Found(Duration(0.0, 0.0, Clock.ELAPSED, "second"), at, at + 1)


def _is_range(items: Items, match: re.Match[str]) -> bool:
    """Tell whether "and" or "or" joins the ends of a range: after "between", or a bare number "or" another."""
    if set(match["before"]) & {c.BETWEEN, c.FROM, c.OF}:
        return True
    joins = {items.data[at] for at in range(*match.span("join")) if items.codes[at] == c.AND}
    return "or" in joins and _unit_at(items, *match.span("low")) is None


def _is_calendar_year(items: Items, match: re.Match[str]) -> bool:
    """Tell a year of the calendar ("в 1999 году") from a length of time."""
    codes = items.codes[match.start() : match.end()]
    years = (data.value for code, data in zip(codes, items.data[match.start() :], strict=False) if code == c.NUMBER)
    return any(1900 <= year <= 2100 for year in years) and any(
        isinstance(data, UnitWord) and data.unit == "year" for data in items.data[match.start() : match.end()]
    )


def _is_rate(items: Items, match: re.Match[str]) -> bool:
    """Tell what a share or an amount is for ("99.9 % a month") from a length of time."""
    at = match.start()
    return items.codes[at] == c.ARTICLE and at > 0 and items.codes[at - 1] == c.TAKEN


def _after_low(items: Items, at: int) -> int:
    match = _HEAD.search(items.codes, at)
    return match.start("high") if match is not None else len(items.codes)


def _duration(items: Items, match: re.Match[str]) -> Found:
    name = "high" if match["join"] else "single"
    high, end = _compound(items, *match.span(name))
    low = _length(items, *match.span("low"), like=high) if match["join"] else high
    tail = _TAIL.match(items.codes, end)
    assert tail is not None
    half = items.data[tail.start("half")] if tail["half"] else Decimal(0)
    high = _Length(high.number + half, high.each, high.unit, high.clock)
    low = (low or high) if match["join"] else high
    plus = c.PLUS if c.PLUS in match.group() else ""
    ends = ends_of(match["before"], tail["after"] or plus, low.seconds, high.seconds, ranged=bool(match["join"]))
    marked = _marks_business(items, tail)
    clock = high.clock or low.clock or (Clock.BUSINESS if marked else Clock.ELAPSED)
    last = max(tail.end(group) for group in (0, "after") if tail[group] is not None)
    if tail["mark"] and not marked:
        last = tail.start("mark")
    unit: Unit = "day" if marked and high.unit == "hour" and high.seconds % SECONDS["day"] == 0 else high.unit
    return Found(
        Duration(ends.minimum, ends.maximum, clock, unit),
        match.start(),
        last,
        bound=match.span("before") if match["before"] else tail.span("after") if tail["after"] else None,
        clock=tail.span("mark") if marked else None,
        rate=match["every"] is not None,
    )


def _compound(items: Items, start: int, end: int) -> tuple[_Length, int]:
    """Return a length with the smaller units that follow it ("1 hr 23 min"), and where it ends."""
    length = _length(items, start, end, default=Decimal(1))
    assert length is not None
    smallest = length
    while more := _MORE.match(items.codes, end):
        part = _length(items, *more.span(1))
        if part is None or SECONDS[part.unit] >= SECONDS[smallest.unit]:
            break
        length = _Length(length.number + part.number * part.each / length.each, length.each, length.unit, length.clock)
        smallest, end = part, more.end()
    return length, end


def _length(
    items: Items, start: int, end: int, like: _Length | None = None, default: Decimal | None = None
) -> _Length | None:
    """Return the length that the items from `start` up to `end` say; one without a unit takes that of `like`."""
    number = _number(items, start, end, default)
    at = _unit_at(items, start, end)
    if at is None:
        return _Length(number, like.each, like.unit, like.clock) if number is not None and like is not None else None
    unit, number = _unit(items.data[at], number)
    if number is None:
        return None
    letters = items.codes[start:end]
    clock = Clock.BUSINESS if c.BUSINESS in letters else Clock.ELAPSED if c.CALENDAR in letters else unit.clock
    return _Length(number, Decimal(SECONDS[unit.unit]) * unit.factor, unit.unit, clock)


def _number(items: Items, start: int, end: int, default: Decimal | None) -> Decimal | None:
    """Return the number that the items say, halves added; one in brackets only repeats it ("five (5)")."""
    number = default
    for at in range(start, end):
        code, data = items.codes[at], items.data[at]
        if code == "(" and number is not None and at > start:
            break
        if code == c.NUMBER:
            number = data.value
        elif code == c.HALF:
            number = Decimal("0.5")
        elif code == c.ARTICLE:
            number = Decimal(1)
        elif code == c.AND_HALF:
            number = (number if number is not None and at > start else Decimal(0)) + data
    return number


def _unit(data: Any, number: Decimal | None) -> tuple[UnitWord, Decimal | None]:
    return (data.unit, data.number) if isinstance(data, Span) else (data, number)


def _unit_at(items: Items, start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if items.codes[at] in (c.UNIT, c.SHORT_UNIT, c.SPAN)), None)


def _marks_business(items: Items, tail: re.Match[str]) -> bool:
    """Tell whether words after a length ("on weekdays", "(Mon-Fri)") put it on business days."""
    if tail["mark"] is None:
        return False
    marks = [(items.codes[at], items.data[at]) for at in range(*tail.span("mark"))]
    if any(code == c.WEEKDAYS or (code == c.DAYS and data == _WEEKDAYS) for code, data in marks):
        return True
    return [data for code, data in marks if code == c.DAY] == [0, 4]
