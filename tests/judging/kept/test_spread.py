"""How measured times are kept for a chart: few bins, and what the promise asks told exactly."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.kept.judged import Judged
from pytest_promises.judging.kept.spread import spread_of
from pytest_promises.judging.kept.terms import terms
from pytest_promises.model.check import checks_of
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.measured import Distribution
from pytest_promises.model.promise import Spec
from pytest_promises.model.quantities import Duration

from .conftest import DAY, HOUR, Case, hours, kept


def counts(bins):
    return [(edge, count) for edge, count in bins if count]


def spread(*distributions, case=None, unit="seconds", honest=None):
    case = case or Case()
    (check,) = checks_of(Spec("specs/a.yaml", promises=(case.promise,)), case.promise)
    figures = () if honest is None else (Figure("honest promise", "", honest, unit=unit),)
    return spread_of(distributions, Judged(Verdict.KEPT, "", figures=figures), terms(check, case.keeping, unit, ()))


def test_a_finding_has_the_times_with_the_promise_and_the_honest_promise():
    finding = Case(share=0.95).judge(kept(990, 1000))
    assert finding.spread.unit == "seconds"
    assert finding.spread.bound == DAY
    honest = next(figure.value for figure in finding.figures if figure.name == "honest promise")
    assert finding.spread.honest == honest
    assert counts(finding.spread.distributions[0].closed) == [(20 * HOUR, 990), (30 * HOUR, 10)]


def test_what_has_no_times_has_no_spread():
    assert spread() is None
    assert spread(Distribution((), ())) is None


def test_steps_are_even_up_to_where_nearly_all_lies_and_the_rest_is_one_bin():
    found = spread(hours(dict.fromkeys(range(1, 40), 10) | {900: 1}))
    edges = [edge for edge, _ in found.distributions[0].closed]
    assert edges[:-1] == [HOUR * number for number in range(1, 40)]
    assert found.distributions[0].closed[-1] == (900 * HOUR, 1)


def test_a_short_promise_is_an_edge_where_all_took_far_longer():
    found = spread(hours({1: 1} | dict.fromkeys(range(24, 4800, 24), 10)), case=Case(value=Duration(None, HOUR)))
    edges = [edge for edge, _ in found.distributions[0].closed]
    assert edges[0] == HOUR
    assert len(edges) <= 60


def test_days_are_counted_from_the_same_day_on():
    found = spread(Distribution((), ((0.0, 7), (3.0, 2), (80.0, 1))), unit="business days")
    assert found.distributions[0].closed[:4] == ((0.0, 7), (1.0, 0), (2.0, 0), (3.0, 2))


def test_what_is_open_is_on_the_same_edges():
    (one,) = spread(hours({1: 5}, open={2: 3}, failed=4)).distributions
    assert [edge for edge, _ in one.open] == [edge for edge, _ in one.closed]
    assert counts(one.open) == [(2 * HOUR, 3)]
    assert one.failed == 4


def test_groups_that_were_judged_worst_come_first_and_only_a_dozen():
    groups = [kept(1000 - 5 * number, 1000, (f"g{number:02}",)) for number in range(20)]
    finding = Case(share=0.95, by=("g",)).judge(*groups)
    assert [one.group for one in finding.spread.distributions] == [(f"g{number:02}",) for number in range(19, 7, -1)]


times = st.floats(0, 1e8, allow_nan=False).map(lambda time: round(time, 3))


@given(
    st.dictionaries(times, st.integers(1, 10_000), min_size=1, max_size=300),
    st.dictionaries(times, st.integers(1, 50), max_size=20),
    st.none() | st.floats(0.1, 1e7),
    st.sampled_from(["seconds", "business seconds", "days"]),
)
def test_any_times_become_few_bins_that_lose_nothing_and_tell_the_promise_exactly(closed, opened, honest, unit):
    whole = Distribution((), tuple(sorted(closed.items())), tuple(sorted(opened.items())))
    found = spread(whole, honest=honest, unit=unit)
    (one,) = found.distributions
    edges = [edge for edge, _ in one.closed]
    assert len(edges) <= 60
    assert edges == sorted(set(edges))
    assert sum(count for _, count in one.closed) == sum(closed.values())
    assert sum(count for _, count in one.open) == sum(opened.values())
    for mark in (found.bound, found.honest):
        assert mark is None or one.within(mark) == whole.within(mark)


@pytest.mark.parametrize(
    ("seconds", "step"),
    [(0.004, 0.0001), (0.3, 0.01), (7, 0.2), (58, 2), (3000, 60), (1e5, 1800), (1e7, 2 * DAY + DAY)],
)
def test_steps_are_lengths_that_people_count_in(seconds, step):
    times = Distribution((), tuple((seconds * number / 100, 1) for number in range(1, 101)))
    found = spread(times, case=Case(value=Duration(None, seconds)))
    even = [edge for edge, _ in found.distributions[0].closed]
    assert {round(b - a, 9) for a, b in pairwise(even[:30])} == {step}
