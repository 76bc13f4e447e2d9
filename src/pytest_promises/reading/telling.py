"""Whether a text can say anything at all, which most sentences of a page cannot: told by its words, at little cost."""

import re
from collections.abc import Callable, Iterable

from . import codes
from .entries import Meaning
from .phrases import Step

Entry = tuple[tuple[Step, ...], Meaning]
"""A phrase by its steps, and what it means."""

_DIGIT = re.compile(r"[\d½¼¾⅓⅔%]")
_STOPS = frozenset(".,-/")
_ALONE = frozenset(
    f"{codes.UNIT}{codes.SPAN}{codes.CURRENCY}{codes.MINOR}{codes.PERCENT}{codes.TENTH}{codes.COUNTED}{codes.NINES}{codes.DAY_HALF}"
    f"{codes.HOUR_MARK}{codes.FROM_DAY}{codes.RELATIVE}{codes.IMMEDIATE}{codes.VAGUE}{codes.ALWAYS}{codes.FREE}{codes.LANGUAGE}"
)
"""What a sentence without a digit must have one of to say anything."""
_WITH_DIGITS = _ALONE | {codes.SHORT_UNIT, codes.DAY, codes.DAYS, codes.WEEKDAYS, codes.AND_HALF, codes.AT}
"""What a sentence with a digit must have one of, unless the digits are a clock time."""


def telling_words(entries: Iterable[Entry], common: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that a sentence must have one of to say anything: without a digit, and with one.

    `common` are the language's commonest words, which tell little.
    """
    alone: set[str] = set()
    beside: set[str] = set()
    for steps, (code, _) in entries:
        if code in _WITH_DIGITS:
            (alone if code in _ALONE else beside).update(_telling(steps, common))
    return frozenset(alone), frozenset(alone | beside)


def hot_words(entries: Iterable[Entry]) -> list[str]:
    """Return the words that a text in a script without spaces must have one of, or a digit, to say anything."""
    every = {
        word
        for steps, (code, _) in entries
        if code in _ALONE or code == codes.SHORT_UNIT
        for word in _telling(steps, frozenset())
    }
    telling: list[str] = []
    for word in sorted(every, key=lambda word: (len(word), word)):
        if not any(other in word for other in telling):
            telling.append(word)
    return telling


def hot_check(words: Iterable[str]) -> Callable[[str], bool]:
    """Return the check whether a folded text has one of these words, or a digit."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word)

    def hot(text: str) -> bool:
        if _DIGIT.search(text) is not None:
            return True
        return any(word in text for first in by_first.keys() & {*text} for word in by_first[first])

    return hot


def _telling(steps: tuple[Step, ...], common: frozenset[str]) -> list[str]:
    """Return words of which a text must have one that has the phrase: those that the fewest texts will have."""

    def rarity(word: str) -> tuple[bool, int, bool]:
        return word not in common and word not in _STOPS, len(word), not word.isalpha()

    places = [
        [max(words.split(), key=rarity) if " " in words else words for words in step]
        for step in steps
        if "" not in step
    ]
    if len(places) == 1:
        return places[0]
    return max(places, key=lambda words: min(map(rarity, words)), default=[])
