"""How much a text looks like each of several languages of one script: by letters, commonest words and own words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from .folding import fold
from .signs import LONGEST, signs

_RUN = re.compile(r"[^\W\d_]+")
_COMMON, _OWN, _LETTER, _FOREIGN = 2.0, 1.0, 1.5, 1.0
_SHORTEST = 4
"""Letters that the beginning of a word must have to tell its language."""
_LIMIT = 20_000


def likeness(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Return how much a text looks like each of the languages; those that nothing speaks for are left out."""
    plain = fold(text).text
    told = _told(languages)
    found: dict[str, float] = {}
    for word in _RUN.findall(plain):
        alike, weight = told[word]
        for lang in alike:
            found[lang] = found.get(lang, 0.0) + weight
    alphabet = {*filter(str.isalpha, {*plain})}
    for lang in languages:
        own = signs(lang).letters
        letters = sum(map(plain.count, own)) if own else 0
        foreign = len(alphabet - _alphabet(lang))
        if letters or foreign:
            found[lang] = found.get(lang, 0.0) + _LETTER * letters - _FOREIGN * foreign
    return found


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
        common = self._common.get(word)
        if common is not None:
            return common, _COMMON / len(common)
        for end in range(min(len(word), LONGEST), _SHORTEST - 1, -1):
            own = self._own.get(word[:end])
            if own is not None:
                return own, _OWN / len(own) * (end / len(word))
        return (), 0.0


@cache
def _told(languages: tuple[str, ...]) -> _Told:
    return _Told(languages)


@cache
def _alphabet(lang: str) -> frozenset[str]:
    """Return the letters that the words of a language's data are written in."""
    return frozenset("".join((*signs(lang).own, *signs(lang).common)))


def _by_word(words: Mapping[str, frozenset[str]]) -> Mapping[str, Sequence[str]]:
    """Return the languages of each word."""
    index: dict[str, list[str]] = {}
    for lang, own in words.items():
        for word in own:
            index.setdefault(word, []).append(lang)
    return index
