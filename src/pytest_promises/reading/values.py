"""All values of a sentence: the grammars in turn, each leaving what it read out of the others' sight."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from . import codes as c
from .amounts import money
from .clock_times import cutoffs
from .durations import COUNTING, durations, immediate, relative_days
from .found import Found
from .hours import hours
from .items import Items
from .served import languages
from .shares import counts, percentages

Grammar = Callable[[Items], Iterator[Found]]

_TIMES: Final = frozenset(
    (c.FROM_DAY, c.HOUR_TIME, c.CLOCK, c.DAY_HALF, c.HOUR_MARK, c.DAY, c.DAYS, c.ALWAYS, c.WEEKDAYS, c.AT)
)
_NUMBER: Final = frozenset(c.NUMBER)
_NO_OTHER: Final = frozenset[str]()
_GRAMMARS: Final[tuple[tuple[Grammar, frozenset[str], frozenset[str]], ...]] = (
    (hours, _TIMES, _NO_OTHER),
    (cutoffs, frozenset((c.AT, c.UPPER)), _NUMBER),
    (money, frozenset((c.CURRENCY, c.MINOR, c.AMOUNT)), frozenset((c.NUMBER, c.AMOUNT))),
    (percentages, frozenset((c.PERCENT, c.TENTH, c.NINES)), frozenset((c.NUMBER, c.HALF, c.AND_HALF, c.NINES))),
    (counts, frozenset(c.COUNTED), _NUMBER),
    (durations, frozenset((c.UNIT, c.SHORT_UNIT, c.SPAN, c.HOUR_TIME)), COUNTING),
    (relative_days, frozenset(c.RELATIVE), _NO_OTHER),
    (languages, frozenset(c.LANGUAGE), _NO_OTHER),
    (immediate, frozenset(c.IMMEDIATE), _NO_OTHER),
)
"""Each grammar with the letters that it needs one of, and others that it needs one of beside these."""


def values(items: Items) -> list[Found]:
    """Return the values of a sentence in the order of its words."""
    found: list[Found] = []
    for grammar in _possible(frozenset(items.codes)):
        for value in grammar(items):
            if c.TAKEN not in items.codes[value.start : value.end]:
                found.append(value)
                items.codes = (
                    items.codes[: value.start] + c.TAKEN * (value.end - value.start) + items.codes[value.end :]
                )
    if len(found) > 1:
        found.sort(key=lambda value: value.start)
    return found


@lru_cache(maxsize=4096)
def _possible(letters: frozenset[str]) -> tuple[Grammar, ...]:
    """Return the grammars that can find anything among these letters; sentences have much the same ones."""
    return tuple(
        grammar
        for grammar, needs, others in _GRAMMARS
        if not letters.isdisjoint(needs) and not (others and letters.isdisjoint(others))
    )
