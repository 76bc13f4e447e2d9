from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.kept.curves import curve, merged
from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Distribution, Tally
from pytest_promises.model.quantities import Clock, Duration, Percentage, WeeklyHours

from .conftest import DAY, Case, hours, kept

BINS = st.dictionaries(st.integers(1, 200), st.integers(1, 50), max_size=8)


def honest(finding):
    return next((figure.text for figure in finding.figures if figure.name == "honest promise"), None)


def test_the_honest_promise_is_the_tightest_round_one_that_would_be_kept(case):
    assert honest(case(share=0.95).judge(kept(900, 1000))) == "36 hours"
    assert honest(case(share=0.85).judge(kept(900, 1000))) == "24 hours"
    assert honest(case(share=0.95).judge(hours({5: 1000}))) == "6 hours"


@given(BINS, BINS, st.integers(0, 5), st.sampled_from([0.5, 0.9, 0.95, 1.0]), st.integers(1, 40))
def test_the_honest_promise_would_be_kept_and_the_next_tighter_one_would_not(times, opened, failed, share, at_least):
    records = hours(times, open=opened, failed=failed)
    found = Case(share=share, at_least=at_least).judge(records)
    figure = next((one for one in found.figures if one.name == "honest promise"), None)
    if figure is None:
        return
    promised = Case(share=share, at_least=at_least, value=Duration(None, figure.value)).judge(records)
    assert promised.verdict is Verdict.KEPT
    tighter = [3600.0 * hour for hour in (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72) if 3600 * hour < figure.value]
    if tighter:
        sooner = Case(share=share, at_least=at_least, value=Duration(None, tighter[-1])).judge(records)
        assert sooner.verdict is not Verdict.KEPT


def test_who_promises_less_than_is_done_is_told(case):
    finding = case(share=0.9, value=Duration(None, 10 * DAY, unit="day")).judge(hours({5 * 24: 950, 6 * 24: 50}))
    assert finding.verdict is Verdict.KEPT
    assert finding.notes == ("less is promised than is done: 5 days would be kept too",)


def test_who_promises_what_is_done_is_told_nothing(case):
    assert case(share=0.95).judge(kept(1000, 1000)).notes == ()


def test_what_was_never_done_has_no_honest_promise(case):
    finding = case(share=0.95).judge(hours({1: 50}, failed=50))
    assert honest(finding) is None
    assert finding.remedy.endswith("No time that is usually promised would be kept.")


def test_the_honest_promise_is_kept_by_every_group(case):
    groups = (hours({2: 500}, ("en",)), hours({30: 500}, ("th",)))
    assert honest(case(share=0.95, by=("language",)).judge(*groups)) == "36 hours"


def test_business_days_are_promised_in_business_days(case):
    value = Duration(None, 5 * DAY, Clock.BUSINESS, "day")
    late = Distribution((), ((4, 300), (8, 300)))
    assert honest(case(value=value, share=0.9).judge(late, unit="business days")) == "10 business days"
    same = Distribution((), ((0, 300),))
    assert honest(case(value=value, share=0.9).judge(same, unit="business days")) == "the same business day"


def test_business_hours_are_promised_in_business_hours(case):
    value = Duration(None, 4 * 3600, Clock.BUSINESS)
    assert honest(case(value=value, share=0.9).judge(hours({7: 300}), unit="business seconds")) == "8 business hours"


def test_days_are_said_as_days_where_days_are_promised(case):
    assert honest(case(share=0.9, value=Duration(None, DAY, unit="day")).judge(hours({47: 300}))) == "2 days"
    assert honest(case(share=0.9).judge(hours({47: 300}))) == "48 hours"


@pytest.mark.parametrize(("up", "text"), [(9994, "99.9 %"), (9000, "90 %"), (4999, None)])
def test_a_percentage_has_an_honest_one_too(case, up, text):
    uptime = case(value=Percentage(Decimal("99.99"), None), topic="uptime", kind="availability")
    assert honest(uptime.judge(tallies=(Tally((), up, 10_000, sampled=False),))) == text


def test_where_each_one_must_and_did_no_lesser_share_is_honest(case):
    always = case(value=WeeklyHours("24/7", ((0, 10_080),)), topic="hours", kind="availability")
    found = always.judge(tallies=(Tally((), 30, 30),))
    assert (found.verdict, honest(found)) == (Verdict.KEPT, None)


def test_a_rate_that_must_be_low_has_an_honest_one_above_it(case):
    errors = case(value=Percentage(None, Decimal(1)), topic="errors")
    finding = errors.judge(tallies=(Tally((), 18, 1000, sampled=False),))
    assert (finding.verdict, honest(finding)) == (Verdict.BROKEN, "2 %")
    assert finding.remedy == "Promise 2 %, or keep it more often."


@given(BINS, BINS, st.integers(0, 9), st.integers(0, 201))
def test_a_curve_answers_as_the_distribution_does(times, opened, failed, bound):
    distribution = hours(times, open=opened, failed=failed)
    assert curve(distribution).within(bound * 3600) == distribution.within(bound * 3600)


@given(st.lists(st.tuples(BINS, BINS, st.integers(0, 9)), min_size=1, max_size=4), st.integers(0, 201))
def test_groups_that_are_merged_have_what_they_had_together(groups, bound):
    several = [hours(times, open=opened, failed=failed) for times, opened, failed in groups]
    parts = [one.within(bound * 3600) for one in several]
    assert merged(several).within(bound * 3600) == tuple(map(sum, zip(*parts, strict=True)))
