import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from pytest_promises.judging.kept import beta
from pytest_promises.judging.kept.statistics import (
    EXPECTED,
    Interval,
    clopper_pearson,
    confidence_of_each,
    mean_interval,
    needed_for_mean,
    needed_for_share,
    normal_quantile,
    share_interval,
    student_quantile,
    wilson,
)

CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.999])
SHAPES = st.floats(0.5, 100_000)


@st.composite
def counts(draw, most=1_000_000):
    total = draw(st.integers(1, most))
    return draw(st.integers(0, total)), total


@given(st.floats(0, 1), SHAPES, SHAPES)
def test_the_beta_distribution_is_scipys(x, a, b):
    assert beta.cumulative(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), rel=1e-7, abs=1e-12)


@given(st.floats(1e-6, 1 - 1e-6), SHAPES, SHAPES)
def test_its_quantiles_are_scipys(probability, a, b):
    assert beta.quantile(probability, a, b) == pytest.approx(stats.beta.ppf(probability, a, b), rel=1e-7)


def test_it_is_exact_with_ten_million_too():
    for kept in (1, 5_000_000, 9_999_000):
        low = beta.quantile(0.025, kept, 10_000_000 - kept + 1)
        assert low == pytest.approx(stats.beta.ppf(0.025, kept, 10_000_000 - kept + 1), rel=1e-6)


@given(counts(), CONFIDENCES)
def test_wilsons_interval_is_scipys(counted, confidence):
    expected = stats.binomtest(*counted).proportion_ci(confidence, "wilson")
    assert (found := wilson(*counted, confidence)).low == pytest.approx(expected.low, abs=1e-12)
    assert found.high == pytest.approx(expected.high, abs=1e-12)


@given(counts(), CONFIDENCES)
def test_the_exact_interval_is_scipys(counted, confidence):
    expected = stats.binomtest(*counted).proportion_ci(confidence, "exact")
    assert (found := clopper_pearson(*counted, confidence)).low == pytest.approx(expected.low, rel=1e-7)
    assert found.high == pytest.approx(expected.high, rel=1e-7)


@given(counts(), CONFIDENCES, st.floats(0.01, 0.99))
def test_an_interval_has_its_share_in_it_and_widens_with_confidence(counted, confidence, wanted):
    found = share_interval(*counted, confidence, wanted)
    share = counted[0] / counted[1]
    assert 0 <= found.low <= share <= found.high <= 1
    assert found.inside(share_interval(*counted, 1 - (1 - confidence) / 2, wanted))


@given(counts(100_000), CONFIDENCES, st.floats(0.01, 0.99))
def test_one_more_that_is_kept_moves_no_end_down(counted, confidence, wanted):
    kept, total = counted
    assume(kept < total)
    one, more = (share_interval(number, total, confidence, wanted) for number in (kept, kept + 1))
    assert one.low <= more.low
    assert one.high <= more.high


@pytest.mark.parametrize("wanted", [0.5, 0.9, 0.95, 0.99, 0.999])
@pytest.mark.parametrize("rare", [3, 30, 300, EXPECTED - 1, EXPECTED, 5 * EXPECTED])
def test_a_verdict_errs_no_more_often_than_asked(wanted, rare):
    """The probability, summed and not simulated, that a service just at the limit is said to be beyond it."""
    total = math.ceil(rare / (1 - wanted))
    low = _first(total, lambda kept: share_interval(kept, total, 0.95, wanted).low >= wanted)
    high = _first(total, lambda kept: share_interval(kept, total, 0.95, wanted).high >= wanted)
    assert stats.binom.sf(low - 1, total, wanted) <= 0.027
    assert stats.binom.cdf(high - 1, total, wanted) <= 0.027


def _first(total, holds):
    low, high = 0, total + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def test_without_a_trial_every_share_is_possible():
    assert share_interval(0, 0, 0.95, 0.9) == Interval(0, 1)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=50), CONFIDENCES)
def test_the_interval_of_a_mean_is_students(values, confidence):
    found = mean_interval(len(values), math.fsum(values), math.fsum(one * one for one in values), confidence)
    mean, error = stats.tmean(values), stats.sem(values)
    half = stats.t.ppf((1 + confidence) / 2, len(values) - 1) * error
    # Sums of squares lose half of the digits where all values are nearly the same.
    loss = 1e-6 * max(values) * (1 + stats.t.ppf((1 + confidence) / 2, len(values) - 1))
    assert found.low == pytest.approx(mean - half, rel=1e-7, abs=loss + 1e-9)
    assert found.high == pytest.approx(mean + half, rel=1e-7, abs=loss + 1e-9)


def test_one_value_tells_no_spread():
    assert mean_interval(1, 5.0, 25.0, 0.95) == Interval(-math.inf, math.inf)


@given(st.integers(1, 10_000_000), CONFIDENCES)
def test_students_quantiles_are_scipys(freedom, confidence):
    expected = stats.t.ppf((1 + confidence) / 2, freedom)
    assert student_quantile(freedom, confidence) == pytest.approx(expected, rel=1e-4 if freedom > 99_999 else 1e-7)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), CONFIDENCES)
def test_the_number_that_is_needed_decides(share, wanted, confidence):
    assume(abs(share - wanted) > 0.001)
    needed = needed_for_share(share, wanted, confidence)
    found = share_interval(round(share * needed), needed, confidence, wanted)
    assert found.apart(Interval(wanted, wanted))


def test_no_number_tells_a_share_from_itself():
    assert needed_for_share(0.95, 0.95, 0.95) is None
    assert needed_for_share(0.95 + 1e-9, 0.95, 0.95) is None
    assert needed_for_share(0.5, 1.0, 0.95) is None


def test_without_a_late_one_95_percent_take_72():
    assert share_interval(71, 71, 0.95, 0.95).low < 0.95 <= share_interval(72, 72, 0.95, 0.95).low
    assert 72 <= needed_for_share(1.0, 0.95, 0.95) <= 74


def test_the_number_of_values_decides_on_a_mean():
    needed = needed_for_mean(11.0, 4.0, 10.0, 0.95)
    assert needed == math.ceil((normal_quantile(0.95) * 4) ** 2)
    assert needed_for_mean(10.0, 4.0, 10.0, 0.95) is None


def test_twenty_groups_share_the_errors_of_one():
    assert confidence_of_each(0.95, 20) == pytest.approx(0.9975)
    assert confidence_of_each(0.95, 0) == 0.95
