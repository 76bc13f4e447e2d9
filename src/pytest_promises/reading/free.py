"""What is free of charge without a threshold: "free shipping", "free delivery on every order"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import Money, Vague

from . import codes as c
from .context import Mark, best_topic, distance
from .found import Found
from .items import Items

FREE_SHIPPING: Final = "free_shipping"
_ELSE_FREE: Final = frozenset({"returns", "refund", "warranty", "resolution"})
"""The topics of what may be free beside shipping."""
_FAR: Final = 1_000


def free_of_charge(items: Items, topics: Sequence[Mark], conditions: Sequence[Mark], original: str) -> list[Found]:
    """Return free shipping without a threshold: from nothing on when said of every order, else vague.

    `topics` and `conditions` are the cues of the sentence, which stands in the `original` text.
    """
    if best_topic(topics, (0, 0), (FREE_SHIPPING,)) is None:
        return []
    free = (n for n, code in enumerate(items.codes) if code == c.FREE and not _is_else_free(items, topics, n))
    at = next(free, None)
    if at is None:
        return []
    everyone = next((mark for mark in conditions if mark.cue.name == "all"), None)
    if everyone is None:
        first, last = items.span(at, at + 1)
        return [Found(Vague(original[first:last]), at, at + 1, topic=FREE_SHIPPING)]
    start, end = min(everyone.start, items.first[at]), max(everyone.end, items.first[at] + 1)
    first = max(n for n, token in enumerate(items.first) if token <= start)
    last = max(n for n, token in enumerate(items.first) if token < end)
    if c.TAKEN in items.codes[first : last + 1]:
        first, last = at, at
    return [Found(Money(Decimal(0), None, ""), first, last + 1, topic=FREE_SHIPPING)]


def _is_else_free(items: Items, topics: Sequence[Mark], at: int) -> bool:
    """Tell whether something else is free than shipping, which is spoken of too: "free returns after delivery"."""
    near = items.first[at], items.after[at]
    shipped = else_free = _FAR
    for mark in topics:
        cue = mark.cue
        if cue.name == FREE_SHIPPING and (cue.part or cue.pair < 0):
            shipped = min(shipped, 0 if mark.start <= near[0] and near[1] <= mark.end else distance(mark, near))
        elif cue.pair < 0 and cue.name in _ELSE_FREE:
            else_free = min(else_free, distance(mark, near))
    return else_free < shipped
