"""How much a text looks like each of several languages of one script: by their letters, commonest words and own words."""

import re
from collections.abc import Mapping
from functools import cache

from .folding import fold
from .signs import LONGEST, signs

_RUN = re.compile(r"[^\W\d_]+")
_COMMON, _LETTER, _FOREIGN = 2.0, 1.5, 1.0
_SHORTEST = 4
"""Letters that the beginning of a word must have to tell its language."""

Index = Mapping[str, Mapping[str, float]]
"""By word, or by the beginning of one, the languages that it tells of, and how much."""


def likeness(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Return how much a text looks like each of the languages; those that nothing speaks for are left out."""
    plain = fold(text).text
    common, own = _common(languages), _own(languages)
    found: dict[str, float] = {}
    for word in _RUN.findall(plain):
        end = next((end for end in _ends(word) if word[:end] in own), 0)
        told, share = (
            (common[word], 1.0) if word in common else (own[word[:end]], end / len(word)) if end else ({}, 0.0)
        )
        for lang, weight in told.items():
            found[lang] = found.get(lang, 0.0) + weight * share
    for lang in languages:
        letters = sum(map(plain.count, signs(lang).letters))
        foreign = len(set(filter(str.isalpha, plain)) - _alphabet(lang))
        if letters or foreign:
            found[lang] = found.get(lang, 0.0) + _LETTER * letters - _FOREIGN * foreign
    return found


def _ends(word: str) -> range:
    return range(min(len(word), LONGEST), _SHORTEST - 1, -1)


@cache
def _alphabet(lang: str) -> frozenset[str]:
    """Return the letters that the words of a language's data are written in."""
    return frozenset().union(*signs(lang).own, *signs(lang).common)


@cache
def _common(languages: tuple[str, ...]) -> Index:
    words = {lang: signs(lang).common for lang in languages}
    return _shared(words, _COMMON)


@cache
def _own(languages: tuple[str, ...]) -> Index:
    """Return the words of the languages' data, by their first letters as far as these are given there."""
    return _shared({lang: signs(lang).own for lang in languages}, 1.0)


def _shared(words: Mapping[str, frozenset[str]], weight: float) -> Index:
    """Return the languages of each word; a word that several have tells less of each."""
    index: dict[str, dict[str, float]] = {}
    for lang, own in words.items():
        for word in own:
            index.setdefault(word, {})[lang] = weight
    return {word: {lang: each / len(told) for lang, each in told.items()} for word, told in index.items()}
