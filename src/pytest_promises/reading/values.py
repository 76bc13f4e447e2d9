"""All values of a sentence: the grammars in turn, each leaving what it read out of the others' sight."""

from collections.abc import Callable, Iterator

from . import codes as c
from .amounts import counts, money, percentages
from .durations import durations, immediate, relative_days
from .found import Found
from .hours import hours
from .items import Items

Grammar = Callable[[Items], Iterator[Found]]

_TIMES = f"{c.CLOCK}{c.DAY_HALF}{c.HOUR_MARK}{c.DAY}{c.DAYS}{c.ALWAYS}{c.WEEKDAYS}"
_GRAMMARS: tuple[tuple[Grammar, str], ...] = (
    (hours, _TIMES),
    (money, f"{c.CURRENCY}{c.MINOR}"),
    (percentages, f"{c.PERCENT}{c.NINES}"),
    (counts, c.COUNTED),
    (durations, f"{c.UNIT}{c.SHORT_UNIT}{c.SPAN}"),
    (relative_days, c.RELATIVE),
    (immediate, c.IMMEDIATE),
)
"""Each grammar with the letters that it needs one of."""


def values(items: Items) -> list[Found]:
    """Return the values of a sentence in the order of its words."""
    found: list[Found] = []
    for grammar, needs in _GRAMMARS:
        if not any(letter in items.codes for letter in needs):
            continue
        for value in grammar(items):
            if c.TAKEN not in items.codes[value.start : value.end]:
                found.append(value)
                items.codes = (
                    items.codes[: value.start] + c.TAKEN * (value.end - value.start) + items.codes[value.end :]
                )
    found.sort(key=lambda value: value.start)
    return found
