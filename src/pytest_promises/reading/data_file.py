"""What a language's data file may hold, and what is wrong with one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Final

from pytest_promises.model.quantities import SECONDS
from pytest_promises.model.topics import TOPICS

from . import cldr
from .cues import OTHER_TOPIC
from .data import language_data, languages
from .entries import WORD_CODES
from .languages import language_of
from .phrases import expand, parts
from .scripts import SCRIPTS

_MOODS: Final = ("negated", "negated_after", "past", "ago_before", "history", "question_after", "none")
_RELATIVE: Final = ("same_day", "same_business_day", "next_day", "next_business_day")
_WEEK: Final = 7
_LATEST: Final = 24 * 60
_STRAY_STAR: Final = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")
_ZONE: Final = re.compile(r"[A-Z]\w*(/[\w+-]+)*")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a data file, and the tables and the key where it is (`("hours", "days")`)."""

    place: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        *tables, key = self.place or ("",)
        where = f"[{'.'.join(tables)}] {key}" if tables else key
        return f"{where}: {self.message}".removeprefix(": ")


Place = tuple[str, ...]
Rule = Callable[[object, Place], Iterator[Flaw]]
"""Yields the flaws of a value at a place."""


def name_problem(name: str) -> str | None:
    """Return what is wrong with the name of a data file, in a sentence, or `None`."""
    lang, _, suffix = name.rpartition(".")
    if suffix != "toml" or not re.fullmatch("[a-z]{2,3}", lang):
        return "the file is not named by its language's code, as in `eo.toml`"
    if language_of(lang) != lang:
        return f"{lang} is read as {language_of(lang)}: name the file {language_of(lang)}.toml"
    return None if lang in cldr.languages() else f"CLDR has no data of a language {lang}"


def flaws(data: Mapping[str, object]) -> Iterator[Flaw]:
    """Yield all that is wrong with the data of a language, as `tomllib` gives it."""
    yield from _FILE(data, ())
    if "script" not in data:
        yield Flaw(("script",), f"it is missing: name the script by its code, one of {', '.join(sorted(SCRIPTS))}")
    signs = data.get("detection", {})
    if isinstance(signs, Mapping):
        for key, what in (("letters", "the letters that only this language has"), ("words", "its commonest words")):
            if key not in signs:
                yield Flaw(("detection", key), f"it is missing: {what}, by which the language is found")


def _text(value: object, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, str):
        yield Flaw(place, f"{_shown(value)} is no text")


def _flag(value: object, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, bool):
        yield Flaw(place, f"{_shown(value)} is neither true nor false")


def _letter(value: object, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, str) or len(value) != 1:
        yield Flaw(place, f"{_shown(value)} is no single letter")


def _number(value: object, place: Place) -> Iterator[Flaw]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        yield Flaw(place, f"{_shown(value)} is no number from 0")


def _phrase(value: object, place: Place) -> Iterator[Flaw]:
    yield from _text(value, place)
    if isinstance(value, str):
        if not value.strip():
            yield Flaw(place, "a phrase is empty")
        if not _is_balanced(value):
            yield Flaw(place, f"the choices of {_shown(value)} have braces that do not match")
        elif any(_STRAY_STAR.search(form) for part in parts(value) for form in expand(part)):
            yield Flaw(place, f"a * in {_shown(value)} does not end a word")


def _is_balanced(phrase: str) -> bool:
    depth = 0
    for sign in phrase:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def _one_of(names: Mapping[str, object] | tuple[str, ...], what: str) -> Rule:
    def rule(value: object, place: Place) -> Iterator[Flaw]:
        if value not in names:
            yield Flaw(place, f"{_shown(value)} is no {what}{_guess(value, names)}")

    return rule


def _pattern(pattern: re.Pattern[str], what: str) -> Rule:
    def rule(value: object, place: Place) -> Iterator[Flaw]:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield Flaw(place, f"{_shown(value)} is no {what}")

    return rule


def _list(item: Rule, length: int | None = None) -> Rule:
    def rule(value: object, place: Place) -> Iterator[Flaw]:
        if not isinstance(value, list):
            yield Flaw(place, f"{_shown(value)} is no list: write it in [ ]")
            return
        if length is not None and len(value) != length:
            yield Flaw(place, f"the list has {len(value)} parts where {length} are needed")
        for one in value:
            yield from item(one, place)

    return rule


def _table(rules: Mapping[str, Rule]) -> Rule:
    """Return the rule for a table of known keys."""

    def rule(value: object, place: Place) -> Iterator[Flaw]:
        for key, inner in _entries(value):
            if key in rules:
                yield from rules[key](inner, (*place, key))
            else:
                yield from _as_our_own(inner, (*place, key), rules)
        yield from _no_table(value, place)

    return rule


def _as_our_own(value: object, place: Place, known: Mapping[str, Rule]) -> Iterator[Flaw]:
    """Yield the flaw of a key that no rule is for: that none of the package's own files has it, or not of this type."""
    types = {type(own) for own in map(partial(_at, place), map(language_data, languages())) if own is not None}
    if not types:
        yield Flaw(place, f"there is no such key{_guess(place[-1], known)}")
    elif type(value) not in types:
        yield Flaw(place, f"{_shown(value)} is no {' or '.join(sorted(one.__name__ for one in types))}")


def _at(place: Place, data: object) -> object:
    for key in place:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _entries_of(key_rule: Rule, value_rule: Rule) -> Rule:
    """Return the rule for a table whose keys are data, too."""

    def rule(value: object, place: Place) -> Iterator[Flaw]:
        for key, inner in _entries(value):
            yield from key_rule(key, (*place, key))
            yield from value_rule(inner, (*place, key))
        yield from _no_table(value, place)

    return rule


def _entries(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from value.items()


def _no_table(value: object, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, Mapping):
        yield Flaw(place, f"{_shown(value)} is no table: write it under [{'.'.join(place)}]")


def _unit(value: object, place: Place) -> Iterator[Flaw]:
    *before, unit = str(value).split() or [""]
    if unit not in SECONDS or not all(part == "business" or _is_number(part) for part in before):
        known = ", ".join(SECONDS)
        yield Flaw(place, f'{_shown(value)} is no unit: one of {known}, as in "day", "2 week", "business day"')


def _span(value: object, place: Place) -> Iterator[Flaw]:
    ends, _, unit = str(value).partition(" ")
    if not all(map(_is_number, ends.split("-", 1))) or any(_unit(unit, place)):
        yield Flaw(place, f'{_shown(value)} is no number with a unit, as in "0.25 hour"')


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) is not None


def _minutes(value: object, place: Place) -> Iterator[Flaw]:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LATEST:
        yield Flaw(place, f"{_shown(value)} are no minutes since midnight, from 0 to {_LATEST}")


def _day(value: object, place: Place) -> Iterator[Flaw]:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _WEEK:
        yield Flaw(place, f"{_shown(value)} is no day, from 0 for Monday to 6 for Sunday, and 7 for holidays")


def _guess(word: object, known: Mapping[str, object] | tuple[str, ...]) -> str:
    close = get_close_matches(str(word), list(known), 1)
    return f"; did you mean {close[0]}?" if close else f"; it may be {', '.join(sorted(known))}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


_PHRASES: Final = _list(_phrase)
_CURRENCY: Final = _pattern(re.compile("([A-Z]{3})?"), "currency's ISO 4217 code")
_NAME: Final = _pattern(re.compile(r"[a-z][a-z0-9_-]*"), "name in small letters")
_TOPIC: Final = _one_of((*TOPICS, OTHER_TOPIC), "topic")
_FILE: Final = _table(
    {
        "script": _one_of(SCRIPTS, "script's code"),
        **dict.fromkeys(("unspaced", "elides", "pauses"), _flag),
        "inflected_languages": _flag,
        "joined_numbers": _flag,
        "languages": _entries_of(_phrase, _pattern(re.compile("[a-z]{2,3}"), "language's ISO 639 code")),
        "question_mark": _letter,
        "letters": _entries_of(_letter, _letter),
        "scale_currency": _CURRENCY,
        "decimal": _text,
        "amount_mark": _CURRENCY,
        **dict.fromkeys(
            (
                *("abbreviations", "prefixes", "endings", "references", "breaks"),
                *("number_joins", "number_points", "number_suffixes"),
            ),
            _PHRASES,
        ),
        "words": _table(dict.fromkeys(WORD_CODES, _PHRASES)),
        **dict.fromkeys(("numbers", "fractions", "nines", "shares"), _entries_of(_phrase, _number)),
        **dict.fromkeys(("units", "short_units"), _entries_of(_unit, _PHRASES)),
        "spans": _entries_of(_phrase, _span),
        "adjectives": _table({"numbers": _entries_of(_phrase, _number), "units": _entries_of(_phrase, _unit)}),
        "relative": _table(dict.fromkeys(_RELATIVE, _PHRASES)),
        "hours": _table(
            {
                **dict.fromkeys(("am", "pm", "noon", "break"), _PHRASES),
                "times": _entries_of(_phrase, _minutes),
                **dict.fromkeys(("days", "from_days"), _list(_PHRASES, _WEEK)),
                "sets": _entries_of(_phrase, _list(_day)),
                "zones": _entries_of(_phrase, _pattern(_ZONE, "time zone's IANA name")),
            }
        ),
        **dict.fromkeys(("currencies", "minor_currencies", "tenth_currencies"), _entries_of(_phrase, _CURRENCY)),
        "topics": _entries_of(
            _TOPIC, _table({"strong": _PHRASES, "weak": _PHRASES, "pairs": _list(_list(_PHRASES, 2))})
        ),
        "counts": _entries_of(_TOPIC, _PHRASES),
        "scopes": _entries_of(_NAME, _entries_of(_NAME, _PHRASES)),
        "mood": _table(dict.fromkeys(_MOODS, _PHRASES)),
        "condition": _table(dict.fromkeys(("all", "opening", "closing"), _PHRASES)),
        "detection": _table({"letters": _text, "words": _PHRASES}),
    }
)
