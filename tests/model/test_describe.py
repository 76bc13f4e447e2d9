from decimal import Decimal

import pytest

from pytest_promises.model.describe import describe
from pytest_promises.model.quantities import (
    Clock,
    Count,
    Duration,
    Money,
    Percentage,
    RelativeDay,
    Vague,
    WeeklyHours,
)

DAY = 86400.0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Duration(None, DAY), "within 24 hours"),
        (Duration(None, 3600.0), "within 1 hour"),
        (Duration(3 * DAY, 5 * DAY, Clock.BUSINESS, "day"), "3-5 business days"),
        (Duration(DAY, DAY, Clock.BUSINESS, "day"), "1 business day"),
        (Duration(30 * DAY, None, unit="day"), "at least 30 days"),
        (Duration(None, 5400.0, unit="hour"), "within 1.5 hours"),
        (Duration(4980.0, 4980.0, unit="hour"), "83 minutes"),
        (Duration(None, 0.3, unit="second"), "within 0.3 seconds"),
        (Duration(0, 0, unit="day"), "at once"),
        (RelativeDay(0), "same day"),
        (RelativeDay(1, Clock.BUSINESS), "next business day"),
        (Money(Decimal("50.00"), None, "EUR"), "from 50 EUR"),
        (Money(Decimal("49.90"), Decimal("49.90"), "EUR"), "49.9 EUR"),
        (Money(None, Decimal(100), ""), "up to 100"),
        (Money(Decimal(0), None, ""), "free on every order"),
        (Percentage(Decimal("99.9"), None), "at least 99.9 %"),
        (Percentage(Decimal("99.90"), Decimal("99.90")), "99.9 %"),
        (Count(3, 3), "3"),
        (Count(None, 3), "at most 3"),
        (WeeklyHours("Mo-Fr 09:00-18:00", ((540, 1080),), "Europe/Sofia"), "Mo-Fr 09:00-18:00 (Europe/Sofia)"),
        (Vague("soon"), "no figure (soon)"),
    ],
)
def test_a_value_is_described_as_a_person_would(value, words):
    assert describe(value) == words
