"""Entries: the phrases that values are made of, from a language's data file and from CLDR, with what they mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, cast

from pytest_promises.model.quantities import SECONDS, Clock, RelativeDay, Unit

from . import cldr, codes

WORD_CODES: Final = {
    "upper": codes.UPPER,
    "upper_weak": codes.UPPER,
    "before": codes.UPPER,
    "lower": codes.LOWER,
    "until": codes.UNTIL,
    "from": codes.FROM,
    "of": codes.OF,
    "since": codes.SINCE,
    "at": codes.AT,
    "between": codes.BETWEEN,
    "to": codes.TO,
    "and": codes.AND,
    "or": codes.AND,
    "upper_after": codes.UPPER_AFTER,
    "lower_after": codes.LOWER_AFTER,
    "spent_after": codes.LOWER_AFTER,
    "filler": codes.FILLER,
    "rate": codes.RATE,
    "article": codes.ARTICLE,
    "half": codes.HALF,
    "business": codes.BUSINESS,
    "calendar": codes.CALENDAR,
    "weekdays": codes.WEEKDAYS,
    "free": codes.FREE,
    "immediate": codes.IMMEDIATE,
    "vague": codes.VAGUE,
    "always": codes.ALWAYS,
    "percent": codes.PERCENT,
    "minus": codes.MINUS,
    "hour_mark": codes.HOUR_MARK,
    "except": codes.EXCEPT,
    "closed": codes.CLOSED,
    "holidays": codes.HOLIDAYS,
    "other": codes.OTHER,
}
"""What the lists of a data file's `words` mean; a token's data is the list's name."""

_RELATIVE: Final = {
    "same_day": RelativeDay(0),
    "same_business_day": RelativeDay(0, Clock.BUSINESS),
    "next_day": RelativeDay(1),
    "next_business_day": RelativeDay(1, Clock.BUSINESS),
}

_TENTH: Final = 10
"""Hundredths from which on a share stands after its figures."""
_LONG_NAME: Final = 6
"""Letters of a language's name from which on it may have another ending."""

Meaning = tuple[str, Any]
"""A letter of `codes` and its data."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit of time, how many of it a word stands for, and the clock that the word itself gives.

    `each` is how many seconds it comes to.
    """

    unit: Unit
    factor: Decimal = Decimal(1)
    clock: Clock | None = None
    each: Decimal = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "each", Decimal(SECONDS[self.unit]) * self.factor)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in one word: a number and a unit; `least` is the lower end of one that is a range."""

    number: Decimal
    unit: UnitWord
    least: Decimal | None = None


def value_phrases(lang: str, data: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield the phrases of values with their meanings; of two of one phrase the first holds."""
    yield from ((phrase, (codes.BREAK, None)) for phrase in data.get("hours", {}).get("break", ()))
    for name, code in WORD_CODES.items():
        for phrase in data.get("words", {}).get(name, ()):
            yield phrase, (code, name)
    for phrase, factor in {**data.get("shares", {}), **shared["shares"]}.items():
        yield phrase, (codes.TENTH if factor >= _TENTH else codes.PERCENT, Decimal(str(factor)))
    for topic, phrases in data.get("counts", {}).items():
        for phrase in phrases:
            yield phrase, (codes.COUNTED, topic)
    yield from ((phrase, (codes.NINES, Decimal(str(share)))) for phrase, share in shared["nines"].items())
    yield from _time_phrases(data)
    yield from _hours_phrases(data, shared)
    yield from _money_phrases(lang, data, shared)
    local = cldr.locale_data(lang)
    yield from _unit_phrases(data, local)
    for word, number in cldr.number_words(lang):
        yield word, (codes.NUMBER, number)
    yield from _language_phrases(data, local, shared)
    for day, name in cldr.day_names(local):
        yield name, (codes.DAY, day)
    for name in cldr.month_names(local):
        yield name, (codes.MONTH, None)


def _unit_phrases(data: Mapping[str, Any], local: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield CLDR's names of units; an abbreviation that the file gives another meaning, or of one letter, is none."""
    own = {phrase for phrases in data.get("words", {}).values() for phrase in phrases}
    for unit, form, short in cldr.unit_forms(local):
        if not short or (form not in own and not (len(form) == 1 and form.isascii())):
            yield form.rstrip("."), (codes.SHORT_UNIT if short else codes.UNIT, UnitWord(unit))


def _language_phrases(
    data: Mapping[str, Any], local: Mapping[str, Any], shared: Mapping[str, Any]
) -> Iterator[tuple[str, Meaning]]:
    for code, name in cldr.language_names(local, shared["languages"]):
        yield name, (codes.LANGUAGE, code)
        if data.get("inflected_languages") and len(name) >= _LONG_NAME:
            yield f"{name[:-2]}*", (codes.LANGUAGE, code)
    for phrase, code in data.get("languages", {}).items():
        yield phrase, (codes.LANGUAGE, code)


def _time_phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for table, code in (("numbers", codes.NUMBER), ("fractions", codes.AND_HALF), ("nines", codes.NINES)):
        for word, number in data.get(table, {}).items():
            yield word, (code, Decimal(str(number)))
    for table, code in (("units", codes.UNIT), ("short_units", codes.SHORT_UNIT)):
        for unit, forms in data.get(table, {}).items():
            yield from ((form, (code, _unit_word(unit))) for form in forms)
    for phrase, length in data.get("spans", {}).items():
        ends, unit = length.split(" ", 1)
        least, _, number = ends.rpartition("-")
        yield phrase, (codes.SPAN, Span(Decimal(number), _unit_word(unit), Decimal(least) if least else None))
    yield from _adjectives(data.get("adjectives", {}))
    for table, days in _RELATIVE.items():
        yield from ((phrase, (codes.RELATIVE, days)) for phrase in data.get("relative", {}).get(table, ()))


def _adjectives(adjectives: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield adjectives of time: a unit after digits ("14-дневен"), a length with a number in the word ("двудневен")."""
    for stem, unit in adjectives.get("units", {}).items():
        yield stem, (codes.UNIT, _unit_word(unit))
        for prefix, number in adjectives.get("numbers", {}).items():
            yield prefix + stem, (codes.SPAN, Span(Decimal(str(number)), _unit_word(unit)))


def _unit_word(text: str) -> UnitWord:
    """Return the unit of `day`, `7 day` or `business day`."""
    *before, unit = text.split()
    clock = Clock.BUSINESS if "business" in before else None
    factor = next((Decimal(part) for part in before if part[0].isdigit()), Decimal(1))
    return UnitWord(cast("Unit", unit), factor, clock)


def _hours_phrases(data: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    hours = data.get("hours", {})
    for half in ("am", "pm", "noon"):
        for word in hours.get(half, ()):
            yield word, (codes.DAY_HALF, half)
    for word, minutes in hours.get("times", {}).items():
        yield word, (codes.CLOCK, minutes)
    for key, code in (("days", codes.DAY), ("from_days", codes.FROM_DAY)):
        for index, names in enumerate(hours.get(key, ())):
            yield from ((name, (code, index)) for name in names)
    for phrase, days in hours.get("sets", {}).items():
        yield phrase, (codes.DAYS, tuple(days))
    for phrase, zone in {**hours.get("zones", {}), **shared["zones"]}.items():
        yield phrase, (codes.ZONE, zone)


def _money_phrases(lang: str, data: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for table in (data.get("currencies", {}), shared["signs"]):
        for phrase, code in table.items():
            yield phrase, (codes.CURRENCY, code)
    for phrase, code in data.get("minor_currencies", {}).items():
        yield phrase, (codes.MINOR, code)
    for phrase, code in data.get("tenth_currencies", {}).items():
        yield phrase, (codes.MINOR, (code, 10))
    local = cldr.locale_data(lang)
    for code in shared["currencies"]:
        yield code, (codes.CURRENCY, code)
        for name in cldr.currency_names(local, code):
            yield name, (codes.CURRENCY, code)
