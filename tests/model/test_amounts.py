import re
from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pytest_promises.model.amounts import about, amount, between, counted, number, ordinal, percent


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.031, "0.031 seconds"), (0.5, "0.5 seconds"), (1, "1 second"), (2.5, "2.5 seconds"), (60, "1 minute"),
        (90, "90 seconds"), (181, "3 minutes 1 second"), (3600, "1 hour"), (5400, "90 minutes"),
        (111_600, "31 hours"), (112_320, "31 hours 12 minutes"), (86_400, "24 hours"), (259_200, "72 hours"),
        (259_201, "3 days 1 hour"), (864_000, "10 days"), (-600, "-10 minutes"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_said_in_its_two_largest_units(seconds, words):
    assert amount(seconds, "seconds") == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (30_600, "business seconds", "8 business hours 30 minutes"), (1, "business days", "1 business day"),
        (2.5, "days", "2.5 days"), (95.25, "%", "95.2 %"), (12_345, "", "12,345"),
    ],
)  # fmt: skip
def test_other_units_are_said_as_they_are(value, unit, words):
    assert amount(value, unit) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (1, "100 %"), (0.95, "95 %"), (0.9123, "91.2 %"), (0.99951, "99.95 %"), (0.999999, "99.9999 %")],
)
def test_a_share_that_is_not_all_is_not_shown_as_all(share, words):
    assert percent(share) == words


@given(st.floats(0, 1), st.sampled_from([0.5, 0.9, 0.95, 0.999]))
def test_a_share_is_shown_apart_from_the_one_it_is_not(share, wanted):
    assert abs(share - wanted) < 1e-7 or percent(share, wanted) != percent(wanted)


@given(st.floats(0, 1e9), st.sampled_from(["seconds", "business seconds"]))
@example(0.125, "seconds")
@example(1.049, "seconds")
def test_a_length_is_never_said_to_be_shorter(seconds, unit):
    sizes = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
    parts = re.findall(r"([\d.,e-]+) (?:business )?(day|hour|minute|second)", amount(seconds, unit))
    said = sum(float(count.replace(",", "")) * sizes[name] for count, name in parts)
    assert said >= seconds


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (90.3, 92.0, "%", "90.3-92 %"), (3600, 7200, "seconds", "1 hour to 2 hours"),
        (3, None, "days", "at least 3 days"),
        (None, 3, "days", "at most 3 days"), (None, None, "days", ""), (5, 5, "days", ""), (-inf, inf, "seconds", ""),
    ],
)  # fmt: skip
def test_an_interval_is_said_by_its_ends(low, high, unit, words):
    assert between(low, high, unit) == words


def test_numbers_are_said_as_people_write_them():
    assert (number(4210), number(2.0), number(2.55), number(0.0312)) == ("4,210", "2", "2.5", "0.031")
    assert (counted(1, "record"), counted(4210, "record"), counted(0, "record")) == (
        "1 record",
        "4,210 records",
        "0 records",
    )
    assert (about(7), about(99), about(101), about(2738)) == ("7", "99", "110", "2,800")
    assert [ordinal(one) for one in (1, 2, 3, 11, 90, 91, 92, 93, 99.9)] == [
        "1st", "2nd", "3rd", "11th", "90th", "91st", "92nd", "93rd", "99.9th",
    ]  # fmt: skip
