"""Numbers: what a row of digits is worth in a language, and what several number words come to together."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

_LIMIT = Decimal(10) ** 12


class Number(NamedTuple):
    """A number of a text: its value, the digits as written (`""` for words), and whether a scale followed ("500k")."""

    value: Decimal
    digits: str = ""
    scaled: bool = False


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


def compose(values: Sequence[Decimal]) -> tuple[Decimal, int]:
    """Return what a row of number words comes to, and how many of them it takes: "two hundred five" is 205 of 3.

    The row ends where a word cannot join what came before it: in "five six" only the first is taken.
    """
    total = current = Decimal(0)
    taken = 0
    for value in values:
        if taken == 0:
            current = value
        elif value >= 100 and value % 100 == 0 and 0 < current < value:
            current *= value
        elif value >= 1000 and current == 0:
            if total % 10 ** len(str(int(value))):
                break
            current = value
        elif value == 10 and 1 < current < 10:
            current *= 10
        elif _joins(current, value):
            current += value
        else:
            break
        taken += 1
        if value >= 1000:
            total, current = total + current, Decimal(0)
        if total + current > _LIMIT:
            break
    return total + current, max(taken, 1)


def _joins(current: Decimal, value: Decimal) -> bool:
    """Tell whether a word adds to what stands before it: units to tens, tens to hundreds, hundreds to thousands."""
    for place in (10, 100, 1000):
        if value < place:
            return current % place == 0
    return False
