"""Which ends of a quantity its words give: upper, lower, both."""

from typing import Generic, NamedTuple, TypeVar

from . import codes as c

BEFORE = rf"(?:[{c.UPPER}{c.LOWER}{c.UNTIL}{c.FROM}{c.OF}{c.BETWEEN}][{c.FILLER}~]{{0,3}}){{0,3}}"
"""The words of a bound before a quantity, as an expression over letters."""

_IDLE = (c.FILLER, "~")

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
