"""The words of texts as a lexicon knows them: exact words, stems, and the phrases that begin with them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

from .graph import Begin, Phrases
from .phrases import NO_LETTERS

_LIMIT = 20_000
_LONGEST_STEM = 40

M = TypeVar("M")
"""What a phrase means."""


@dataclass(slots=True)
class Word:
    """What a word of a text is to a lexicon.

    `numbers` are those of the lexicon's words that it matches, the most exact first; `value` and `cue` what it begins.
    `tells` is whether a text with it can say anything, `tells_digits` whether one that has a digit, too, can.
    """

    numbers: tuple[int, ...]
    value: Begin[Any] | None
    cue: Begin[Any] | None
    tells: bool
    tells_digits: bool


class Words(dict[str, Word | None]):
    """The words of texts as a lexicon knows them, worked out when one is first met; forgotten at a limit.

    `letters` are those that people write for others ("ş" and "ș" and "s"): all are taken for the same one. `prefixes`
    are words that are written together with the next one ("و", "ב"): `parts` gives the words of an unknown one.
    `telling` and `telling_digits` are the numbers of the words that a sentence must have one of to say anything.
    """

    def __init__(self, letters: Mapping[int, str] = NO_LETTERS, prefixes: Collection[str] = ()) -> None:
        super().__init__()
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.value_phrases: Phrases[Any] = Phrases(self.number)
        self.cue_phrases: Phrases[Any] = Phrases(self.number)
        self.telling: frozenset[int] = frozenset()
        self.telling_digits: frozenset[int] = frozenset()
        self.prefixes = frozenset(prefixes)
        self.parts = Parts(self._split)
        self._by_length = sorted(prefixes, key=len, reverse=True)
        self._letters = letters
        self._shortest = 99

    def number(self, word: str) -> int:
        """Return the number of a lexicon's word or stem, given when it is first met."""
        known = self.exact.get(word)
        if known is not None:
            return known
        if word[-1] != "*":
            return self.exact.setdefault(word, len(self.exact) + len(self.stems))
        self._shortest = min(self._shortest, len(word) - 1)
        return self.stems.setdefault(word[:-1], len(self.exact) + len(self.stems))

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= _LIMIT:
            self.clear()
        numbers = self._match(word)
        if numbers:
            found: Word | None = self._word(numbers, self.value_phrases.begin(numbers), self.cue_phrases.begin(numbers))
        else:
            rest = self._match(self._split(word)[-1]) if self.prefixes else ()
            found = self._word(rest, None, None) if rest else None  # it tells what its rest tells, and begins nothing
        self[word] = found
        return found

    def _word(self, numbers: tuple[int, ...], value: Begin[Any] | None, cue: Begin[Any] | None) -> Word:
        tells, digits = (not told.isdisjoint(numbers) for told in (self.telling, self.telling_digits))
        return Word(numbers, value, cue, tells, digits)

    def _match(self, word: str) -> tuple[int, ...]:
        """Return the numbers that a word matches, the most exact first; "a.m." is the same as "am"."""
        if "." in word[1:]:
            word = f"{word[0]}m"
        if self._letters:
            word = word.translate(self._letters)
        base = word.removesuffix("'s")
        exact, stems = self.exact, self.stems
        numbers = [exact[form] for form in ((word,) if base is word else (word, base)) if form in exact]
        if stems:
            lengths = range(min(len(base), _LONGEST_STEM), self._shortest - 1, -1)
            numbers += [stems[base[:length]] for length in lengths if base[:length] in stems]
        return tuple(numbers)

    def _split(self, word: str, depth: int = 2) -> tuple[str, ...]:
        """Return a word that is not known as its prefixes and a known rest, or alone."""
        if depth and not self._match(word):
            for prefix in self._by_length:
                rest = word[len(prefix) :]
                if len(rest) < 2 or not word.startswith(prefix):
                    continue
                parts = self._split(rest, depth - 1)
                if self._match(parts[-1]):
                    return (prefix, *parts)
        return (word,)


class Parts(dict[str, tuple[str, ...]]):
    """The words that a written word is made of, worked out when it is first met; forgotten at a limit."""

    __slots__ = ("_split",)

    def __init__(self, split: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._split = split

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._split(word)
        return found


def every(
    begin: Begin[M], words: Sequence[Word | None], tight: Collection[int], at: int
) -> list[tuple[int, tuple[M, ...]]]:
    """Return the ends of all phrases that begin at a word, and their meanings; the most exact words first.

    `begin` is what the word begins. `tight` are the places of hyphens within words, which a phrase may pass over.
    """
    found = [(at + 1, begin.meanings)] if begin.meanings else []
    paths = [(node, at + 1) for node in begin.nodes]
    for node, here in paths:
        after = here + 1 if here in tight else here
        word = words[after] if after < len(words) else None
        for number in word.numbers if word is not None else ():
            for following in node.following.get(number, ()):
                if following.meanings:
                    found.append((after + 1, following.meanings))
                if following.following:
                    paths.append((following, after + 1))
    return found


def longest(
    begin: Begin[M], words: Sequence[Word | None], tight: Collection[int], at: int
) -> tuple[int, tuple[M, ...]] | None:
    """Return the end of the longest phrase that begins at a word, and its meanings, or `None`."""
    if not begin.nodes:
        return at + 1, begin.meanings
    found = every(begin, words, tight, at)
    if len(found) < 2:
        return found[0] if found else None
    end = max(found, key=itemgetter(0))[0]
    return end, tuple(meaning for after, meanings in found if after == end for meaning in meanings)
