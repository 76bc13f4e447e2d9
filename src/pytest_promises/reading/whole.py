"""A whole text as one value, as a spec writes it."""

from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import Count, Value

from . import codes as c
from .bounds import ends_of
from .data import languages
from .iso8601 import parse_period
from .items import Items, itemise
from .languages import choose
from .lexicon import Lexicon, lexicon
from .opening_hours import parse_opening_hours
from .sentences import sentences
from .values import values

_LONGEST: Final = 300
_IDLE: Final = frozenset((c.FILLER, *"().;,:"))


def value_of(text: str, lang: str) -> Value | None:
    """Return the value that the whole text is: in OpenStreetMap's or ISO 8601's syntax, the language, or English."""
    if len(text) > _LONGEST:
        return None
    structured = parse_period(text) or parse_opening_hours(text)
    if structured is not None:
        return structured
    tried = dict.fromkeys((lang.lower().replace("_", "-").split("-")[0], choose((lang,), text), "en"))
    for known in tried:
        value = _value_in(text, lexicon(known)) if known in languages() else None
        if value is not None:
            return value
    return None


def _value_in(text: str, known: Lexicon) -> Value | None:
    whole = list(sentences(known.fold(text), text, known))
    if len(whole) != 1:
        return None
    items = itemise(whole[0], known, text)
    letters = items.codes
    found = values(items)
    if not found:
        return _count(items, letters)
    if len(found) != 1:
        return None
    rest = letters[: found[0].start] + letters[found[0].end :]
    return found[0].value if set(rest) <= _IDLE else None


def _count(items: Items, letters: str) -> Count | None:
    """Return a bare number, with or without a bound, as a count."""
    plain = letters.replace(c.FILLER, "")
    if plain.count(c.NUMBER) != 1 or set(plain) - {c.NUMBER, c.UPPER, c.LOWER, c.UPPER_AFTER, c.LOWER_AFTER}:
        return None
    number: Decimal = items.data[letters.index(c.NUMBER)].value
    if number != number.to_integral_value():
        return None
    before, _, after = plain.partition(c.NUMBER)
    ends = ends_of(before, after, int(number), int(number), ranged=False)
    return Count(ends.minimum, ends.maximum)
