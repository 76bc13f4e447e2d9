from dataclasses import replace

import pytest

from pytest_promises.model.finding import Verdict
from pytest_promises.model.keeping import Steady
from pytest_promises.model.measured import Tally

from .conftest import hours, kept

WEEKS = [f"2026-{month:02}-{day:02}" for month in (8, 9) for day in (3, 10, 17, 24)]


def weeks(bad=(), group=()):
    return tuple(kept(60 if at in bad else 99, 100, (week, *group)) for at, week in enumerate(WEEKS))


def figures(finding):
    return {(figure.name, figure.group): figure.text for figure in finding.figures}


def test_kept_on_average_and_not_all_the_time_is_broken(case):
    finding = case(share=0.9, steady=Steady("week", 0.9)).judge(kept(960, 1000), periods=weeks({2, 3, 6}))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == (
        "5 of 8 weeks (62.5 %) kept it by themselves, at least 90 % must; "
        "the longest run of bad weeks: 2 weeks (2026-08-17 to 2026-08-24)"
    )
    assert figures(finding)["spread", ()] == "60 % in the worst week, 99 % in the best; at least 90 % must be"


def test_kept_all_the_time_is_kept_with_the_few_bad_ones_that_may_be(case):
    steady = case(share=0.9, steady=Steady("week", 0.75))
    assert steady.judge(kept(960, 1000), periods=weeks({2, 3})).verdict is Verdict.KEPT
    assert steady.judge(kept(960, 1000), periods=weeks({1, 2, 3})).verdict is Verdict.BROKEN


def test_steady_alone_does_not_make_it_kept(case):
    steady = case(share=0.9, steady=Steady("week", 0.5))
    assert steady.judge(kept(700, 1000), periods=weeks()).verdict is Verdict.BROKEN
    assert steady.judge(kept(90, 100), periods=weeks()).verdict is Verdict.INCONCLUSIVE


def test_a_single_bad_period_is_named_by_its_day(case):
    finding = case(share=0.9, steady=Steady("day", 1.0)).judge(kept(960, 1000), periods=weeks({5}))
    assert figures(finding)["longest bad run", ()] == "1 day (2026-09-10)"


def test_a_period_in_which_nothing_happened_is_left_out(case):
    empty = tuple(replace(one, closed=()) for one in weeks()[:2])
    finding = case(share=0.9, steady=Steady("week", 1.0)).judge(kept(960, 1000), periods=(*empty, *weeks()[2:]))
    assert finding.verdict is Verdict.KEPT
    assert figures(finding)["steady weeks", ()] == "6 of 6 weeks (100 %) kept it"


@pytest.mark.parametrize("periods", [(), (hours({}, (WEEKS[0],)),)])
def test_no_period_is_no_steadiness(case, periods):
    finding = case(share=0.9, steady=Steady("week", 0.5)).judge(kept(960, 1000), periods=periods)
    assert finding.verdict is Verdict.INCONCLUSIVE


def test_every_group_must_be_steady(case):
    finding = case(share=0.9, by=("language",), steady=Steady("week", 0.9)).judge(
        kept(960, 1000, ("en",)), kept(960, 1000, ("th",)), periods=(*weeks(group=("en",)), *weeks({0, 1}, ("th",)))
    )
    assert finding.verdict is Verdict.BROKEN
    assert finding.why.startswith("6 of 8 weeks of language th (75 %) kept it by themselves")
    assert finding.why.endswith("(1 of 2 groups is not steady)")


def test_a_group_that_is_left_out_need_not_be_steady(case):
    finding = case(share=0.9, by=("language",), group_at_least=900, steady=Steady("week", 0.9)).judge(
        kept(960, 1000, ("en",)), kept(700, 899, ("th",)),
        periods=(*(kept(149, 150, (week, "en")) for week in WEEKS), *weeks({0, 1}, ("th",))),
    )  # fmt: skip
    assert finding.verdict is Verdict.KEPT
    alone = case(share=0.9, by=("language",), group_at_least=900, steady=Steady("week", 0.9))
    assert alone.judge(kept(960, 1000, ("en",)), periods=weeks(group=("en",))).verdict is Verdict.INCONCLUSIVE


def test_a_mean_and_a_condition_can_be_steady_too(case):
    slow = hours({30: 100}, (WEEKS[1],))
    mean = case(average=True, steady=Steady("week", 1.0)).judge(kept(99, 100), periods=(weeks()[0], slow))
    assert mean.verdict is Verdict.BROKEN
    assert "1 of 2 weeks" in mean.why
    tallies = (Tally((WEEKS[0],), 9, 10), Tally((WEEKS[1],), 1, 10), Tally((WEEKS[2],), 0, 0))
    rate = case(share=0.8, satisfying="fine", steady=Steady("week", 0.5))
    assert rate.judge(tallies=(Tally((), 950, 1000),), periods=tallies).verdict is Verdict.KEPT
