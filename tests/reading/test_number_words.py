"""Numbers in words are read as CLDR's rules spell them."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from pytest_promises.model.quantities import Percentage
from pytest_promises.reading import read

SHARES = {
    "ar": "{} بالمئة",
    "bg": "{} процента",
    "cs": "{} procent",
    "da": "{} procent",
    "de": "{} Prozent",
    "el": "{} τοις εκατό",
    "en": "{} percent",
    "es": "{} por ciento",
    "fa": "{} درصد",
    "fi": "{} prosenttia",
    "fr": "{} pour cent",
    "he": "{} אחוזים",
    "hi": "{} प्रतिशत",
    "hu": "{} százalék",
    "id": "{} persen",
    "it": "{} per cento",
    "ja": "{}パーセント",
    "nb": "{} prosent",
    "nl": "{} procent",
    "pl": "{} procent",
    "pt": "{} por cento",
    "ro": "{} la sută",
    "ru": "{} процентов",
    "sv": "{} procent",
    "th": "{}เปอร์เซ็นต์",
    "tr": "yüzde {}",
    "uk": "{} відсотків",
    "zh": "{}个百分点",
}
"""How a share is said; in Korean and Vietnamese, words of a number have other meanings, too, and are read by some."""
_CLDR = {"nb": "no"}
_PLAIN = ("spellout-cardinal", "spellout-cardinal-masculine")


@cache
def engine_of(lang: str) -> RbnfEngine:
    return RbnfEngine.for_language(_CLDR.get(lang, lang))


def spelt(number: int, lang: str) -> str:
    """Return a number in a language's words, by the first of CLDR's rules for cardinals."""
    engine = engine_of(lang)
    rules = [rule for rule in engine.rulesets if rule.startswith("spellout-cardinal")]
    plain = next((rule for rule in _PLAIN if rule in rules), rules[0])
    return engine.format_number(number, ruleset_names=[plain]).text.replace("\u00ad", "").replace("\u200b", "")


@pytest.mark.parametrize("lang", SHARES)
@given(number=st.integers(2, 9999))
@settings(max_examples=60)
def test_a_number_in_words_is_read_as_it_is_spelt(lang, number):
    text = SHARES[lang].format(spelt(number, lang))
    assert [statement.value for statement in read(text, lang)] == [Percentage(number, number)]
