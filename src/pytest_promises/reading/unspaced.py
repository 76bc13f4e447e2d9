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
    touches them, single ones also right after a digit, or with a longer word right after.
    """

    __slots__ = ("_apart", "_lengths", "_words", "letters", "scripts")

    def __init__(self, words: Collection[str], alone: Collection[str]) -> None:
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
        first = self._first_apart(text, start, end)
        if first:
            yield start, first
            start = first
        words, lengths = self._words, self._lengths
        while start < end:
            for length in lengths.get(text[start], ()):
                if text[start : start + length] in words and start + length <= end:
                    yield start, start + length
                    start += length
                    break
            else:
                start += 1

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
