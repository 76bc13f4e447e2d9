"""Tokens whose form alone tells what they are: clock times, dates, days from another, signs."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pytest_promises.model.quantities import Clock

from . import codes as c
from .entries import Meaning, Span, UnitWord
from .tokens import AMOUNT_MARKS, clock_parts

FORMED: Final = frozenset("rchdlua")
"""The kinds of tokens that are what their form tells, whatever words a lexicon has."""
_PUNCTUATION: Final = frozenset("(),;:/-~&+?!.|%")
_SAME: Final = str.maketrans("[]{}【】「」『』〔〕\n•·、・※", "()()()()()()|||,,,")
_FRACTIONS: Final = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
}
_EARLIEST, _LATEST = 6, 24
"""The hours of "14h30" as a time of day; fewer may be a length."""


def of_form(kind: str, text: str) -> Meaning:
    """Return the meaning of a token of one of the kinds in `FORMED`."""
    if kind == "r":
        days = UnitWord("day", clock=Clock.BUSINESS if text[0] == "t" else None)
        return c.SPAN, Span(Decimal(text.rpartition("+")[2].strip()), days)
    if kind == "h":
        return _hours_and_minutes(text)
    if kind != "c":
        return (c.ALWAYS, "always") if kind == "a" else (c.DATE, None)
    hours, minutes = clock_parts(text)
    return (c.CLOCK, hours * 60 + minutes) if hours <= _LATEST else (c.OTHER, None)


def _hours_and_minutes(text: str) -> Meaning:
    """Return "14h30" as a time of day; what is early enough may be a length, too."""
    hours, minutes = map(int, re.findall(r"\d+", text))
    if _EARLIEST <= hours <= _LATEST:
        return c.CLOCK, hours * 60 + minutes
    return c.HOUR_TIME, Span(hours + Decimal(minutes) / 60, UnitWord("hour"))


@lru_cache(maxsize=1024)
def of_sign(text: str, amount_mark: str) -> Meaning:
    """Return the meaning of a sign; `amount_mark` is the currency of an amount that only has a mark ("499.-")."""
    if text in AMOUNT_MARKS:
        return c.CURRENCY, amount_mark
    if text in _FRACTIONS:
        return c.AND_HALF, _FRACTIONS[text]
    sign = text.translate(_SAME)
    return (sign if sign in _PUNCTUATION else c.OTHER), None
