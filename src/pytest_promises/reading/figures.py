"""Figures in a row: number words, scales and, in scripts without spaces, digits that come to one number."""

from decimal import Decimal

from . import codes as c
from .decimals import decimals_at
from .lexicon import Lexicon
from .numbers import Number
from .rows import Row
from .sentences import Sentence

_HUNDRED, _THOUSAND = 100, 1000


def in_words(
    sentence: Sentence, lexicon: Lexicon, word: tuple[int, int, Decimal], *, of_hundred: bool
) -> tuple[Number, int]:
    """Return what number words in a row come to, and the token after them.

    `word` is where the first one stands, the token after it, and its value. `of_hundred` is whether words for "of a
    hundred" stand before, after which no time of day can follow.
    """
    row = Row(sentence, lexicon)
    row.add_word(*word)
    row.grow()
    number, after = row.total()
    decimals = decimals_at(sentence, lexicon, after, of_hundred=of_hundred)
    if decimals is None:
        return Number(number), after
    fraction, after = decimals
    number += fraction
    while (scale := _scale(sentence, after, _THOUSAND)) is not None:
        number, after = number * scale, after + 1
    return Number(number), after


def with_scales(sentence: Sentence, lexicon: Lexicon, number: Number, after: int) -> tuple[Number, int]:
    """Return digits with the scales that follow them ("10k", "2 mil millones", "1억 2천 5백만"), and the token after.

    Where words have no spaces between them, lesser figures may follow a scale, in digits or words.
    """
    unspaced = lexicon.cutter is not None
    least = _HUNDRED if unspaced else _THOUSAND
    scale = _scale(sentence, after, least)
    if scale is None:
        return number, after
    row = Row(sentence, lexicon)
    row.add([number.value], after)
    row.add([scale], after + 1)
    if unspaced:
        row.grow()
    while not unspaced and (scale := _scale(sentence, row.end, least)) is not None:
        row.add([scale], row.end + 1)
    value, after = row.total()
    return Number(value, number.digits, scaled=True), after


def _scale(sentence: Sentence, at: int, least: int) -> Decimal | None:
    """Return what the number word at a token multiplies the figures before it by, when it is so much at the least."""
    begun = sentence.known[at].value if at < len(sentence.known) else None
    meanings = begun.meanings if begun is not None else ()
    if not meanings or meanings[0][0] != c.NUMBER or meanings[0][1] < least:
        return None
    scale: Decimal = meanings[0][1]
    return scale
