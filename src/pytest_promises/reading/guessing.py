"""How much a text looks like each of several languages of one script: by letters, commonest words and own words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from .folding import fold
from .signs import LONGEST, signs

_RUN: Final = re.compile(r"[^\W\d_]+")
_COMMON, _OWN, _LETTER, _FOREIGN = 2.0, 1.0, 1.5, 1.0
_SHORTEST: Final = 4
"""Letters that the beginning of a word must have to tell its language."""
_LIMIT: Final = 20_000


def likeness(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Return how much a text looks like each of the languages; those that nothing speaks for are left out."""
    plain = fold(text).text
    told = _told(languages)
    found: dict[str, float] = {}
    for word in _RUN.findall(plain):
        alike, weight = told[word]
        for lang in alike:
            found[lang] = found.get(lang, 0.0) + weight
    own, foreign = _letters(plain, _alphabets(languages))
    for lang in languages if own or foreign else ():
        if lang in own or lang in foreign:
            told_by_letters = _LETTER * own.get(lang, 0) - _FOREIGN * foreign.get(lang, 0)
            found[lang] = found.get(lang, 0.0) + told_by_letters
    return found


def _letters(plain: str, alphabets: "_Alphabets") -> tuple[dict[str, int], dict[str, int]]:
    """Return by language how many of the letters are its alone, and how many different ones are not its own."""
    own: dict[str, int] = {}
    foreign: dict[str, int] = {}
    for letter in {*plain} - alphabets.shared:
        having, lacking = alphabets[letter]
        count = plain.count(letter) if having else 0
        for lang in having:
            own[lang] = own.get(lang, 0) + count
        for lang in lacking:
            foreign[lang] = foreign.get(lang, 0) + 1
    return own, foreign


class _Alphabets(dict[str, tuple[Sequence[str], Sequence[str]]]):
    """The languages that alone have a letter, and those that lack it, worked out when it is first met.

    `shared` are letters that all have and none alone. Forgotten at a limit.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__()
        self._own = {lang: signs(lang).letters for lang in languages}
        self._alphabets = {lang: _alphabet(lang) for lang in languages}
        letters = frozenset().union(*self._alphabets.values()).difference(*self._own.values())
        self.shared = frozenset(letter for letter in letters if not self[letter][1])

    def __missing__(self, letter: str) -> tuple[Sequence[str], Sequence[str]]:
        if len(self) >= _LIMIT:
            self.clear()
        having = [lang for lang, own in self._own.items() for _ in range(own.count(letter))]
        lacking = [lang for lang, alphabet in self._alphabets.items() if letter not in alphabet]
        found = self[letter] = having, lacking if letter.isalpha() else ()
        return found


@cache
def _alphabets(languages: tuple[str, ...]) -> _Alphabets:
    return _Alphabets(languages)


class _Told(dict[str, tuple[Sequence[str], float]]):
    """The languages that a word tells of, and how much of each, worked out when it is met; forgotten at a limit.

    A word that several languages have tells less of each. A word of the languages' data is known by its beginning, as
    far as it is given there, and tells the less, the more is left of it.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__()
        self._common = _by_word({lang: signs(lang).common for lang in languages})
        self._own = _by_word({lang: signs(lang).own for lang in languages})

    def __missing__(self, word: str) -> tuple[Sequence[str], float]:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._tell(word)
        return found

    def _tell(self, word: str) -> tuple[Sequence[str], float]:
        common = self._common.get(word, "").split()
        if common:
            return common, _COMMON / len(common)
        for end in range(min(len(word), LONGEST), _SHORTEST - 1, -1):
            own = self._own.get(word[:end], "").split()
            if own:
                return own, _OWN / len(own) * (end / len(word))
        return (), 0.0


@cache
def _told(languages: tuple[str, ...]) -> _Told:
    return _Told(languages)


@cache
def _alphabet(lang: str) -> frozenset[str]:
    """Return the letters that the words of a language's data are written in."""
    return frozenset("".join((*signs(lang).own, *signs(lang).common)))


def _by_word(words: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
    """Return the languages of each word, as one text: a list for each would keep the garbage collector busy."""
    index: dict[str, str] = {}
    for lang, own in words.items():
        for word in own:
            index[word] = f"{index[word]} {lang}" if word in index else lang
    return index
