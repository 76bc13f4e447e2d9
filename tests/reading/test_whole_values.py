"""A whole text is one value, in the notations that specs and structured data use."""

from decimal import Decimal

import pytest

from pytest_promises.model.quantities import Count, Duration, WeeklyHours
from pytest_promises.reading import read_value

from .notation import notation


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("24 hours", "en", "24 hour"),
        ("within 24 hours", "en", "<=24 hour"),
        ("3-5 business days", "en", "3-5 business day"),
        ("at least 30 days", "en", ">=30 day"),
        ("24 часа", "ru", "24 hour"),
        ("3-5 рабочих дней", "ru", "3-5 business day"),
        ("3-5 рабочих дней", "en", "3-5 business day"),
        ("до 2 работни дни", "bg", "<=2 business day"),
        ("ภายใน 3 วันทำการ", "th", "<=3 business day"),
        ("2 weeks", "bg", "2 week"),
        ("P1D", "en", "1 day"),
        ("PT4H30M", "ru", "270 minute"),
        ("P2W", "en", "2 week"),
        ("P1Y2M", "th", "14.166667 month"),
        ("50 EUR", "en", "EUR=50"),
        ("€50", "ru", "EUR=50"),
        ("from 1 234,50 ₽", "ru", "RUB>=1234.5"),
        ("$1,234.50", "en", "USD=1234.5"),
        ("99.9%", "en", "99.9%"),
        ("99,95 %", "ru", "99.95%"),
        ("at least 99.9 %", "en", ">=99.9%"),
        ("3", "en", "3x"),
        ("at most 3", "en", "<=3x"),
        ("3 attempts", "en", "3x"),
        ("next business day", "en", "day+1 business"),
        ("24/7", "en", "24/7"),
        ("Mo-Fr 09:00-18:00; PH off", "en", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo,We 9:00-12:00,13:00-17:00", "en", "Mo,We 09:00-12:00,13:00-17:00"),
        ("Mon-Fri 9am-6pm ET", "en", "Mo-Fr 09:00-18:00 @America/New_York"),
        ("Пн-Пт 9:00-18:00", "ru", "Mo-Fr 09:00-18:00"),
    ],
)
def test_a_value_is_read_as_people_and_machines_write_it(text, lang, expected):
    value = read_value(text, lang)
    assert value is not None
    assert notation(value) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soonish", "24", "24 houses", "24 hours and some", "P", "PT", "P1H", "24 hours 48 hours", "3.5"),
        *("Mo-Fr 25:00-26:00", "x" * 10_000, "as soon as possible"),
    ],
)
def test_what_is_not_wholly_one_value_is_none_or_a_count(text):
    assert read_value(text) in (None, Count(24, 24))


def test_a_business_day_keeps_its_unit_and_clock():
    value = read_value("1 business day")
    assert isinstance(value, Duration)
    assert value.as_dict() == {"kind": "duration", "min": 86400.0, "max": 86400.0, "business": True, "unit": "day"}


def test_weekly_hours_past_midnight_run_on_into_the_next_day():
    value = read_value("Fr-Sa 18:00-02:00")
    assert isinstance(value, WeeklyHours)
    assert value.spans == ((6840, 7320), (8280, 8760))


def test_sunday_night_runs_past_the_end_of_the_week():
    value = read_value("Su 22:00-02:00")
    assert isinstance(value, WeeklyHours)
    assert value.spans == ((9960, 10200),)


def test_every_hour_of_every_day_is_always():
    value = read_value("Mo-Su 00:00-24:00")
    assert isinstance(value, WeeklyHours)
    assert value.osm == "24/7"


def test_public_holidays_said_to_be_closed_are_kept():
    value = read_value("Mo-Fr 09:00-18:00; PH off")
    assert isinstance(value, WeeklyHours)
    assert value.holidays_off
    assert value.spans[0] == (540, 1080)


def test_money_keeps_its_decimals_exactly():
    value = read_value("49.90 EUR")
    assert value is not None
    assert value.as_dict()["min"] == 49.9
    assert value.minimum == Decimal("49.90")
