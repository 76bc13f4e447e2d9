"""The number words of every language that CLDR spells.

The rules are those of CLDR's rule-based number formats, by `unicode-rbnf`.
"""

import xml.etree.ElementTree as ET
from importlib.resources import files
from typing import cast

from unicode_rbnf import RbnfEngine

_SINGLE = (*range(1, 21), *range(30, 100, 10), *range(100, 1000, 100), 0)
"""Zero comes last: the rules for case spell it with other numbers' words in some languages."""
_BETWEEN = tuple(number for number in range(21, 100) if number % 10)
"""Numbers that many languages write as one word; seldom in another case, so the plainest rules spell them."""
_RUNS = {"ko": "sinokorean"}
"""The rule of the numbers that are written in a run of letters, in which a last syllable alone is not found."""
_IN_RUNS = tuple(hundred + rest for hundred in range(100, 1000, 100) for rest in range(3, 100) if rest % 10 != 1)
"""All of them, lest the beginning of one be taken for it; a last one is how days end, and 102 how a subject does."""
_PLAIN = tuple(f"spellout-cardinal{ending}" for ending in ("", "-masculine", "-feminine", "-neuter"))
_SCALES = (100, 1000, 2000, 5000, 10_000, 100_000, 1_000_000, 2_000_000, 5_000_000)
_PARTS = ("-ones", "-tens")
"""Rules for parts of longer numbers, which spell other numbers wrongly."""
_LARGEST_RULE = 1_000_000_000
_RULES_OF = {"nb": "no"}
"""CLDR keeps the number words of some languages under an older code."""


def every_language() -> dict[str, dict[str, str]]:
    """Return by language and number the words for it, a space between them."""
    folder = files("unicode_rbnf") / "rbnf"
    languages = sorted({source.name[:-4] for source in folder.iterdir() if "_" not in source.name} - {"root"})
    return {lang: words for lang in languages if (words := _words(lang))}


def _words(lang: str) -> dict[str, str]:
    code = _RULES_OF.get(lang, lang)
    engine = RbnfEngine(code)
    source = files("unicode_rbnf") / "rbnf" / f"{code}.xml"
    engine.load_xml(_cardinals(ET.fromstring(source.read_bytes())))
    rules = [name for name in engine.rulesets if name.startswith("spellout-cardinal") and not name.endswith(_PARTS)]
    values: dict[str, int] = {}
    plain = [name for name in rules if name in _PLAIN] or rules
    in_runs = [name for name in rules if name.endswith(_RUNS.get(lang, "-"))]
    for number in (*_SINGLE, *_BETWEEN, *(_IN_RUNS if in_runs else ()), *_SCALES) if rules else ():
        names = plain if number in _BETWEEN else in_runs if number in _IN_RUNS else rules
        for text in engine.format_number(number, ruleset_names=names).text_by_ruleset.values():
            parts = text.replace("\u200b", " ").replace("\u00ad", "").replace("-", " ").split()
            if len(parts) == 1 or (parts and number in _SCALES):
                values.setdefault(parts[-1], _scale(number) if len(parts) > 1 else number)
    by_number: dict[int, list[str]] = {}
    for word, value in values.items():
        by_number.setdefault(value, []).append(word)
    return {str(number): " ".join(sorted(by_number[number])) for number in sorted(by_number)}


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
