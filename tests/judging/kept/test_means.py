import pytest

from pytest_promises.model.finding import Verdict
from pytest_promises.model.keeping import Tolerance
from pytest_promises.model.measured import Deviation

from .conftest import hours

MINUTE = 60


def board(minutes, count=500, group=(), *, published=10, spread=1, within=0):
    """Return so many published figures (in minutes), wrong by so much on average with a spread on either side."""
    errors = [MINUTE * (minutes + (spread if number % 2 else -spread)) for number in range(count)]
    sizes, squares = sum(map(abs, errors)), sum(one * one for one in errors)
    return Deviation(group, count, count * published * MINUTE, sum(errors), sizes, squares, within)


@pytest.mark.parametrize(
    ("times", "verdict"),
    [({10: 50, 30: 50}, Verdict.KEPT), ({10: 30, 30: 70}, Verdict.INCONCLUSIVE), ({10: 10, 30: 90}, Verdict.BROKEN)],
)
def test_the_mean_is_held_against_the_promise_with_its_interval(case, times, verdict):
    assert case(average=True).judge(hours(times)).verdict is verdict


def test_a_mean_is_told_with_its_interval_and_what_would_be_honest(case):
    finding = case(average=True).judge(hours({10: 10, 30: 90}))
    assert finding.why == (
        "28 hours (26 hours 49 minutes to 29 hours 12 minutes) on average of 100 records; 24 hours is promised"
    )  # fmt: skip
    assert finding.remedy == "Promise 36 hours, or be faster."
    close = case(average=True).judge(hours({10: 29, 30: 71}))
    assert close.remedy.startswith("Look at more: about ")


def test_a_single_one_is_no_average(case):
    assert case(average=True).judge(hours({1: 1})).verdict is Verdict.INCONCLUSIVE


def test_what_waits_still_counts_with_the_time_that_it_has_waited(case):
    finding = case(average=True).judge(hours({10: 50, 11: 50}, open={200: 20, 3: 5}))
    assert finding.verdict is Verdict.BROKEN
    assert "of 120 records" in finding.why
    assert "20 open records count with the time waited so far" in finding.notes


def test_what_failed_has_no_time_and_the_rest_is_not_enough(case):
    finding = case(average=True).judge(hours({10: 50, 11: 50}, failed=1))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "1 failed" in finding.why
    assert case(average=True).judge(hours({40: 50, 41: 50}, failed=1)).verdict is Verdict.BROKEN


def test_every_group_must_keep_its_mean(case):
    finding = case(average=True, by=("language",)).judge(
        hours({10: 50, 11: 50}, ("en",)), hours({40: 9, 41: 9}, ("th",))
    )
    assert finding.verdict is Verdict.BROKEN
    assert "of 18 records of language th; 24 hours is promised" in finding.why


def test_a_board_that_is_ten_minutes_too_hopeful_is_told_so(case):
    finding = case(topic="wait", tolerance=Tolerance(seconds=2 * MINUTE)).judge(deviations=(board(10),))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == (
        "what is published is 10 minutes too hopeful (9 minutes 55 seconds to 10 minutes 5 seconds) "
        "on average of 500 records; 2 minutes is tolerated"
    )
    assert finding.remedy == "Publish 10 minutes more, or correct how the figure is made."
    assert [(figure.name, figure.text) for figure in finding.figures] == [
        ("bias", "10 minutes too hopeful"),
        ("usual error", "10 minutes"),
    ]


def test_and_one_that_is_too_gloomy_as_well(case):
    finding = case(topic="wait", tolerance=Tolerance(ratio=0.2)).judge(deviations=(board(-5),))
    assert finding.verdict is Verdict.BROKEN
    assert "is 5 minutes too gloomy (4 minutes 55 seconds to 5 minutes 5 seconds)" in finding.why
    assert "; 20 % is tolerated" in finding.why
    assert finding.remedy.startswith("Publish 5 minutes less")


@pytest.mark.parametrize("tolerance", [Tolerance(seconds=2 * MINUTE), Tolerance(ratio=0.2)])
def test_a_board_within_its_tolerance_is_kept_and_near_its_end_unclear(case, tolerance):
    judge = case(topic="wait", tolerance=tolerance).judge
    assert judge(deviations=(board(1),)).verdict is Verdict.KEPT
    assert judge(deviations=(board(-1),)).verdict is Verdict.KEPT
    unclear = judge(deviations=(board(1.8, 20, spread=5),))
    assert unclear.verdict is Verdict.INCONCLUSIVE
    assert unclear.remedy.startswith("Look at more: about ")


def test_a_board_is_right_on_the_whole_and_wrong_at_nine(case):
    finding = case(topic="wait", tolerance=Tolerance(ratio=0.2), by=("hour",)).judge(
        deviations=(board(-1, 900, ("8",)), board(10, 90, ("9",)))
    )
    assert finding.verdict is Verdict.BROKEN
    assert finding.why.startswith("what is published of hour 9 is 10 minutes too hopeful (")
    assert finding.why.endswith("(1 of 2 groups is broken)")


def test_each_published_figure_can_be_asked_for_instead_of_their_mean(case):
    finding = case(topic="wait", tolerance=Tolerance(ratio=0.2), share=0.9).judge(deviations=(board(0, within=400),))
    assert finding.verdict is Verdict.BROKEN
    assert " of 500 records lay within 20 % of what was published; at least 90 % must be" in finding.why


def test_published_figures_without_a_tolerance_cannot_be_judged(case):
    assert case(topic="wait").judge(deviations=(board(0),)).verdict is Verdict.INCONCLUSIVE


def test_no_published_figure_is_no_true_one(case):
    empty = Deviation((), 0, 0.0, 0.0, 0.0, 0.0, 0)
    for more in ({}, {"share": 0.9}):
        finding = case(topic="wait", tolerance=Tolerance(ratio=0.2), **more).judge(deviations=(empty,))
        assert finding.verdict is Verdict.INCONCLUSIVE
    nothing = case(tolerance=Tolerance(ratio=0.2)).judge(deviations=(board(1, published=0),))
    assert nothing.verdict is Verdict.INCONCLUSIVE
