"""A language's lexicon: its data file joined with what CLDR says, ready to find phrases."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast, get_args

from pytest_promises.model.quantities import Clock, RelativeDay, Unit, Value

from . import cldr, codes
from .cues import OTHER_TOPIC, SCOPE, TOPIC, Cue, cues_of
from .folding import fold
from .phrases import Known, Phrases, Words, expand
from .tokens import WORDS, token_pattern, words_pattern
from .vocabulary import Vocabulary

_DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
_DATA = files("pytest_promises.reading") / "lexicon"
_WORD_CODES = {
    "upper": codes.UPPER,
    "upper_weak": codes.UPPER,
    "lower": codes.LOWER,
    "until": codes.UNTIL,
    "from": codes.FROM,
    "of": codes.OF,
    "since": codes.SINCE,
    "between": codes.BETWEEN,
    "to": codes.TO,
    "and": codes.AND,
    "or": codes.AND,
    "upper_after": codes.UPPER_AFTER,
    "lower_after": codes.LOWER_AFTER,
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
    "hour_mark": codes.HOUR_MARK,
    "except": codes.EXCEPT,
    "closed": codes.CLOSED,
    "holidays": codes.HOLIDAYS,
    "other": codes.OTHER,
}
_HOT = frozenset(
    {
        *(
            codes.UNIT,
            codes.SPAN,
            codes.CURRENCY,
            codes.PERCENT,
            codes.COUNTED,
            codes.NINES,
            codes.DAY_HALF,
            codes.HOUR_MARK,
        ),
        *(codes.RELATIVE, codes.IMMEDIATE, codes.VAGUE, codes.ALWAYS, codes.FREE),
    }
)
"""What a sentence without a digit must have one of to say anything."""

_INNER = frozenset({TOPIC, SCOPE})
_RELATIVE = {
    "same_day": RelativeDay(0),
    "same_business_day": RelativeDay(0, Clock.BUSINESS),
    "next_day": RelativeDay(1),
    "next_business_day": RelativeDay(1, Clock.BUSINESS),
}
_ENDING = frozenset({codes.UNIT, codes.SHORT_UNIT, codes.CURRENCY, codes.MINOR, codes.HOUR_MARK})
_KINDS = tuple(kind.kind for kind in get_args(Value))

Meaning = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit of time, how many of it a word stands for, and the clock that the word itself gives."""

    unit: Unit
    factor: Decimal = Decimal(1)
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in one word: a number and a unit."""

    number: Decimal
    unit: UnitWord


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of a language, with a spec's own vocabulary joined in.

    `final_abbreviations` are those of units and currencies, after which a sentence may end.
    `values` are the phrases that values are made of, each meaning a letter of `codes` and its data; `context` those that
    tell topic, scope, mood and conditions. `fits` are the topics that take each kind of value. `hot` tells whether a text can say
    anything at all: it has a digit, or a word with which a value can begin or end.
    """

    lang: str
    decimal: str
    pattern: Any
    words: Words
    values: Phrases
    context: Phrases
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    suffixes: frozenset[str]
    capital_codes: frozenset[str]
    number_joins: frozenset[str]
    spaced: bool
    amount_mark: str
    fits: Mapping[str, tuple[str, ...]]
    hot: Callable[[str], bool]


@lru_cache(maxsize=256)
def lexicon(lang: str, vocabulary: Vocabulary = Vocabulary()) -> Lexicon:
    """Return the lexicon of a language; raises `KeyError` for a language without a data file."""
    data = _language_data(lang)
    shared = _common()
    words = Words()
    values, context = Phrases(words), Phrases(words)
    hot: set[int] = set()
    for phrase, meaning in _value_phrases(lang, data, shared):
        values.add(phrase, meaning)
        if meaning[0] in _HOT:
            hot.update(values.first_words(phrase))
    cues = [(text, cue) for phrase, cue in cues_of(data, lang, vocabulary) for text in expand(phrase)]
    for phrase, cue in (*cues, *(_inner(cues) if data.get("unspaced") else ())):
        context.add(phrase, cue)
    abbreviations = frozenset(_folded(data.get("abbreviations", ()))) | _dotted(lang)
    return Lexicon(
        lang=lang,
        decimal=str(data.get("decimal", "")) or cldr.decimal_sign(cldr.locale_data(lang)),
        pattern=token_pattern(words.exact, abbreviations) if data.get("unspaced") else token_pattern(),
        words=words,
        values=values,
        context=context,
        abbreviations=abbreviations,
        final_abbreviations=frozenset(word for word in abbreviations if _ends_value(values, word)),
        suffixes=frozenset(_folded(data.get("number_suffixes", ()))),
        capital_codes=frozenset(code.lower() for code in shared["capital_codes"]),
        number_joins=frozenset(_folded(data.get("number_joins", ()))),
        amount_mark=data.get("amount_mark", ""),
        spaced=not data.get("unspaced", False),
        fits={kind: (*vocabulary.fitting(kind), OTHER_TOPIC) for kind in _KINDS},
        hot=_hot_check(words, frozenset(hot), unspaced=bool(data.get("unspaced"))),
    )


def _inner(cues: list[tuple[str, Cue]]) -> Iterator[tuple[str, Cue]]:
    """Yield the cues of words that stand inside longer ones, where a text is cut into the longest words."""
    singles = [(phrase, cue) for phrase, cue in cues if " " not in phrase]
    for phrase, cue in singles:
        for short, inner in singles:
            if short != phrase and short in phrase and inner.kind in _INNER and inner.kind != cue.kind:
                yield phrase, inner


def _ends_value(values: Phrases, word: str) -> bool:
    """Tell an abbreviation that a sentence may end with ("5 лв. Доставка") from one that something follows ("approx. 5")."""
    found = values.longest([values.words.known[word]], (), 0)
    return found is not None and any(code in _ENDING for code, _ in found[1])


def _hot_check(words: Words, hot: frozenset[int], *, unspaced: bool) -> Callable[[str], bool]:
    if unspaced:
        pattern = words_pattern(word for word, number in words.exact.items() if number in hot)
        return lambda text: pattern.search(text) is not None
    is_hot = Known(lambda word: (1,) if not hot.isdisjoint(words.known[word] or ()) else None)
    find, look_up = WORDS.findall, is_hot.__getitem__
    return lambda text: _DIGIT.search(text) is not None or any(map(look_up, find(text)))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a data file."""
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml") and name != "common.toml"))


@dataclass(frozen=True, slots=True)
class Detection:
    """How a text shows its language: the script, letters that only this language has, and its commonest words."""

    script: str
    letters: str
    words: frozenset[str]


@cache
def detection(lang: str) -> Detection:
    """Return how a language is detected."""
    data = _language_data(lang)
    signs = data["detection"]
    return Detection(data["script"], fold(signs["letters"]).text, frozenset(_folded(signs["words"])))


@cache
def _language_data(lang: str) -> Mapping[str, Any]:
    if lang not in languages():
        raise KeyError(lang)
    return tomllib.loads((_DATA / f"{lang}.toml").read_text("utf-8"))


@cache
def _common() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "common.toml").read_text("utf-8"))


def _folded(texts: Any) -> Iterator[str]:
    return (fold(form).text for text in texts for form in expand(text))


def _dotted(lang: str) -> frozenset[str]:
    forms = (form for _, form, _ in cldr.unit_forms(cldr.locale_data(lang)))
    return frozenset(fold(form).text.rstrip(".") for form in forms if form.endswith("."))


def _value_phrases(lang: str, data: Mapping[str, Any], shared: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield the phrases of values with their meanings; of two of one phrase the first holds."""
    for name, code in _WORD_CODES.items():
        for phrase in data.get("words", {}).get(name, ()):
            yield phrase, (code, name)
    for topic, phrases in data.get("counts", {}).items():
        for phrase in phrases:
            yield phrase, (codes.COUNTED, topic)
    yield from _time_phrases(data)
    yield from _hours_phrases(data, shared)
    yield from _money_phrases(lang, data, shared)
    local = cldr.locale_data(lang)
    for unit, form, short in cldr.unit_forms(local):
        yield form.rstrip("."), (codes.SHORT_UNIT if short else codes.UNIT, UnitWord(unit))
    for word, number in cldr.number_words(lang).items():
        yield word, (codes.NUMBER, number)
    for day, name in cldr.day_names(local):
        yield name, (codes.DAY, day)
    for name in cldr.month_names(local):
        yield name, (codes.MONTH, None)


def _time_phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for word, number in data.get("numbers", {}).items():
        yield word, (codes.NUMBER, Decimal(str(number)))
    for word, number in data.get("fractions", {}).items():
        yield word, (codes.AND_HALF, Decimal(str(number)))
    for word, number in data.get("nines", {}).items():
        yield word, (codes.NINES, Decimal(str(number)))
    for name, code in (("units", codes.UNIT), ("short_units", codes.SHORT_UNIT)):
        for unit, forms in data.get(name, {}).items():
            for form in forms:
                yield form, (code, _unit_word(unit))
    for phrase, length in data.get("spans", {}).items():
        number, unit = length.split(" ", 1)
        yield phrase, (codes.SPAN, Span(Decimal(number), _unit_word(unit)))
    adjectives = data.get("adjectives", {})
    for stem, unit in adjectives.get("units", {}).items():
        for prefix, number in adjectives.get("numbers", {}).items():
            for form in expand(stem):
                yield prefix + form, (codes.SPAN, Span(Decimal(str(number)), _unit_word(unit)))
        yield stem, (codes.UNIT, _unit_word(unit))
    for name, days in _RELATIVE.items():
        for phrase in data.get("relative", {}).get(name, ()):
            yield phrase, (codes.RELATIVE, days)


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
    for index, names in enumerate(hours.get("days", ())):
        for name in names:
            yield name, (codes.DAY, index)
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
    local = cldr.locale_data(lang)
    for code in shared["currencies"]:
        yield code, (codes.CURRENCY, code)
        for name in cldr.currency_names(local, code):
            yield name, (codes.CURRENCY, code)
