"""Days of the week that the items of a sentence name: lists, ranges, sets, and what is left out of them."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from . import codes as c
from .entries import Meaning
from .items import Items
from .opening_hours import HOLIDAYS
from .words import longer

OPEN: Final = rf"[{c.FROM}{c.OF}{c.SINCE}{c.BETWEEN}{c.LOWER}{c.FILLER}{c.AT}]{{0,3}}+"
NOISE: Final = rf"[{c.FILLER}:,()|]"
LIST: Final = rf"(?:[,/+{c.AND}]{{1,2}}|(?={c.DAY}))"
DAY: Final = (
    rf"(?>{c.DAY}(?:-{c.DAY}){{2,6}}(?!-)|{c.DAY}[-~{c.TO}{c.UNTIL}]{c.NUMBER}(?=[:,(])|[{c.DAY}{c.FROM_DAY}]{c.FROM}?[-~{c.TO}{c.UNTIL}/]{{1,2}}{c.DAY}"
    rf"|{c.FROM_DAY}{c.DAY}|{c.DAY}|{c.DAYS}|{c.WEEKDAYS}|{c.HOLIDAYS})[{c.UNTIL}{c.TO}{c.UPPER_AFTER}]?"
)
_MORE: Final = rf"{LIST}{OPEN}{DAY}"
_SOME: Final = rf"{OPEN}{DAY}(?:{_MORE}){{0,6}}"
_SETS: Final = f"{c.DAYS}{c.WEEKDAYS}"
_EXCEPT: Final = rf"[(,]{{0,2}}{c.EXCEPT}{_SOME}\)?"
_ONLY: Final = rf"[(,]{{0,2}}{c.WEEKDAYS}\)?(?!{NOISE}{{0,3}}-?{OPEN}[{c.CLOCK}{c.HOUR_TIME}{c.NUMBER}{c.DAY_HALF}])"
_AFTER: Final = rf"(?:{_EXCEPT}|\(?{c.WEEKDAYS}\)?)?"
LEFT_OUT: Final = rf"(?:{_EXCEPT}|{_ONLY}|[(,]{{0,2}}{_SOME}{c.EXCEPT}\)?(?!{NOISE}{{0,2}}[{c.DAY}{_SETS}]))"
"""Days left out after times: "except Sunday", "(weekdays only)", "Pazar hariç"."""
_BEFORE: Final = (
    rf"(?:\(?{c.WEEKDAYS}\)?,?(?={c.DAYS})|{c.EXCEPT}{_SOME},?[{c.OTHER}{c.FILLER}]{{0,4}}(?={OPEN}[{c.DAY}{_SETS}])"
    rf"|(?P<first>{_SOME}){c.EXCEPT},?(?=[{_SETS}]))"
)
_FIRST: Final = _BEFORE.replace("?P<first>", "?:")
DAYS: Final = rf"(?:{_FIRST})?{_SOME}{_AFTER}"
"""Days, with those left out before or after."""
DAYS_AFTER: Final = rf"(?:{_FIRST})?{OPEN}{DAY}(?:(?:{_MORE}){{1,6}}(?![:({c.FILLER}]{{0,2}}{{times}}))?{_AFTER}"
"""Days after their times; of a list the last may have times of its own."""
_LEFT_OUT_BEFORE: Final = re.compile(_BEFORE)
_LISTED: Final = re.compile(rf"{c.DAY}(?:-{c.DAY}){{2,}}")
"""Three days and more with hyphens between are a list."""
_MARKED: Final = re.compile(rf"[{c.DAY}{c.DAYS}{c.HOLIDAYS}]\(?({c.WEEKDAYS})\)?")
_OPENS_RANGE: Final = frozenset({*"-~", c.TO, c.UNTIL})
_WEEKEND: Final = (5, 6)


class Days(NamedTuple):
    """Days from 0 for Monday to 6 for Sunday and 7 for public holidays: those told, and those left out."""

    open: tuple[int, ...]
    left_out: frozenset[int] = frozenset()


def days(items: Items, start: int, end: int) -> Days:
    """Return the days that items name, as `DAYS` finds them; a range may run past Sunday."""
    away: set[int] = set()
    before = _LEFT_OUT_BEFORE.match(items.codes, start, end)
    if before is not None and _leaves_out(items, before):
        away.update(left_out(items, *before.span()))
        start = before.end()
    cut = next((at for at in range(start, end) if items.codes[at] == c.EXCEPT), end)
    marked = _MARKED.search(items.codes, start, cut)
    if marked is not None:
        cut = marked.start(1)
    away.update(left_out(items, cut, end))
    return Days(tuple(day for day in dict.fromkeys(_listed(items, start, cut)) if day not in away), frozenset(away))


def left_out(items: Items, start: int, end: int) -> frozenset[int]:
    """Return the days that items leave out, as `LEFT_OUT` finds them."""
    codes = items.codes[start:end]
    if c.EXCEPT not in codes:
        return _outside(items, start + codes.index(c.WEEKDAYS)) if c.WEEKDAYS in codes else frozenset()
    cut = start + codes.index(c.EXCEPT)
    return frozenset((*_listed(items, start, cut), *_listed(items, cut + 1, end)))


def _leaves_out(items: Items, before: re.Match[str]) -> bool:
    """Tell "Pazar hariç her gün" (every day but Sunday) from "Monday to Friday except weekends"."""
    if not before["first"]:
        return True
    return {*_named(items, before.end()), HOLIDAYS} > {*_listed(items, *before.span("first"))}


def _listed(items: Items, start: int, end: int) -> Iterable[int]:
    """Return the days of lists and ranges in the order of the text."""
    apart = {at for match in _LISTED.finditer(items.codes, start, end) for at in range(*match.span())}
    listed: list[int] = []
    ranged = False
    for at in range(start, end):
        code = items.codes[at]
        named = _named(items, at)
        listed += _range(listed[-1], named[0]) if ranged and listed and len(named) == 1 else named
        ranged = code == c.FROM_DAY if named else code in _OPENS_RANGE and at not in apart
    return listed


def _named(items: Items, at: int) -> tuple[int, ...]:
    code = items.codes[at]
    if code in (c.DAY, c.FROM_DAY, c.DAYS):
        return _days_of((code, items.data[at]))
    if code == c.WEEKDAYS:
        return tuple(day for day in range(HOLIDAYS) if day not in _outside(items, at))
    return (HOLIDAYS,) if code == c.HOLIDAYS else _numbered(items, at)


def _numbered(items: Items, at: int) -> tuple[int, ...]:
    """Return the day of a number at the end of a range of days that have numbers for names ("thứ 2 - 6")."""
    if items.codes[at] != c.NUMBER or at < 2 or items.codes[at - 2] != c.DAY:
        return ()
    first, number = items.data[at - 2], items.data[at].value
    named = items.sentence.words[items.after[at - 2] - 1].endswith(str(first + 2))
    return (int(number) - 2,) if named and first + 2 < number <= HOLIDAYS else ()


def _outside(items: Items, at: int) -> frozenset[int]:
    """Return the days that are outside of the business days of a phrase: those that it names, else the weekend."""
    return _excluded(items, at) or frozenset(_WEEKEND)


def leaves_out(items: Items, start: int, end: int) -> bool:
    """Tell words after a comma that leave out days (", excluding weekends") from days of their own (", weekdays")."""
    codes = items.codes[start:end]
    return not codes.startswith(",") or c.EXCEPT in codes or bool(_excluded(items, start + codes.index(c.WEEKDAYS)))


def _excluded(items: Items, at: int) -> frozenset[int]:
    """Return the days of the weekend and the holidays that a phrase for business days names."""
    sentence, end = items.sentence, items.after[at]
    named: set[int] = set()
    for token in range(items.first[at], end):
        begun = sentence.known[token].value
        if begun is not None:
            found = [(token + 1, begun.meanings), *longer(begun, sentence.known, sentence.tight, token)]
            meant = (meaning for after, meanings in found if after <= end for meaning in meanings)
            named.update(day for meaning in meant for day in _days_of(meaning))
    return frozenset(named) if named <= {*_WEEKEND, HOLIDAYS} else frozenset()


def _days_of(meaning: Meaning) -> tuple[int, ...]:
    code, data = meaning
    if code in (c.DAY, c.FROM_DAY):
        return (data,)
    return tuple(data) if code == c.DAYS else (HOLIDAYS,) if code == c.HOLIDAYS else ()


def _range(first: int, last: int) -> tuple[int, ...]:
    return tuple((first + step) % 7 for step in range(1, (last - first) % 7 + 1))
