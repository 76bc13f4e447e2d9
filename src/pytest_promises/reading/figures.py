"""Figures in a row: number words, scales and, in scripts without spaces, digits that come to one number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import codes as c
from .entries import Meaning, UnitWord
from .lexicon import Lexicon
from .numbers import Number, compose, is_scale, parse_digits
from .sentences import Sentence
from .tokens import digits_fit
from .words import longest

_MOST = 24
"""Figures of one number: "nine hundred ninety-nine thousand ..." has a dozen."""
_DIGITS = frozenset(map(Decimal, range(10)))
_HUNDRED, _THOUSAND, _MINUTES = 100, 1000, 60
_VALUED = frozenset({c.UNIT, c.SHORT_UNIT, c.PERCENT, c.TENTH, c.CURRENCY, c.COUNTED})


def phrase_at(sentence: Sentence, at: int) -> tuple[int, tuple[Meaning, ...]] | None:
    """Return the end of the longest phrase of values that begins at a token, and its meanings, or `None`."""
    begun = sentence.known[at].value if at < len(sentence.known) else None
    return longest(begun, sentence.known, sentence.tight, at) if begun is not None else None


def in_words(
    sentence: Sentence, lexicon: Lexicon, word: tuple[int, int, Decimal], *, of_hundred: bool
) -> tuple[Number, int]:
    """Return what number words in a row come to, and the token after them.

    `word` is where the first one stands, the token after it, and its value. `of_hundred` is whether words for "of a
    hundred" stand before, after which no time of day can follow.
    """
    row = _Row(sentence, lexicon)
    row.add_word(*word)
    row.grow()
    number, after = row.total()
    decimals = _decimals(sentence, lexicon, after, of_hundred=of_hundred)
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
    row = _Row(sentence, lexicon)
    row.add([number.value], after)
    row.add([scale], after + 1)
    if unspaced:
        row.grow()
    while not unspaced and (scale := _scale(sentence, row.end, least)) is not None:
        row.add([scale], row.end + 1)
    value, after = row.total()
    return Number(value, number.digits, scaled=True), after


@dataclass(slots=True)
class _Row:
    """Figures that stand one after another; `ends` has for each token taken how many figures it ended, and where."""

    sentence: Sentence
    lexicon: Lexicon
    figures: list[Decimal] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.ends[-1][1]

    def add(self, figures: Sequence[Decimal], end: int) -> None:
        self.figures += figures
        self.ends.append((len(self.figures), end))

    def add_word(self, start: int, end: int, value: Decimal) -> None:
        self.add(_letters(self.sentence.words[start], self.lexicon, value) if end == start + 1 else [value], end)

    def grow(self) -> None:
        """Take up the figures that follow."""
        while len(self.figures) < _MOST and (self._takes_word() or self._takes_digits()):
            pass

    def total(self) -> tuple[Decimal, int]:
        """Return what the figures come to, and the token after those that could join."""
        value, taken = compose(self.figures)
        if taken < len(self.figures):
            count, end = next((end for end in reversed(self.ends) if end[0] <= taken), self.ends[0])
            return compose(self.figures[:count])[0], end
        return value, self.end

    def _takes_word(self) -> bool:
        sentence, after = self.sentence, self.end
        if after >= len(sentence.words):
            return False
        tight = after in sentence.tight
        start = after + (tight or sentence.words[after] in self.lexicon.number_joins)
        found = _number_at(sentence, start)
        if found is None or (tight and found[1] >= self.figures[-1]):
            return False
        self.add_word(start, *found)
        return True

    def _takes_digits(self) -> bool:
        """Take up digits that are less than the scale before them and stand right after it ("2천 5백", "1万5千")."""
        sentence, at, scale = self.sentence, self.end, self.figures[-1]
        if self.lexicon.cutter is None or at >= len(sentence.kinds) or sentence.kinds[at] != "n":
            return False
        word = sentence.words[at]
        number = parse_digits(word, self.lexicon.decimal) if digits_fit(word) else None
        near = sentence.text.text[sentence.end(at - 1) : sentence.starts[at]] in {"", " "}
        if number is None or not near or scale < _HUNDRED or not is_scale(scale) or number.value >= scale:
            return False
        self.add([number.value], at + 1)
        return True


def _letters(word: str, lexicon: Lexicon, value: Decimal) -> list[Decimal]:
    """Return the figures of a number word letter by letter, where words have no spaces between them.

    A text is cut into the longest words, "一百一十一" into 百, 一 and 十一: only its letters tell what it comes to.
    """
    if lexicon.cutter is None or len(word) == 1:
        return [value]
    begun = [lexicon.words[letter].value for letter in word]
    figures = [number for place in begun if place is not None for number in _numbers(place.meanings)[:1]]
    return figures if len(figures) == len(word) and compose(figures) == (value, len(word)) else [value]


def _number_at(sentence: Sentence, at: int) -> tuple[int, Decimal] | None:
    """Return the end of the number word at a token, which may mean something else elsewhere, and its value."""
    found = phrase_at(sentence, at)
    values = _numbers(found[1]) if found is not None else []
    return (found[0], values[0]) if found is not None and values else None


def _numbers(meanings: Sequence[Meaning]) -> list[Decimal]:
    return [data for code, data in meanings if code == c.NUMBER]


def _scale(sentence: Sentence, at: int, least: int) -> Decimal | None:
    """Return what the number word at a token multiplies the figures before it by, when it is so much at the least."""
    begun = sentence.known[at].value if at < len(sentence.known) else None
    meanings = begun.meanings if begun is not None else ()
    if not meanings or meanings[0][0] != c.NUMBER or meanings[0][1] < least:
        return None
    scale: Decimal = meanings[0][1]
    return scale


def _decimals(sentence: Sentence, lexicon: Lexicon, at: int, *, of_hundred: bool) -> tuple[Decimal, int] | None:
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
    while len(digits) < _MOST and at < len(sentence.known) and (begun := sentence.known[at].value) is not None:
        found = _number_at(sentence, at) or (at + 1, next(iter(_numbers(begun.meanings)), None))
        if found[1] not in _DIGITS:
            break
        digits, at = f"{digits}{found[1]}", found[0]
    return digits, at


def _number_in_words(sentence: Sentence, lexicon: Lexicon, at: int) -> tuple[str, int]:
    found = _number_at(sentence, at)
    if found is None:
        return "", at
    row = _Row(sentence, lexicon)
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
