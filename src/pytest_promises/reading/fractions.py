"""Fractions in digits: what stands after a whole number ("1 1/2", "1-1/2")."""

from decimal import Decimal
from typing import Final

from .sentences import Sentence

_DENOMINATORS: Final = frozenset({"2", "3", "4", "5", "8"})


def mixed_number(sentence: Sentence, at: int) -> tuple[Decimal, int] | None:
    """Return the number that a whole one and a fraction after it come to, and the token after them, or `None`.

    A space or a hyphen stands between them; after a hyphen a fraction is none that could be the end of a range, as in
    "2-3/4 days".
    """
    words, first = sentence.words, at + 1
    joined = words[first] == "-"
    first += joined
    if first + 2 >= len(words) or words[first + 1] != "/" or words[first + 2] not in _DENOMINATORS:
        return None
    whole, upper, lower = words[at], words[first], words[first + 2]
    if len(upper) > 1 or not (upper.isdigit() and whole.isdigit()) or not 0 < int(upper) < int(lower):
        return None
    if not _is_one_figure(sentence, first) or joined != sentence.touches(at + 1):
        return None
    if joined and not (sentence.touches(first) and int(upper) <= int(whole)):
        return None
    return int(whole) + Decimal(upper) / Decimal(lower), first + 3


def _is_one_figure(sentence: Sentence, first: int) -> bool:
    """Tell a fraction, all of whose signs touch, from a date."""
    end = first + 3
    if not (sentence.touches(first + 1) and sentence.touches(first + 2)):
        return False
    return end == len(sentence.words) or sentence.words[end] != "/"
