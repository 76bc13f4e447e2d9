"""Rows of figures: number words and, in scripts without spaces, digits that stand one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from . import codes as c
from .entries import Meaning
from .lexicon import Lexicon
from .numbers import compose, is_scale
from .sentences import Sentence
from .words import longest

DIGITS: Final = frozenset(map(Decimal, range(10)))
MOST: Final = 24
"""Figures of one number: "nine hundred ninety-nine thousand ..." has a dozen."""
_HUNDRED: Final = 100
_COUNTED: Final = frozenset({c.UNIT, c.SHORT_UNIT, c.CURRENCY, c.MINOR, c.PERCENT, c.COUNTED, c.NUMBER})


def phrase_at(sentence: Sentence, at: int) -> tuple[int, tuple[Meaning, ...]] | None:
    """Return the end of the longest phrase of values that begins at a token, and its meanings, or `None`."""
    begun = sentence.known[at].value if at < len(sentence.known) else None
    return longest(begun, sentence.known, sentence.tight, at) if begun is not None else None


@dataclass(slots=True)
class Row:
    """Figures that stand one after another; `ends` has for each token taken how many figures it ended, and where."""

    sentence: Sentence
    lexicon: Lexicon
    figures: list[Decimal] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The token after the last one taken."""
        return self.ends[-1][1]

    def add(self, figures: Sequence[Decimal], end: int) -> None:
        """Add the figures of a token, which ends before another."""
        self.figures += figures
        self.ends.append((len(self.figures), end))

    def add_word(self, start: int, end: int, value: Decimal) -> None:
        """Add the figures of a number word."""
        self.add(_letters(self.sentence.words[start], self.lexicon, value) if end == start + 1 else [value], end)

    def grow(self) -> None:
        """Take up the figures that follow."""
        while len(self.figures) < MOST and (self._takes_word() or self._takes_digits()):
            pass

    def total(self) -> tuple[Decimal, int]:
        """Return what the figures come to, and the token after those that could join."""
        if self._is_by_place():
            return Decimal("".join(str(figure) for figure in self.figures)), self.end
        value, taken = compose(self.figures)
        if taken < len(self.figures):
            count, end = next((end for end in reversed(self.ends) if end[0] <= taken), self.ends[0])
            return compose(self.figures[:count])[0], end
        return value, self.end

    def _is_by_place(self) -> bool:
        """Tell digits that stand for their places ("七〇", "一〇〇"): one after the first is a nought."""
        is_written_so = self.lexicon.cutter is not None and Decimal(0) in self.figures[1:]
        return is_written_so and all(figure in DIGITS for figure in self.figures)

    def _takes_word(self) -> bool:
        sentence, after = self.sentence, self.end
        if after >= len(sentence.words):
            return False
        tight = after in sentence.tight
        start = after + (tight or sentence.words[after] in self.lexicon.number_joins)
        found = number_at(sentence, start)
        if found is None or (tight and found[1] >= self.figures[-1]) or self._is_unit(start, found[0]):
            return False
        self.add_word(start, *found)
        return True

    def _is_unit(self, start: int, end: int) -> bool:
        """Tell a number that is a unit, too, of which nothing else follows to be counted: "백팔십 일" is 180 days."""
        begun = self.sentence.known[start].value
        if self.lexicon.cutter is None or begun is None or all(code != c.SHORT_UNIT for code, _ in begun.meanings):
            return False
        after = phrase_at(self.sentence, end)
        return after is None or all(code not in _COUNTED for code, _ in after[1])

    def _takes_digits(self) -> bool:
        """Take up digits that are less than the scale before them and stand right after it ("2천 5백", "1万5千")."""
        sentence, at, scale = self.sentence, self.end, self.figures[-1]
        if self.lexicon.cutter is None or at >= len(sentence.known) or sentence.known[at].kind != "n":
            return False
        number = sentence.known[at].number
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
    figures = [number for place in begun if place is not None for number in numbers_of(place.meanings)[:1]]
    return figures if len(figures) == len(word) and compose(figures) == (value, len(word)) else [value]


def number_at(sentence: Sentence, at: int) -> tuple[int, Decimal] | None:
    """Return the end of the number word at a token, which may mean something else elsewhere, and its value."""
    found = phrase_at(sentence, at)
    values = numbers_of(found[1]) if found is not None else []
    return (found[0], values[0]) if found is not None and values else None


def numbers_of(meanings: Sequence[Meaning]) -> list[Decimal]:
    """Return what a word is worth by those of its meanings that are numbers."""
    return [data for code, data in meanings if code == c.NUMBER]
