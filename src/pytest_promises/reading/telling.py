"""Whether a text can say anything at all, which most sentences of a page cannot: told by its words, at little cost."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from . import codes
from .entries import Meaning
from .numbers import is_scale
from .phrases import Step

Entry = tuple[tuple[Step, ...], Meaning]
"""A phrase by its steps, and what it means."""

ALONE, FIGURE, BESIDE, UNIT, THING, NUMBER, BOUND, FIRST, SECOND = (1 << bit for bit in range(9))
"""Bits of what a word tells.

It says something by itself; is a figure; says something beside one; does as a unit of time, beside a figure, a number
word or a bound; does as what is counted, beside a figure or a number word; is a number word; is a bound, or an article;
is the rarest word of a phrase of several, is the next one.
"""
_PAIRS: Final = (
    (FIGURE, BESIDE | UNIT | THING),
    (NUMBER, UNIT | THING),
    (BOUND, UNIT),
    (FIRST, SECOND),
)
_DIGIT: Final = re.compile(r"[\d½¼¾⅓⅔%]")
_STOPS: Final = frozenset(".,-/")
_ALONE: Final = frozenset(
    f"{codes.SPAN}{codes.NINES}{codes.DAY_HALF}{codes.HOUR_MARK}{codes.FROM_DAY}{codes.RELATIVE}{codes.IMMEDIATE}"
    f"{codes.VAGUE}{codes.ALWAYS}{codes.FREE}{codes.LANGUAGE}"
)
"""What says something by itself."""
_OF: Final = {
    codes.UNIT: UNIT,
    **dict.fromkeys((codes.CURRENCY, codes.MINOR, codes.PERCENT, codes.TENTH, codes.COUNTED), THING),
    codes.SHORT_UNIT: BESIDE | THING,
    **dict.fromkeys((codes.DAY, codes.DAYS, codes.WEEKDAYS, codes.AT), BESIDE),
    codes.AND_HALF: BESIDE | NUMBER,
    **dict.fromkeys((codes.NUMBER, codes.HALF), NUMBER),
    **dict.fromkeys((codes.ARTICLE, codes.UPPER, codes.UNTIL, codes.UPPER_AFTER), BOUND),
}
"""What the others tell, beside what they say something."""
_HOT: Final = _ALONE | {code for code, bits in _OF.items() if bits & (UNIT | THING)}
"""What a text in a script without spaces must have one of, or a digit."""


def _says(bits: int) -> bool:
    return bool(bits & ALONE) or any(bits & one and bits & other for one, other in _PAIRS)


SAYS: Final = tuple(map(_says, range(1 << 9)))
"""Whether words say something that tell this together."""


def telling_words(entries: Iterable[Entry], common: frozenset[str], *, scales_pay: bool = False) -> dict[str, int]:
    """Return what words tell, as bits; a sentence that has none of them says nothing.

    `common` are the language's commonest words, which tell little; `scales_pay` tells that a number with a scale is an
    amount of money there.
    """
    told: dict[str, int] = {}
    for steps, (code, data) in entries:
        if code in _ALONE:
            found = _alone(steps, common)
        else:
            bits = _OF.get(code, 0)
            if scales_pay and code == codes.NUMBER and is_scale(data):
                bits |= BESIDE
            found = [(word, bits) for word in _telling(steps, common)] if bits else []
        for word, bits in found:
            told[word] = told.get(word, 0) | bits
    return told


def hot_words(entries: Iterable[Entry]) -> list[str]:
    """Return the words that a text in a script without spaces must have one of, or a digit, to say anything."""
    every = {word for steps, (code, _) in entries if code in _HOT for word in _telling(steps, frozenset())}
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
    places = [[_rarest(words, common)[0] for words in step] for step in steps if "" not in step]
    return max(places, key=partial(_rarity_of_place, common=common), default=[])


def _alone(steps: tuple[Step, ...], common: frozenset[str]) -> list[tuple[str, int]]:
    """Return what the words of a phrase tell that says something by itself: two of them together, if both are rare."""
    needed = [step for step in steps if "" not in step]
    if len(needed) == 1:
        return [told for words in needed[0] for told in _pair([[word] for word in _rarest(words, common)], common)]
    places = [[_rarest(words, common)[0] for words in step] for step in needed]
    places.sort(key=partial(_rarity_of_place, common=common), reverse=True)
    return _pair(places, common)


def _pair(places: Sequence[Sequence[str]], common: frozenset[str]) -> list[tuple[str, int]]:
    rare = [words for words in places if _rarity_of_place(words, common)[0]]
    if len(rare) < 2:
        return [(word, ALONE) for word in places[0]] if places else []
    return [(word, bit) for words, bit in zip(rare, (FIRST, SECOND), strict=False) for word in words]


def _rarest(words: str, common: frozenset[str]) -> list[str]:
    """Return the words of a text, those first that the fewest texts will have."""
    return sorted(words.split(), key=partial(_rarity, common=common), reverse=True) if " " in words else [words]


def _rarity(word: str, common: frozenset[str]) -> tuple[bool, int, bool]:
    return word not in common and word not in _STOPS and not word.isdigit(), len(word), not word.isalpha()


def _rarity_of_place(words: Sequence[str], common: frozenset[str]) -> tuple[bool, int, bool]:
    return min(_rarity(word, common) for word in words)
