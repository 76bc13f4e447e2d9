"""What Babel writes in a language, the reader reads back as the same value."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_currency, format_percent
from babel.units import format_unit
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_promises.model.quantities import SECONDS, Duration, Money, Percentage
from pytest_promises.reading import read, read_value

LANGS = ["en", "ru", "th", "bg"]
UNITS = ["second", "minute", "hour", "day", "week", "month", "year"]
CURRENCIES = ["EUR", "USD", "GBP", "RUB", "BGN", "THB", "PLN", "JPY"]


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=80)
@given(st.integers(2, 1899), st.sampled_from(UNITS), st.sampled_from(["long", "short"]))
def test_a_duration_reads_back(lang, number, unit, width):
    if lang == "th":
        width = "short"  # CLDR's long forms are the short ones there, and Babel does not look them up
    value = read_value(format_unit(number, f"duration-{unit}", width, locale=lang), lang)
    assert value == Duration(number * SECONDS[unit], number * SECONDS[unit], unit=unit)


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=80)
@given(
    st.decimals(Decimal("0.01"), Decimal(999_999), places=2),
    st.sampled_from(CURRENCIES),
    st.sampled_from(["standard", "name"]),
)
def test_an_amount_of_money_reads_back(lang, amount, currency, style):
    text = format_currency(
        amount, currency, locale=lang, format_type=style, currency_digits=False, decimal_quantization=False
    )
    assert read_value(text, lang) == Money(amount, amount, currency)


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=80)
@given(st.decimals(Decimal("0.001"), Decimal(100), places=3))
def test_a_percentage_reads_back(lang, share):
    text = format_percent(share / 100, locale=lang, decimal_quantization=False)
    assert read_value(text, lang) == Percentage(share, share)


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=40)
@given(st.integers(2, 99))
def test_a_number_in_words_reads_back(lang, number):
    from unicode_rbnf import RbnfEngine

    words = str(RbnfEngine.for_language(lang).format_number(number).text)
    unit = {"en": "weeks", "ru": "недель", "th": "สัปดาห์", "bg": "седмици"}[lang]
    week = SECONDS["week"]
    assert read_value(f"{words} {unit}", lang) == Duration(number * week, number * week, unit="week")


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=60)
@given(st.integers(1, 40), st.integers(41, 90), st.sampled_from("-–—~"))
def test_a_range_keeps_both_ends(lang, low, high, dash):
    unit = {"en": "hours", "ru": "часов", "th": "ชั่วโมง", "bg": "часа"}[lang]
    (statement,) = read(f"{low}{dash}{high} {unit}", lang)
    assert statement.value == Duration(low * 3600.0, high * 3600.0, unit="hour")


@pytest.mark.parametrize("lang", LANGS)
def test_every_day_name_of_the_language_opens_weekly_hours(lang):
    for day, name in Locale.parse(lang).days["format"]["wide"].items():
        (statement,) = read(f"{name} 9:00-18:00", lang)
        assert statement.value.as_dict()["osm"] == f"{('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su')[day]} 09:00-18:00"
