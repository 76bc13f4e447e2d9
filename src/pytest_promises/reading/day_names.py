"""Days of the week that the items of a sentence name: lists, ranges, sets, and what is left out of them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from . import codes as c
from .items import Items
from .opening_hours import HOLIDAYS

OPEN = rf"[{c.FROM}{c.OF}{c.SINCE}{c.BETWEEN}{c.LOWER}{c.FILLER}{c.AT}]{{0,3}}"
NOISE = rf"[{c.FILLER}:,()|]"
LIST = rf"(?:[,/+{c.AND}]{{1,2}}|(?={c.DAY}))"
DAY = (
    rf"(?:{c.DAY}(?:-{c.DAY}){{2,6}}(?!-)|[{c.DAY}{c.FROM_DAY}]{c.FROM}?[-~{c.TO}{c.UNTIL}/]{{1,2}}{c.DAY}"
    rf"|{c.FROM_DAY}{c.DAY}|{c.DAY}|{c.DAYS}|{c.WEEKDAYS}|{c.HOLIDAYS})[{c.UNTIL}{c.TO}{c.UPPER_AFTER}]?"
)
_SOME = rf"{OPEN}{DAY}(?:{LIST}{OPEN}{DAY}){{0,6}}"
_SETS = f"{c.DAYS}{c.WEEKDAYS}"
_EXCEPT = rf"[(,]{{0,2}}{c.EXCEPT}{_SOME}\)?"
_ONLY = rf"\(?{c.WEEKDAYS}\)?(?!{NOISE}{{0,3}}-?{OPEN}[{c.CLOCK}{c.HOUR_TIME}{c.NUMBER}{c.DAY_HALF}])"
LEFT_OUT = rf"(?:{_EXCEPT}|{_ONLY}|[(,]{{0,2}}{_SOME}{c.EXCEPT}\)?(?!{NOISE}{{0,2}}[{c.DAY}{_SETS}]))"
"""Days left out after times: "except Sunday", "(weekdays only)", "Pazar hariç"."""
_BEFORE = rf"(?:{c.EXCEPT}{_SOME},?[{c.OTHER}{c.FILLER}]{{0,2}}(?={OPEN}[{c.DAY}{_SETS}])|(?P<first>{_SOME}){c.EXCEPT},?(?=[{_SETS}]))"
DAYS = rf"(?:{_BEFORE.replace('?P<first>', '?:')})?{_SOME}(?:{_EXCEPT}|\(?{c.WEEKDAYS}\)?)?"
"""Days, with those left out before or after."""
_LEFT_OUT_BEFORE = re.compile(_BEFORE)
_LISTED = re.compile(rf"{c.DAY}(?:-{c.DAY}){{2,}}")
"""Three days and more with hyphens between are a list."""
_MARKED = re.compile(rf"[{c.DAY}{c.DAYS}{c.HOLIDAYS}]\(?({c.WEEKDAYS})\)?")
_OPENS_RANGE = frozenset({*"-~", c.TO, c.UNTIL})
_WEEKEND, _WORKDAYS = (5, 6), (0, 1, 2, 3, 4)


class Days(NamedTuple):
    """Days from 0 for Monday to 6 for Sunday and 7 for public holidays: those named and not left out, and those left out."""

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
        return frozenset(_WEEKEND if c.WEEKDAYS in codes else ())
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
    code, data = items.codes[at], items.data[at]
    if code in (c.DAY, c.FROM_DAY):
        return (data,)
    if code == c.DAYS:
        return tuple(data)
    return {c.WEEKDAYS: _WORKDAYS, c.HOLIDAYS: (HOLIDAYS,)}.get(code, ())


def _range(first: int, last: int) -> tuple[int, ...]:
    return tuple((first + step) % 7 for step in range(1, (last - first) % 7 + 1))
