"""What Unicode's CLDR says of a language: units, numbers, number words, currencies, days and months.

From Babel, which is imported when it is first asked: the package's own lexicons are made ready ahead of time. So are
number words, since CLDR's rules for them take longer to be parsed than a lexicon to be loaded (`make lexicons`).
"""

import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from pytest_promises.model.quantities import SECONDS, Unit

_CURRENCIES: Final = ("currency_symbols", "currency_names", "currency_names_plural")
_PARTS: Final = ("languages", "number_symbols", "days", "months", *_CURRENCIES)
"""What is read of a language beside its units: copied, since Babel writes what it looks up into shared data."""


def _unit_name(unit: Unit) -> str:
    return f"duration-{unit}"


def locale_data(lang: str) -> Mapping[str, Any]:
    """Return Babel's data of a language, or of none where CLDR does not have it."""
    from babel import localedata

    loaded = cast("Mapping[str, Any]", localedata.load(lang if lang in languages() else "root"))
    parts = {name: loaded[name] for name in _PARTS if name in loaded}
    units = loaded["unit_patterns"]
    parts["unit_patterns"] = {name: units[name] for name in map(_unit_name, SECONDS) if name in units}
    return localedata.LocaleDataDict(pickle.loads(pickle.dumps(parts)))  # noqa: S301 - what this line itself has pickled


@cache
def languages() -> frozenset[str]:
    """Return the languages that CLDR has data of."""
    from babel import localedata

    return frozenset(localedata.locale_identifiers())


def has_units(lang: str) -> bool:
    """Tell whether CLDR has a language's own words for time, and not only those of the root."""
    patterns = locale_data(lang)["unit_patterns"].get("duration-day", {})
    return any("long" in str(width) for width in patterns)


def unit_forms(data: Mapping[str, Any]) -> Iterator[tuple[Unit, str, bool]]:
    """Yield every form of every unit of time with its unit, and whether it is an abbreviation."""
    for unit in SECONDS:
        widths = data["unit_patterns"].get(_unit_name(unit), {})
        for width in ("long", "short", "narrow"):
            for plural, pattern in dict(widths.get(width, {})).items():
                if plural != "per" and isinstance(pattern, str):
                    yield unit, pattern.replace("{0}", "").strip(), width != "long"


def decimal_sign(data: Mapping[str, Any]) -> str:
    """Return the decimal sign of the language's Latin digits."""
    return str(data["number_symbols"]["latn"]["decimal"])


def day_names(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the days' names, full and abbreviated, with 0 for Monday."""
    for width in ("wide", "abbreviated", "short"):
        for context in ("format", "stand-alone"):
            for day, name in dict(data["days"][context].get(width, {})).items():
                yield int(day), str(name)


def month_names(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the months' names, full and abbreviated."""
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            yield from map(str, dict(data["months"][context].get(width, {})).values())


def language_names(data: Mapping[str, Any], codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of languages, with their codes."""
    names = data["languages"]
    yield from ((code, str(names[code])) for code in codes if code in names)


def currency_names(data: Mapping[str, Any], code: str) -> Iterator[str]:
    """Yield a currency's sign and its name in all plural forms."""
    sign = data["currency_symbols"].get(code)
    if sign and not sign.isalpha():
        yield sign
    names = data["currency_names_plural"].get(code, {})
    yield from dict.fromkeys(dict(names).values()) if names else filter(None, [data["currency_names"].get(code)])


def number_words(lang: str) -> Iterator[tuple[str, Decimal]]:
    """Yield single number words in the genders and cases that the language's rules give, with their values."""
    for number, words in _spelt().get(lang, {}).items():
        value = Decimal(number)
        yield from ((word, value) for word in words.split())


@cache
def _spelt() -> Mapping[str, Mapping[str, str]]:
    """Return by language and number the words for it, a space between them."""
    source = files("pytest_promises.reading") / "lexicon" / "number_words.json"
    return cast("Mapping[str, Mapping[str, str]]", json.loads(source.read_text("utf-8")))
