"""Scripts without spaces between words: a run of letters cut into the words that a lexicon has."""

from collections.abc import Collection, Iterator
from typing import Final

from .tokens import LATIN, MARKS

_LAST_HAN: Final = "\u9fff"
_HAN: Final = "\u3400"
"""From here on a letter is a word of its own."""
_NOUGHT: Final = "\u3007"
"""Stands before them, and is one of them ("七〇")."""


_NO_LETTER: Final = "\u30fb"
"""Stands among the kana and parts words."""


def _ranges(first: str, last: str) -> str:
    """Return the letters from the first to the last as ranges of a class, all of Han with any of it."""
    if not first < _NO_LETTER < last:
        return f"{_NOUGHT if last > _HAN else ''}{first}-{last}"
    return f"\u3005{_NOUGHT}{first}-\u30fa\u30fc-{max(last, _LAST_HAN)}"


class Cutter:
    """Finds the words of a lexicon in runs of letters, the longest first; what is none of them is passed over.

    Words of one letter, not of Han script, and those that stand `alone` (abbreviations) are found where no letter
    touches them, single ones also right after a digit, or with a longer word right after. `numerals` and `counted` are
    those of one letter that are numbers, and that are units: they are found after a longer number, too ("백오십만",
    "백오십분").
    """

    __slots__ = ("_apart", "_counted", "_lengths", "_numerals", "_words", "letters", "scripts")

    def __init__(
        self, words: Collection[str], alone: Collection[str], numerals: frozenset[str], counted: frozenset[str]
    ) -> None:
        self._numerals, self._counted = numerals, counted
        own = {word for word in words if not word.isascii()}
        self._apart = {word for word in alone if not word.isascii()}
        self._apart |= {word for word in own if len(word) == 1 and word < _HAN and word != _NOUGHT}
        self._words = own - self._apart
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        firsts = [first for first in lengths if first.isalpha() and first > LATIN]
        self.scripts = _ranges(min(firsts), max(firsts))
        self.letters = rf"[{self.scripts}{MARKS}]"

    def cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the places of the words in a run of letters of a text."""
        words, lengths, last = self._words, self._lengths, end
        first = self._first_apart(text, start, end)
        if first:
            yield start, first
            last, start = start, first
        while start < end:
            for length in lengths.get(text[start], ()):
                if text[start : start + length] in words and start + length <= end:
                    yield start, start + length
                    last, start = start, start + length
                    break
            else:
                start += 1
                if self._goes_on(text, last, start - 1, end):
                    yield start - 1, start

    def _goes_on(self, text: str, last: int, at: int, end: int) -> bool:
        """Tell a letter that belongs to the longer number at `last`: as its end, or as its unit before a word."""
        if at - last < 2 or not self._numerals.issuperset(text[last:at]):
            return False
        is_unit = text[at] in self._counted and (at + 1 == end or self._begins_word(text, at + 1, end))
        return is_unit or text[at] in self._numerals

    def _first_apart(self, text: str, start: int, end: int) -> int:
        """Return the end of a word that is too short to be found anywhere, at the run's beginning, or 0."""
        if text[start:end] in self._apart:
            return end
        if self._begins_word(text, start, end):
            return 0
        if text[start] in self._apart and start and text[start - 1 - (text[start - 1] == " ")].isdigit():
            return start + 1
        ends = (at for at in range(start + 1, end) if text[start:at] in self._apart)
        return next((at for at in ends if self._begins_word(text, at, end)), 0)

    def _begins_word(self, text: str, start: int, end: int) -> bool:
        lengths = self._lengths.get(text[start], ())
        return any(start + length <= end and text[start : start + length] in self._words for length in lengths)
