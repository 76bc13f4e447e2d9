"""Lengths: a number with its unit, as the letters of a sentence say it."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from pytest_promises.model.quantities import SECONDS, Clock, Unit

from . import codes as c
from .entries import Span, UnitWord
from .items import Items

UNITS: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.SPAN, c.HOUR_TIME})
"""The letters of what has a unit of time."""
_ZERO, _HALF, _ONE = Decimal(0), Decimal("0.5"), Decimal(1)


class Length(NamedTuple):
    """A length as its words give it: the seconds of one are `each`; `clock` is `None` where no word tells."""

    number: Decimal
    each: Decimal
    unit: Unit
    clock: Clock | None

    @property
    def seconds(self) -> float:
        """The nominal seconds of the whole length."""
        return float(self.number * self.each)


def compound(items: Items, start: int, end: int, more: re.Pattern[str]) -> tuple[Length, int]:
    """Return a length with the smaller units that follow it ("1 hr 23 min"), and where it ends.

    `more` finds what may follow, with the length in its first group.
    """
    whole = length(items, start, end, default=_ONE)
    assert whole is not None
    smallest = whole
    while match := more.match(items.codes, end):
        part = length(items, *match.span(1))
        if part is None or SECONDS[part.unit] >= SECONDS[smallest.unit]:
            break
        whole = whole._replace(number=whole.number + part.number * part.each / whole.each)
        smallest, end = part, match.end()
    return whole, end


def length(
    items: Items, start: int, end: int, like: Length | None = None, default: Decimal | None = None
) -> Length | None:
    """Return the length that the items from `start` up to `end` say; one without a unit takes that of `like`."""
    number = _number(items, start, end, default)
    at = unit_at(items, start, end)
    if at is None:
        return like._replace(number=number) if number is not None and like is not None else None
    said: UnitWord | Span = items.data[at]
    unit, number = (said.unit, said.number) if isinstance(said, Span) else (said, number)
    if number is None:
        return None
    letters = items.codes[start:end]
    clock = Clock.BUSINESS if c.BUSINESS in letters else Clock.ELAPSED if c.CALENDAR in letters else unit.clock
    return Length(number, unit.each, unit.unit, clock)


def unit_at(items: Items, start: int, end: int) -> int | None:
    """Return the place of the first unit among the items, or `None`."""
    codes = items.codes
    for at in range(start, end):
        if codes[at] in UNITS:
            return at
    return None


def _number(items: Items, start: int, end: int, default: Decimal | None) -> Decimal | None:
    """Return the number that the items say, halves added; one in brackets only repeats it ("five (5)")."""
    number, data = default, items.data
    for at, code in enumerate(items.codes[start:end], start):
        if code == c.NUMBER:
            number = data[at].value
        elif code == c.HALF:
            number = _HALF
        elif code == c.ARTICLE:
            number = _ONE
        elif code == c.AND_HALF:
            number = (number if number is not None and at > start else _ZERO) + data[at]
        elif code == "(" and number is not None and at > start:
            break
    return number
