"""Decimals in words: what stands after the word for the point ("two point five")."""

from decimal import Decimal
from typing import Any, Final

from . import codes as c
from .entries import UnitWord
from .lexicon import Lexicon
from .rows import DIGITS, MOST, Row, number_at, numbers_of, phrase_at
from .sentences import Sentence

_MINUTES: Final = 60
_VALUED: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.PERCENT, c.TENTH, c.CURRENCY, c.COUNTED})


def decimals_at(sentence: Sentence, lexicon: Lexicon, at: int, *, of_hundred: bool) -> tuple[Decimal, int] | None:
    """Return the fraction that number words after a decimal point in words give ("two point five"), and its end.

    Where that word also tells the hour ("八点五十"), something that is counted has to follow, other than minutes.
    """
    words = sentence.words
    if at + 1 >= len(words) or words[at] not in lexicon.number_points:
        return None
    digits, after = _digits_in_words(sentence, at + 1)
    if not digits and lexicon.cutter is None:
        digits, after = _number_in_words(sentence, lexicon, at + 1)
    point = sentence.known[at].value
    is_hour = point is not None and any(code == c.HOUR_MARK for code, _ in point.meanings)
    if not digits or (is_hour and not of_hundred and not _counts(sentence, after)):
        return None
    return Decimal(f"0.{digits}"), after


def _digits_in_words(sentence: Sentence, at: int) -> tuple[str, int]:
    """Return the digits that words give one by one, and their end; a word that also begins a length is one, too."""
    digits = ""
    while len(digits) < MOST and at < len(sentence.known) and (begun := sentence.known[at].value) is not None:
        found = number_at(sentence, at) or (at + 1, next(iter(numbers_of(begun.meanings)), None))
        if found[1] not in DIGITS:
            break
        digits, at = f"{digits}{found[1]}", found[0]
    return digits, at


def _number_in_words(sentence: Sentence, lexicon: Lexicon, at: int) -> tuple[str, int]:
    found = number_at(sentence, at)
    if found is None:
        return "", at
    row = Row(sentence, lexicon)
    row.add_word(at, *found)
    row.grow()
    value, after = row.total()
    return (f"{value:f}", after) if value % 1 == 0 else ("", at)


def _counts(sentence: Sentence, at: int) -> bool:
    """Tell whether something that is counted stands at a token, other than minutes."""
    found = phrase_at(sentence, at)
    return found is not None and any(code in _VALUED and not _is_minute(data) for code, data in found[1])


def _is_minute(data: Any) -> bool:
    return isinstance(data, UnitWord) and data.each <= _MINUTES
