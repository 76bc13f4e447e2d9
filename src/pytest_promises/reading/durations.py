"""Lengths of time, same and next days: found in the letters of a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import SECONDS, Clock, Duration, RelativeDay

from . import codes as c
from .bounds import BEFORE, Ends, ends_of
from .entries import Span, UnitWord
from .found import Found
from .items import Items
from .lengths import Length, compound, length, unit_at
from .numbers import Number

_N = rf"(?:[{c.NUMBER}{c.HALF}](?:\({c.NUMBER}(?:[-{c.TO}]{c.NUMBER})?\))?{c.AND_HALF}?\+?|{c.AND_HALF})"
_ADJECTIVE: Final = rf"[{c.BUSINESS}{c.CALENDAR}{c.FILLER}]"
_AFTER_UNIT: Final = rf"(?:\(?[{c.BUSINESS}{c.CALENDAR}](?!{_ADJECTIVE}*[{c.UNIT}])\)?)?"
_U = rf"-?(?:{_ADJECTIVE}-?){{0,3}}[{c.UNIT}{c.SHORT_UNIT}]{_AFTER_UNIT}"
_LENGTH: Final = rf"(?:{_N}{_U}|{c.ARTICLE}{c.FILLER}?{_U.replace(c.SHORT_UNIT, '')})"
_WORD: Final = rf"(?:[{c.SPAN}{c.HOUR_TIME}]{c.BUSINESS}?)"
"""A length in one word."""
_ONE: Final = rf"(?:{_WORD}|(?<![{c.OTHER}{c.NUMBER}{c.TAKEN}]){c.BUSINESS}?{c.UNIT}{c.BUSINESS}?)"
"""A length in one word, or a unit that stands for one of it."""
_JOIN: Final = rf"{c.FILLER}?[-~/{c.TO}{c.UNTIL}{c.AND}][{c.FILLER}{c.UNTIL}]?"
_HEAD: Final = re.compile(
    rf"(?P<every>{c.RATE})?(?P<first>(?:{c.WEEKDAYS}|{c.DAYS})[{c.FILLER}{c.OF}:(),]{{0,2}})?(?P<before>{BEFORE})"
    rf"(?:(?P<low>{_LENGTH}|{_N}|{_ONE})(?P<join>{_JOIN})(?P<high>{_LENGTH}|{_WORD})"
    rf"|(?P<single>{_LENGTH}|{_WORD}|{c.UNIT}(?={c.AND_HALF}|{c.AND}?{_N}{_U}))|(?P<few>{c.NUMBER}[,/]?{c.NUMBER}{_U}))"
)
_SINGLE: Final = re.compile(_HEAD.pattern.replace("(?P<join>", "(?P<join>(?!)"))
"""A length by itself where no range can be."""
_MORE: Final = re.compile(rf"[,{c.AND}]?({_N}{_U})")
_TAIL: Final = re.compile(
    rf"(?P<half>{c.AND_HALF})?(?P<rate>(?:{c.RATE}|{c.ARTICLE})(?:{c.UNIT}|{c.SHORT_UNIT}))?"
    rf"(?P<early>\((?:{c.WEEKDAYS}|{c.DAYS})\)(?=[{c.UPPER_AFTER}{c.LOWER_AFTER}]))?(?:{c.FILLER}(?=[{c.UPPER_AFTER}{c.LOWER_AFTER}]))?"
    rf"(?P<after>[{c.UPPER_AFTER}{c.LOWER_AFTER}])?"
    rf"(?P<mark>[,(]?(?:{c.WEEKDAYS}|{c.DAYS}|(?<=\()[{c.DAY}{c.FROM_DAY}][-~{c.TO}{c.UNTIL}]{{0,2}}{c.DAY}(?=\)))\)?)?"
)
_LATE: Final = re.compile(
    rf"[{c.OTHER}{c.FILLER}]{{1,4}}(?P<mark>[(,]{c.WEEKDAYS}\)?|\({c.BUSINESS}{c.UNIT}\))"
    rf"|[{c.OTHER}{c.FILLER}{c.FROM}{c.TO}{c.OF}]{{1,4}}(?P<end>\((?:{c.WEEKDAYS}|{c.UNIT}{c.BUSINESS})\))"
)
"""A mark in brackets after the verb or at the end: "1~2일 내 출고 (주말 제외)", "48 h desde el pago (días hábiles)"."""
_ALONE: Final = rf"[{c.BUSINESS}{c.CALENDAR}]{{0,2}}{c.UNIT}[{c.BUSINESS}{c.CALENDAR}]?"
_BARE: Final = re.compile(
    rf"(?P<before>[{c.UPPER}{c.UNTIL}]{c.FILLER}{{0,3}})(?P<unit>{_ALONE})(?P<one>{c.NUMBER})?"
    rf"|(?<![{c.NUMBER}{c.RATE}{c.CURRENCY}{c.TAKEN}])(?P<unit2>{_ALONE})(?P<after>{c.UPPER_AFTER})"
)
_PAIR: Final = re.compile(
    rf"(?<![{c.NUMBER}{c.TAKEN}])(?P<one>[{c.ARTICLE}{c.NUMBER}])?(?P<unit>{_ALONE})(?P<join>[-{c.AND}{c.TO}{c.UNTIL}]){c.NUMBER}(?![-{c.FILLER}]?{_U}|[{c.PERCENT}{c.TENTH}{re.escape(c.CURRENCY)}])"
)
_RELATIVE: Final = re.compile(rf"(?P<before>(?:[{c.UPPER}{c.UNTIL}{c.FILLER}]){{0,2}}){c.RELATIVE}")
COUNTING: Final = frozenset(
    {c.NUMBER, c.HALF, c.AND_HALF, c.ARTICLE, c.UPPER, c.UNTIL, c.UPPER_AFTER, c.SPAN, c.HOUR_TIME}
)
"""What a length has one of, beside a unit or for it: a number, a word for one, or a bound of one."""
_BUSINESS: Final = frozenset({c.WEEKDAYS, c.BUSINESS})
_LONG_PREPOSITION: Final = 4
_ONCE, _TWO = Decimal(1), 2
_ONLY: Final = Number(_ONCE)
_WORKWEEKS: Final = ((0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (5, 6, 0, 1, 2))
"""Monday to Friday, Sunday to Thursday, Saturday to Wednesday."""


def durations(items: Items) -> Iterator[Found]:
    """Yield the lengths of time of a sentence."""
    _pass_over_spent(items)
    codes = items.codes
    if c.NUMBER in codes:
        yield from _one_or_two(items)
    at = 0
    while match := _HEAD.search(items.codes, at):
        if match["join"] and c.AND in match["join"] and not _is_range(items, match):
            low_has_unit = unit_at(items, *match.span("low")) is not None
            match = _SINGLE.match(items.codes, match.start()) if low_has_unit else None
            if match is None:
                at = _after_low(items, at)
                continue
        if match["few"] and not _few(*(items.data[at] for at in _numbers_of(items, match)[:2])):
            match = _HEAD.match(items.codes, _numbers_of(items, match)[1])
            assert match is not None
        found = _duration(items, match)
        at = found.end
        if not _is_date(items, match) and not _is_rate(items, match) and not _is_first(items, match, found):
            yield found
    if c.UPPER in codes or c.UNTIL in codes or c.UPPER_AFTER in codes:
        yield from _bare(items)


def _pass_over_spent(items: Items) -> None:
    """Take words for what is spent at the least ("$35 orders") out of sight: after a length they are no bound of it."""
    if c.LOWER_AFTER in items.codes:
        marked = zip(items.codes, items.data, strict=True)
        items.codes = "".join(c.OTHER if data == "spent_after" else code for code, data in marked)


def _one_or_two(items: Items) -> Iterator[Found]:
    """Yield a unit with a two after it as a range: "a day or two", "час-два"."""
    for match in _PAIR.finditer(items.codes):
        unit = length(items, *match.span("unit"), default=_ONCE)
        joined = items.codes[match.start("join")] != c.AND or items.data[match.start("join")] == "or"
        first = items.data[match.start("one")] if match["one"] == c.NUMBER else _ONLY
        if unit is not None and joined and first == _ONLY and items.data[match.end() - 1].value == _TWO:
            one = float(unit.each)
            yield Found(Duration(one, 2 * one, unit.clock or Clock.ELAPSED, unit.unit), match.start(), match.end())


def _bare(items: Items) -> Iterator[Found]:
    """Yield units that stand for one of them: "within a week" without the article, "viikon kuluessa"."""
    for match in _BARE.finditer(items.codes):
        name, bound = ("unit", "before") if match["unit"] else ("unit2", "after")
        unit = length(items, *match.span(name), default=_ONCE)
        if unit is None or (items.data[match.start()] == "upper_weak" and _is_short(items, match.start())):
            continue
        one = match["one"] is not None and items.data[match.start("one")] == _ONLY
        if match["one"] and not one:
            continue
        value = Duration(None, unit.seconds, unit.clock or Clock.ELAPSED, unit.unit)
        yield Found(value, match.start(), match.end(), bound=match.span(bound))


def _is_short(items: Items, at: int) -> bool:
    """Tell a preposition that means too many things ("в", "за") from one of time ("через")."""
    return len(items.sentence.words[items.first[at]]) < _LONG_PREPOSITION


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
    if set(match["before"]) & {c.BETWEEN, c.FROM, c.OF} or items.codes[match.end() : match.end() + 1] == c.BETWEEN:
        return True
    joins = {items.data[at] for at in range(*match.span("join")) if items.codes[at] == c.AND}
    if "or" not in joins:
        return False
    at = unit_at(items, *match.span("low"))
    return at is None or at - match.start("low") < 1


def _numbers_of(items: Items, match: re.Match[str]) -> list[int]:
    """Return the places of the numbers of a match."""
    return [at for at in range(*match.span()) if items.codes[at] == c.NUMBER]


def _is_date(items: Items, match: re.Match[str]) -> bool:
    """Tell a year of the calendar ("в 1999 году") and a day of a month ("5月10日") from a length of time."""
    start, end = match.end("before"), match.end()
    if start > 0 and items.codes[start - 1] == c.MONTH and not match["before"]:
        return "day" in _units(items, start, end)
    if "year" not in _units(items, match.start(), end):
        return False
    return any(1900 <= items.data[at].value <= 2100 for at in _numbers_of(items, match))


def _units(items: Items, start: int, end: int) -> set[str]:
    return {data.unit for data in items.data[start:end] if isinstance(data, UnitWord)}


def _is_rate(items: Items, match: re.Match[str]) -> bool:
    """Tell what a share or an amount is for ("99.9 % a month") from a length of time."""
    at = match.start()
    return items.codes[at] == c.ARTICLE and at > 0 and items.codes[at - 1] == c.TAKEN


def _is_first(items: Items, match: re.Match[str], found: Found) -> bool:
    """Tell the first of several ("1e week", "1-й день") from a length of time; with a bound it may be either."""
    if found.bound is not None or match["join"]:
        return False
    numbers: list[Number] = [items.data[at] for at in _numbers_of(items, match)]
    return len(numbers) == 1 and bool(numbers[0].ending) and numbers[0].value == 1


def _after_low(items: Items, at: int) -> int:
    match = _HEAD.search(items.codes, at)
    return match.start("high") if match is not None else len(items.codes)


def _duration(items: Items, match: re.Match[str]) -> Found:
    high, end = compound(items, *_span_of_high(match), _MORE)
    low = _low(items, match, high)
    tail = _TAIL.match(items.codes, end)
    assert tail is not None
    if tail["half"]:
        high = high._replace(number=high.number + items.data[tail.start("half")])
    low = low or high
    first, last = low.seconds, high.seconds
    if first > last and match["join"] is not None:
        low, high, first, last = high, low, last, first
    plus = c.PLUS if c.PLUS in match.group() else ""
    ends = ends_of(match["before"], tail["after"] or plus, first, last, ranged=low is not high)
    return _found(items, match, tail, ends, high, low)


def _span_of_high(match: re.Match[str]) -> tuple[int, int]:
    if match["few"]:
        return match.end("few") - len(match["few"].rpartition(c.NUMBER)[2]) - 1, match.end("few")
    return match.span("high" if match["join"] else "single")


def _low(items: Items, match: re.Match[str], high: Length) -> Length | None:
    """Return the lower end of a range ("3-5 days", "two three days", "이삼일"), or `None` for a single length."""
    if match["few"]:
        return length(items, match.start("few"), match.start("few") + 1, like=high)
    if match["join"]:
        return length(items, *match.span("low"), like=high, default=_ONCE)
    word = items.data[match.start("single")]
    return high._replace(number=word.least) if isinstance(word, Span) and word.least is not None else None


def _few(first: Number, second: Number) -> bool:
    """Tell two numbers that mean one or the other ("दो तीन", "2, 3") from two that stand together by chance."""
    return first.value + 1 == second.value and bool(first.digits) == bool(second.digits)


def _found(
    items: Items, match: re.Match[str], tail: re.Match[str], ends: Ends[float], high: Length, low: Length
) -> Found:
    place, opening = _place_of_mark(items, tail), match.span("first")
    marked = place[0] >= 0 and _marks_business(items, place)
    first = opening[0] >= 0 and _marks_business(items, opening)
    clock = high.clock or low.clock or (Clock.BUSINESS if marked or first else Clock.ELAPSED)
    last = tail.end()
    if tail["mark"] and not (marked and place == tail.span("mark")):
        last = tail.start("mark")
    whole_days = (marked or first) and high.unit == "hour" and high.seconds % SECONDS["day"] == 0
    return Found(
        Duration(ends.minimum, ends.maximum, clock, "day" if whole_days else high.unit),
        opening[1] if opening[0] >= 0 and not first else match.start(),
        last,
        bound=match.span("before") if match["before"] else tail.span("after") if tail["after"] else None,
        clock=place if marked else opening if first else None,
        rate=match["every"] is not None,
    )


def _place_of_mark(items: Items, tail: re.Match[str]) -> tuple[int, int]:
    """Return where a mark of business days stands beside a length, or `(-1, -1)`."""
    if tail["mark"] or tail["early"]:
        return tail.span("mark" if tail["mark"] else "early")
    late = _LATE.match(items.codes, tail.end()) if tail["mark"] is None else None
    return late.span(late.lastgroup or 0) if late is not None else (-1, -1)


def _marks_business(items: Items, span: tuple[int, int]) -> bool:
    """Tell whether words beside a length ("on weekdays", "(Mon-Fri)") put it on business days."""
    marks = [(items.codes[at], items.data[at]) for at in range(*span)]
    if any(code in _BUSINESS or (code == c.DAYS and data in _WORKWEEKS) for code, data in marks):
        return True
    return [data for code, data in marks if code in (c.DAY, c.FROM_DAY)] in ([0, 4], [6, 3], [5, 2])
