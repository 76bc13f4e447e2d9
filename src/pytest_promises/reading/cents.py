"""What is said after an amount and its currency and still belongs to it: hundredths, tenths, a scale."""

from decimal import Decimal
from typing import Final, NamedTuple

from . import codes as c
from .items import Items
from .numbers import is_scale

_LEAST, _MOST = 10, 99
"""Hundredths that are said without their name ("thirteen dollars forty-five"); fewer are as often something else."""
_TEN, _MILLION = 10, 1_000_000
_CODE: Final = 3
_CLOSING: Final = frozenset(".,;:!?)|")


class Rest(NamedTuple):
    """What an amount is multiplied by, what is added to it then, and the end of the items that say so."""

    factor: Decimal
    added: Decimal
    end: int


def rest_of(items: Items, end: int) -> Rest | None:
    """Return what follows an amount that ends before an item, or `None` where nothing of it does."""
    before = items.codes[max(end - 2, 0) : end]
    if before != c.NUMBER + c.CURRENCY or end >= len(items.codes):
        return None
    at = end + (items.codes[end] == c.AND)
    if items.codes[at : at + 1] != c.NUMBER:
        return None
    number = items.data[at]
    if at == end and not number.digits and number.value >= _MILLION and is_scale(number.value):
        return Rest(number.value, Decimal(0), at + 1)
    if at == end and (digits := _joined(items, at)):
        return Rest(Decimal(1), Decimal(digits) / 100, at + 1)
    hundredths = _said(items, end, at)
    return Rest(Decimal(1), hundredths / 100, at + 1) if hundredths else None


def _joined(items: Items, at: int) -> str:
    """Return the digits that stand right after a currency: 99 of "2€99"."""
    digits: str = items.data[at].digits
    is_joined = items.touches(at) and items.touches(at - 1) and len(digits) == 2 and digits.isdigit()
    return digits if is_joined else ""


def _said(items: Items, end: int, at: int) -> Decimal:
    """Return the hundredths that a number after a whole amount says: 45 of "13 dollars 45", 40 of "三块四"; or 0."""
    number, whole = items.data[at], items.data[end - 2]
    if not _is_named(items, end - 1) or number.value % 1 or whole.value % 1 or not _closes(items, at + 1):
        return Decimal(0)
    if at == end and items.touches(at) and not number.digits and 0 < number.value < _TEN:
        return Decimal(number.value * 10)
    return Decimal(number.value) if _LEAST <= number.value <= _MOST and not number.scaled else Decimal(0)


def _is_named(items: Items, at: int) -> bool:
    """Tell a currency's name from its sign or code, after which another figure of a table may stand."""
    word = items.sentence.words[items.after[at] - 1]
    return word.isalpha() and word.upper() != items.data[at]


def _closes(items: Items, at: int) -> bool:
    """Tell whether a clause ends at an item."""
    if at == len(items.codes) or items.codes[at] in _CLOSING:
        return True
    return items.codes[at] == c.OTHER and not items.sentence.words[items.first[at]].isalnum()
