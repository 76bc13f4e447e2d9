"""Items: a sentence in the letters of the grammar, its phrases found and its number words added up."""

from dataclasses import dataclass
from typing import Any, Final

from . import codes as c
from .itemiser import Itemiser
from .lexicon import Lexicon
from .numbers import Amount, Number
from .sentences import Sentence

_RUN: Final = 2
"""So many words without a meaning in a row are items; no grammar tells more of them apart."""
_FREE_FROM: Final = (c.LOWER, c.NUMBER, c.FREE)
_LEAST_AMOUNT: Final = 10
_COUNTS: Final = frozenset({c.NUMBER, c.HALF, c.AND_HALF, c.ARTICLE, c.BUSINESS, c.CALENDAR, c.FILLER, "-"})
_NO_AMOUNT: Final = frozenset(
    {c.CURRENCY, c.MINOR, c.UNIT, c.SHORT_UNIT, c.COUNTED, c.PERCENT, c.TENTH, c.NUMBER, c.BUSINESS}
)
"""What stands beside a number with a scale that is no amount of money by itself."""


@dataclass(slots=True)
class Items:
    """A sentence in the letters of the grammar.

    `codes[i]` with `data[i]` is what the tokens from `first[i]` up to `after[i]` are.
    """

    codes: str
    data: list[Any]
    first: list[int]
    after: list[int]
    sentence: Sentence

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the items from `start` up to `end` stand in the original text."""
        return self.sentence.span(self.first[start], self.after[end - 1])

    def number(self, start: int, end: int) -> Number:
        """Return the first number among the items from `start` up to `end`."""
        found: Number = next(self.data[at] for at in range(start, end) if self.codes[at] == c.NUMBER)
        return found

    def touches(self, at: int) -> bool:
        """Tell whether an item stands right after the one before it."""
        return self.after[at - 1] == self.first[at] and self.sentence.touches(self.first[at])


def itemise(sentence: Sentence, lexicon: Lexicon, original: str) -> Items:
    """Return a sentence of the `original` text in the letters of the grammar."""
    found: list[tuple[str, Any, int, int]] = []
    itemiser = Itemiser(sentence, lexicon, original, found)
    end = run = 0
    for at, word in enumerate(sentence.known):
        if at < end:
            continue
        if word.idle:
            run += 1
            if run <= _RUN:
                found.append((c.OTHER, None, at, at + 1))
            continue
        run = 0
        code, meaning, end = (*word.plain, at + 1) if word.plain is not None else itemiser.item(at)
        if code:
            found.append((code, meaning, at, end))
    letters, data, first, after = map(list, zip(*found, strict=True)) if found else ([], [], [], [])
    if lexicon.cutter is not None:
        _settle_unspaced(letters, data, lexicon.amount_mark)
    if lexicon.scale_currency:
        _scaled_amounts(letters, data, lexicon.scale_currency)
    return Items("".join(letters), data, first, after, sentence)


def _settle_unspaced(letters: list[str], data: list[Any], currency: str) -> None:
    """Settle what stands beside what in a script without spaces, where particles fall away.

    A unit that no number stands before is no length before another one ("대기 시간은 10분"); a number between a
    lower bound and "free" is an amount ("满99包邮").
    """
    for at in range(len(letters) - 1):
        before = letters[at - 1] if at else ""
        if letters[at] == c.UNIT and letters[at + 1] == c.NUMBER and before not in _COUNTS:
            letters[at], data[at] = c.OTHER, None
        elif currency and (before, letters[at], letters[at + 1]) == _FREE_FROM and data[at].value >= _LEAST_AMOUNT:
            letters[at], data[at] = c.AMOUNT, Amount(data[at].value, currency)


def _scaled_amounts(letters: list[str], data: list[Any], currency: str) -> None:
    """Take a number with a scale and nothing that it counts for an amount of money ("500k")."""
    for at, code in enumerate(letters):
        if code == c.NUMBER and data[at].scaled:
            beside = {*letters[max(at - 1, 0) : at], *letters[at + 1 : at + 2]}
            if beside.isdisjoint(_NO_AMOUNT):
                letters[at], data[at] = c.AMOUNT, Amount(data[at].value, currency)
