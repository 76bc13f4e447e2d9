"""Numbers: what a row of digits is worth in a language, and what several number words come to together."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

_LIMIT: Final = Decimal(10) ** 15
_SCALES: Final = frozenset(Decimal(10) ** power for power in range(1, 16))


class Number(NamedTuple):
    """A number of a text: its value, the digits as written (`""` for words), and whether a scale followed ("500k").

    `ending` is what is joined to the digits ("1e", "5-го").
    """

    value: Decimal
    digits: str = ""
    scaled: bool = False
    ending: str = ""


class Amount(NamedTuple):
    """A number whose scale alone tells that it is money, and of which currency ("500k")."""

    value: Decimal
    currency: str


def parse_digits(text: str, decimal: str) -> Number | None:
    """Return the value of digits with separators, or `None` when they are no number.

    `decimal` is the language's decimal sign. A sign that repeats, or that the other one follows, groups; one that
    stands once before three digits groups unless it is the decimal sign.
    """
    compact = text.replace(" ", "").replace("'", "")
    if compact.isdigit():
        return Number(Decimal(compact), text)
    dot, comma = compact.rfind("."), compact.rfind(",")
    last = "." if dot > comma else ","
    whole, _, fraction = compact.rpartition(last)
    grouped = compact.count(last) > 1 or (len(fraction) == 3 and last != decimal and whole.strip("0") != "")
    plain = whole.replace(".", "").replace(",", "") + ("" if grouped else ".") + fraction
    try:
        return Number(Decimal(plain), text)
    except InvalidOperation:
        return None


def is_scale(value: Decimal) -> bool:
    """Tell whether a number multiplies the one before it: ten, a hundred, a thousand, ten thousand ..."""
    return value in _SCALES


def compose(values: Sequence[Decimal]) -> tuple[Decimal, int]:
    """Return what a row of number words comes to, and how many of them it takes: "two hundred five" is 205 of 3.

    A scale multiplies all lesser words before it, be they several ("二千五百万" is 25,000,000). The row ends where a
    word cannot join what came before it: in "five six" only the first is taken.
    """
    parts: list[Decimal] = []
    for taken, value in enumerate(values):
        lesser = _pop_lesser(parts, value) if value in _SCALES else Decimal(0)
        if not lesser and parts and not _joins(sum(parts), value):
            return Decimal(sum(parts)), taken
        parts.append(value * lesser if lesser else value)
        if parts[0] > _LIMIT:
            return Decimal(sum(parts)), taken + 1
    return Decimal(sum(parts)), len(values)


def _pop_lesser(parts: list[Decimal], scale: Decimal) -> Decimal:
    """Take off the last parts that are less than a scale, and return what they come to."""
    total = Decimal(0)
    while parts and parts[-1] < scale:
        total += parts.pop()
    return total


def _joins(before: Decimal | int, value: Decimal) -> bool:
    """Tell whether a word adds to what stands before it: units to tens, tens to hundreds, hundreds to thousands."""
    place = Decimal(10) ** len(str(int(value)))
    return before % place == 0
