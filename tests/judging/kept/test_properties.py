"""What holds of every verdict, whatever was measured."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pytest_promises.judging.kept.curves import curve
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.keeping import Steady, Tolerance
from pytest_promises.model.measured import Deviation, Distribution, Outcome, Tally
from pytest_promises.wire import from_plain, to_plain

from .conftest import Case, kept

ORDER = [Verdict.BROKEN, Verdict.INCONCLUSIVE, Verdict.KEPT]
SHARES = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 1.0])


def verdict(inside, of, share):
    return Case(share=share).judge(kept(inside, of)).verdict


@given(st.integers(1, 30_000), st.floats(0, 1), SHARES)
def test_one_more_in_time_never_makes_a_verdict_worse(total, part, share):
    inside = int(part * (total - 1))
    assert ORDER.index(verdict(inside, total, share)) <= ORDER.index(verdict(inside + 1, total, share))


@given(st.integers(1, 300), st.integers(0, 300), st.integers(2, 20), SHARES)
def test_the_same_share_of_more_records_never_undoes_a_verdict(total, late, times, share):
    inside = max(0, total - late)
    before, after = verdict(inside, total, share), verdict(times * inside, times * total, share)
    assert before is after or before is Verdict.INCONCLUSIVE


@given(st.integers(0, 5000), st.integers(0, 5000), SHARES)
def test_what_is_kept_has_the_share_and_what_is_broken_has_it_not(inside, late, share):
    found = verdict(inside, inside + late, share)
    if found is Verdict.KEPT:
        assert inside >= share * (inside + late)
    if found is Verdict.BROKEN:
        assert inside < share * (inside + late)


@given(st.permutations([kept(95, 100, ("a",)), kept(70, 100, ("b",)), kept(70, 100, ("c",)), kept(5, 6, ("d",))]))
def test_the_order_of_groups_decides_nothing(groups):
    first = Case(share=0.9, by=("shop",)).judge(*sorted(groups, key=lambda one: one.group))
    assert Case(share=0.9, by=("shop",)).judge(*groups) == first


@pytest.mark.parametrize("share", [0.5, 0.95, 0.99])
@pytest.mark.parametrize("records", [40, 400, 4000])
def test_services_just_at_the_limit_are_misjudged_no_more_often_than_said(share, records):
    """Of a thousand services that keep exactly the asked share, at most 1 in 20 may get a verdict by chance."""
    kept_by_chance = stats.binom.rvs(records, share, size=1000, random_state=records)
    found = [verdict(int(inside), records, share) for inside in kept_by_chance]
    allowed = stats.binom.ppf(0.9999, 1000, 0.05)
    assert sum(one is not Verdict.INCONCLUSIVE for one in found) <= allowed


def test_twenty_groups_just_at_the_limit_are_called_broken_no_more_often_than_one():
    chances = stats.binom.rvs(200, 0.9, size=(200, 20), random_state=20)
    case = Case(share=0.9, by=("shop",))
    found = [
        case.judge(*(kept(int(one), 200, (str(shop),)) for shop, one in enumerate(run))).verdict for run in chances
    ]
    assert found.count(Verdict.BROKEN) <= stats.binom.ppf(0.9999, 200, 0.025)
    assert Verdict.KEPT not in found


@given(st.integers(1, 400), st.sampled_from([0.11, 0.52, 0.91, 0.96]), st.sampled_from([0.83, 0.95, 0.99]))
def test_the_interval_of_a_percentile_ends_at_the_order_statistics_of_the_binomial(number, share, confidence):
    one_each = curve(Distribution((), tuple((float(rank), 1) for rank in range(1, number + 1))))
    low, high = one_each.percentile_interval(share, confidence)
    beyond = (1 - confidence) / 2
    lowest = stats.binom.ppf(beyond, number, share)
    highest = stats.binom.ppf(1 - beyond, number, share) + 1
    assert low == max(1, lowest)
    assert high == (None if highest > number else highest)
    assert one_each.percentile(share) == math.ceil(round(share * number, 9))


@given(
    st.dictionaries(st.integers(1, 10**8), st.integers(1, 10**6), max_size=5),
    st.dictionaries(st.integers(1, 10**8), st.integers(1, 10**6), max_size=5),
    st.integers(0, 9),
    st.text(max_size=8),
    st.sampled_from([{}, {"share": 0.9}, {"percentile": 99.9}, {"average": True}, {"share": 0.5, "steady": True}]),
)
def test_every_finding_crosses_to_another_process_and_has_numbers_that_json_has(closed, opened, failed, name, asked):
    bins = [tuple(sorted((float(edge), count) for edge, count in one.items())) for one in (closed, opened)]
    sums = [float(sum(edge**power * count for edge, count in bins[0])) for power in (1, 2)]
    periods = (Distribution(("2026-08-03", name), bins[0]), Tally(("2026-08-10", name), 1, 2))
    steady = {"steady": Steady("week", 0.9)} if asked.get("steady") else {}
    finding = Case(by=("shop",), **{**asked, **steady}).judge(
        Distribution((name,), *bins, failed, *sums), periods=periods, outcomes=(Outcome(ok=False, words=name),)
    )
    assert from_plain(to_plain(finding), Finding) == finding
    for figure in finding.figures:
        assert all(one is None or math.isfinite(one) for one in (figure.value, figure.low, figure.high))
    assert finding.verdict in ORDER


@given(
    st.integers(0, 50), st.floats(-1e6, 1e6), st.floats(0, 1e6), st.sampled_from([Tolerance(0.2), Tolerance(None, 60)])
)
def test_any_published_figures_come_to_a_verdict(count, error, published, tolerance):
    sums = (count * published, count * error, count * abs(error), count * error * error)
    found = Case(tolerance=tolerance).judge(deviations=(Deviation((), count, *sums, 0),))
    assert found.verdict in ORDER
    assert from_plain(to_plain(found), Finding) == found


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**4))
def test_more_than_a_hundredth_of_flawed_records_is_never_kept(sound, outside, flawed):
    flaws = {"read": sound + outside + flawed, "outside": outside, "unreadable": flawed}
    found = Case(share=0.5).judge(kept(100, 100), flaws=flaws)
    assert (found.verdict is Verdict.KEPT) == (flawed <= 0.01 * (sound + flawed))
