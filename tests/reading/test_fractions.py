"""Fractions in digits after a whole number."""

from decimal import Decimal

import pytest

from pytest_promises.reading import read
from pytest_promises.reading.fractions import mixed_number
from pytest_promises.reading.lexicon import lexicon
from pytest_promises.reading.sentences import tokenise


def mixed(text):
    known = lexicon("en")
    folded = known.fold(text)
    return mixed_number(tokenise(folded, (0, len(folded.text)), known), 0)


@pytest.mark.parametrize(
    ("text", "value"), [("1 1/2", "1.5"), ("2 3/4 h", "2.75"), ("1-1/2 h", "1.5"), ("12 3/8,", "12.375")]
)
def test_a_fraction_after_a_whole_number_is_added_to_it(text, value):
    assert mixed(text)[0] == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["2-3/4", "1 2/1", "1 0/2", "1 1/7", "1.5 1/2", "5 1/2/2024", "1 1 /2", "1 - 1/2", "1 -1/2", "1- 1/2", "1 /2"],
)
def test_what_is_no_fraction_after_a_whole_number_is_left_alone(text):
    assert mixed(text) is None


def test_a_range_may_have_fractions_at_both_ends():
    (statement,) = read("Delivery takes from 1 1/2 to 2 1/3 hours.", "en")
    assert (statement.value.minimum, statement.value.maximum) == (5400.0, pytest.approx(8400.0))
    assert statement.words == "from 1 1/2 to 2 1/3 hours"
