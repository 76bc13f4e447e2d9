"""Which ends of a quantity its words give: upper, lower, both."""

import re
from typing import Final, Generic, NamedTuple, TypeVar

from . import codes as c
from .items import Items

BEFORE: Final = rf"(?:[{c.UPPER}{c.LOWER}{c.UNTIL}{c.FROM}{c.OF}{c.BETWEEN}][{c.FILLER}~]{{0,3}}){{0,3}}"
"""The words of a bound before a quantity, as an expression over letters."""

FIGURE: Final = rf"{c.NUMBER}(?:\({c.NUMBER}\))?"
"""A number, perhaps said again in brackets."""
JOIN: Final = rf"[-~{c.TO}{c.UNTIL}{c.AND}]"
"""What joins the ends of a range."""
AFTER: Final = (
    rf"(?:\([{c.FILLER}{c.OTHER}]{{1,2}}\)(?=[{c.UPPER_AFTER}{c.LOWER_AFTER}]))?"
    rf"(?P<after>[{c.UPPER_AFTER}{c.LOWER_AFTER}{c.PLUS}]|~(?!{re.escape(c.CURRENCY)}|{c.NUMBER}))?"
)
"""The words of a bound after a quantity."""
_IDLE: Final = (c.FILLER, "~")

T = TypeVar("T")


class Ends(NamedTuple, Generic[T]):
    """The two ends of a quantity; an open one is `None`."""

    minimum: T | None
    maximum: T | None


def ends_of(before: str, after: str, low: T, high: T, *, ranged: bool) -> Ends[T]:
    """Return the ends that the letters before and after a quantity make of its figures; a range keeps both."""
    if ranged:
        return Ends(low, high)
    if after == c.UPPER_AFTER:
        return Ends(None, high)
    if after in (c.LOWER_AFTER, c.PLUS, "~"):
        return Ends(low, None)
    kind = next((letter for letter in reversed(before) if letter not in _IDLE), "")
    if c.UPPER in before or kind == c.UNTIL:
        return Ends(None, high)
    if kind in (c.LOWER, c.FROM):
        return Ends(low, None)
    return Ends(low, high)


def before_of(items: Items, match: re.Match[str]) -> str:
    """Return the letters of the words before a figure; a weak bound is one of lengths of time only."""
    before = match["before"]
    return "" if before and "upper_weak" in items.data[slice(*match.span("before"))] else before


def is_listed(match: re.Match[str], join: str) -> bool:
    """Tell whether what the group `join` matched joins two quantities of a list, and not the ends of a range."""
    between = c.BETWEEN in match["before"] or match.string[match.end() : match.end() + 1] == c.BETWEEN
    return c.AND in match[join] and not between


def bound_in(match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the words of a bound stand."""
    return match.span("before") if match["before"] else match.span("after") if match["after"] else None
