"""What Unicode's CLDR says of a language: units, numbers, number words, currencies, days and months.

From Babel, but for number words, which come from the rule-based number formats of `unicode-rbnf`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any, cast

from babel import localedata
from unicode_rbnf import RbnfEngine

from pytest_promises.model.quantities import SECONDS, Unit

_SINGLE = (*range(1, 21), *range(30, 100, 10), *range(100, 1000, 100), 0)
"""Zero comes last: the rules for case spell it with other numbers' words in some languages."""
_SCALES = (100, 1000, 2000, 5000, 10_000, 100_000, 1_000_000, 2_000_000, 5_000_000)
_GENDERED = (1, 2, 3, 4, 200)
_GENDERS = ("feminine", "neuter", "plural")
"""Only the smallest numbers differ by gender; the others are spelt in the remaining rules alone, to load sooner."""
_PARTS = ("-ones", "-tens")
"""Rules for parts of longer numbers, which spell other numbers wrongly."""
_LARGEST_RULE = 1_000_000
_RULES_OF = {"nb": "no"}
"""CLDR keeps the number words of some languages under an older code."""


def locale_data(lang: str) -> Mapping[str, Any]:
    """Return Babel's data of a language; raises `FileNotFoundError` for one that CLDR does not have."""
    return localedata.LocaleDataDict(cast("Any", localedata.load(lang)))


def unit_forms(data: Mapping[str, Any]) -> Iterator[tuple[Unit, str, bool]]:
    """Yield every form of every unit of time with its unit, and whether it is an abbreviation."""
    for unit in SECONDS:
        widths = data["unit_patterns"].get(f"duration-{unit}", {})
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


def currency_names(data: Mapping[str, Any], code: str) -> Iterator[str]:
    """Yield a currency's sign and its name in all plural forms."""
    sign = data["currency_symbols"].get(code)
    if sign and not sign.isalpha():
        yield sign
    names = data["currency_names_plural"].get(code, {})
    yield from set(dict(names).values()) if names else filter(None, [data["currency_names"].get(code)])


def number_words(lang: str) -> dict[str, Decimal]:
    """Return single number words in all the genders and cases that the language's rules give, with their values."""
    code = _RULES_OF.get(lang, lang)
    engine = RbnfEngine(code)
    source = files("unicode_rbnf") / "rbnf" / f"{code}.xml"
    if not source.is_file():
        return {}
    engine.load_xml(_cardinals(ET.fromstring(source.read_bytes())))  # noqa: S314 - a file of an installed package
    every = [name for name in engine.rulesets if name.startswith("spellout-cardinal") and not name.endswith(_PARTS)]
    common = [name for name in every if not any(part in name for part in _GENDERS)] or every
    words: dict[str, Decimal] = {}
    for number in (*_SINGLE, *_SCALES):
        rulesets = every if number in _GENDERED else common
        for text in set(engine.format_number(number, ruleset_names=rulesets).text_by_ruleset.values()):
            parts = text.replace("\u200b", " ").replace("\u00ad", "").replace("-", " ").split()
            if len(parts) == 1 or number in _SCALES:
                words.setdefault(parts[-1], Decimal(_scale(number)))
    return words


def _scale(number: int) -> int:
    """Return the value of the last word of a scale: 1,000 of "two thousand"."""
    return {2000: 1000, 5000: 1000, 2_000_000: 1_000_000, 5_000_000: 1_000_000}.get(number, number)


def _cardinals(ldml: ET.Element) -> ET.Element:
    """Return the rules without those for what no promise has: ordinals, years, fractions, numbers over a million."""
    for group in ldml.iter("rulesetGrouping"):
        for ruleset in list(group):
            name = ruleset.get("type", "")
            if "year" in name or "ordinal" in name or "fraction" in name or "verbose" in name:
                group.remove(ruleset)
                continue
            for rule in list(ruleset):
                value = cast("str", rule.get("value", ""))
                if not value.isdigit() or int(value) > _LARGEST_RULE:
                    ruleset.remove(rule)
    return ldml
