from decimal import Decimal

import pytest

from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.measured import Distribution, Tally
from pytest_promises.model.quantities import Clock, Duration, Percentage, RelativeDay

from .conftest import DAY, hours, kept


def test_a_share_beyond_doubt_is_kept(case):
    finding = case(share=0.95).judge(kept(4100, 4210))
    assert finding.verdict is Verdict.KEPT
    assert finding.why == (
        "97.4 % (96.9-97.8 %) of 4,210 records were answered within 24 hours; at least 95 % must be"
    )  # fmt: skip
    assert finding.remedy == ""
    assert finding.evidence.as_of == "2026-10-31T22:00:00+00:00"


def test_a_share_below_it_beyond_doubt_is_broken_and_says_how_many_may_be_late(case):
    finding = case(share=0.95).judge(kept(3840, 4210))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == "91.2 % (90.3-92 %) of 4,210 records were answered within 24 hours; at least 95 % must be"
    assert finding.remedy == (
        "Promise 36 hours, or be faster: 370 of 4,210 records were late, at most 210 may be (182 to be beyond doubt)."
    )


def test_what_may_be_late_beyond_doubt_is_kept_and_one_more_is_not(case):
    assert case(share=0.95).judge(kept(4210 - 182, 4210)).verdict is Verdict.KEPT
    assert case(share=0.95).judge(kept(4210 - 183, 4210)).verdict is Verdict.INCONCLUSIVE


def test_what_is_too_close_to_tell_says_how_many_would_tell_it(case):
    finding = case(share=0.95).judge(kept(386, 410))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.cause is None
    assert "which 410 do not tell with 95 % confidence" in finding.why
    assert finding.remedy.startswith("Look at more: about 2,800 records would decide it")
    assert case(share=0.95).judge(kept(round(2800 * 386 / 410), 2800)).verdict is Verdict.BROKEN


def test_a_share_that_is_just_the_asked_one_is_never_decided(case):
    finding = case(share=0.95).judge(kept(9500, 10_000))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "too close to tell" in finding.why
    assert "would decide" not in finding.remedy


def test_the_asked_confidence_is_that_of_the_verdict(case):
    records = kept(965, 1000)
    assert case(share=0.95, confidence=0.9).judge(records).verdict is Verdict.KEPT
    assert case(share=0.95, confidence=0.999).judge(records).verdict is Verdict.INCONCLUSIVE


def test_all_of_them_is_kept_by_all_alone(case):
    assert case(share=1.0).judge(kept(3, 3)).verdict is Verdict.KEPT
    assert case().judge(kept(3, 3)).verdict is Verdict.KEPT
    finding = case().judge(kept(99_999, 100_000))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == "99.999 % of 100,000 records were answered within 24 hours; every single one must be"
    assert finding.remedy == "Promise 36 hours, or be faster: 1 of 100,000 records were late, none may be."


def test_fewer_than_there_must_be_give_no_verdict(case):
    finding = case(share=0.5, at_least=200).judge(kept(199, 199))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.why == "there are 199 records, of the 200 that there must be"
    assert case(share=0.5, at_least=200).judge(kept(200, 200)).verdict is Verdict.KEPT


def test_nothing_measured_is_never_kept(case):
    nothing = case(share=0.5).judge()
    assert (nothing.verdict, nothing.cause) == (Verdict.INCONCLUSIVE, Cause.EMPTY)
    assert case().judge(Distribution((), ())).verdict is Verdict.INCONCLUSIVE
    young = case().judge(hours({}, open={2: 50}))
    assert (young.verdict, young.why) == (Verdict.INCONCLUSIVE, "there is no record yet that could be judged")
    assert "50 open records may still be in time, and do not count" in young.notes


def test_a_measure_that_could_not_be_had_is_told(case):
    mishap = Mishap(Cause.DENIED, "the token has expired", "Make a new one.")
    finding = case(share=0.5).judge(kept(10, 10), mishap=mishap)
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.DENIED)
    assert "the token has expired" in finding.why


def test_what_is_open_too_long_and_what_failed_is_late(case):
    finding = case(share=0.9).judge(hours({5: 80}, open={2: 7, 30: 12}, failed=8))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why.startswith("80 % (70.8-87.3 %) of 100 records")
    assert finding.notes == (
        "12 open records waited longer than that already, and count as late",
        "7 open records may still be in time, and do not count",
        "8 failed records never came to an end, and count as late",
    )


@pytest.mark.parametrize(
    ("inside", "verdict"), [(950, Verdict.KEPT), (900, Verdict.INCONCLUSIVE), (850, Verdict.BROKEN)]
)
def test_a_percentile_within_the_bound_is_that_share_within_it(case, inside, verdict):
    finding = case(percentile=90).judge(kept(inside, 1000))
    assert finding.verdict is case(share=0.9).judge(kept(inside, 1000)).verdict is verdict


def test_a_percentile_is_told_with_its_interval(case):
    finding = case(percentile=90).judge(hours({10: 500, 20: 300, 28: 90, 31: 20, 35: 90}))
    percentile = next(figure for figure in finding.figures if figure.name == "percentile 90")
    assert (percentile.value, percentile.low, percentile.high) == (31 * 3600, 28 * 3600, 35 * 3600)
    assert finding.why.endswith("; the 90th percentile is 31 hours (28 hours to 35 hours)")


def test_business_days_are_compared_in_days(case):
    value = Duration(3 * DAY, 5 * DAY, Clock.BUSINESS, "day")
    shipped = Distribution((), ((2, 500), (5, 440), (6, 10)))
    finding = case(value=value, topic="delivery", share=0.9).judge(shipped, unit="business days")
    assert finding.verdict is Verdict.KEPT
    assert " were delivered within 5 business days; " in finding.why


def test_the_same_and_the_next_day_are_days(case):
    value = RelativeDay(1, Clock.BUSINESS)
    days = Distribution((), ((0, 50), (1, 50)))
    finding = case(value=value).judge(days, unit="business days")
    assert (finding.verdict, finding.why) == (
        Verdict.KEPT,
        "100 % of 100 records were answered by the next business day; every single one must be",
    )
    assert case(value=RelativeDay(0)).judge(days, unit="days").verdict is Verdict.BROKEN


def test_times_cannot_be_held_against_a_promise_without_a_longest_time(case):
    finding = case(value=Duration(30 * DAY, None)).judge(kept(1, 1))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "`satisfying`" in finding.remedy


def test_a_condition_that_enough_records_fulfil_is_kept(case):
    condition = {"share": 0.8, "satisfying": "reply_channel = asked_channel"}
    assert case(**condition).judge(tallies=(Tally((), 850, 1000),)).verdict is Verdict.KEPT
    finding = case(**condition).judge(tallies=(Tally((), 700, 1000),))
    assert finding.verdict is Verdict.BROKEN
    assert " of 1,000 records fulfilled `reply_channel = asked_channel`; at least 80 % must be" in finding.why
    assert finding.remedy == (
        "Promise 60 %, or keep it more often: "
        "300 of 1,000 records did not, at most 200 may be (175 to be beyond doubt)."
    )


UPTIME = Percentage(Decimal("99.9"), None)


@pytest.mark.parametrize(("up", "verdict"), [(8_631_360, Verdict.KEPT), (8_631_359, Verdict.BROKEN)])
def test_amounts_of_time_are_compared_exactly(case, up, verdict):
    uptime = case(value=UPTIME, topic="uptime", kind="availability")
    finding = uptime.judge(tallies=(Tally((), up, 8_640_000, sampled=False),))
    assert finding.verdict is verdict
    assert finding.why.startswith("the promise was kept 99.")


def test_time_that_was_missed_is_told_beside_what_may_be(case):
    uptime = case(value=UPTIME, topic="uptime", kind="availability")
    finding = uptime.judge(tallies=(Tally((), 8_640_000 - 9000, 8_640_000, sampled=False),))
    assert finding.why == "the promise was kept 99.896 % of the time; at least 99.9 % must be"
    assert finding.remedy == (
        "Promise 99.5 %, or keep it more often: 150 minutes of 100 days missed it, at most 144 minutes may."
    )


@pytest.mark.parametrize("seconds", [2_592_000, 2_591_999.7, 86_400.1, 31_557_600])
def test_a_ratio_of_seconds_is_not_lost_to_rounding(case, seconds):
    uptime = case(value=UPTIME, topic="uptime", kind="availability")
    for ratio, verdict in ((0.999, Verdict.KEPT), (0.998999999, Verdict.BROKEN)):
        assert uptime.judge(tallies=(Tally((), ratio * seconds, seconds, sampled=False),)).verdict is verdict


def test_samples_of_uptime_are_a_sample(case):
    uptime = case(value=UPTIME, topic="uptime", kind="availability")
    assert uptime.judge(tallies=(Tally((), 1000, 1000),)).verdict is Verdict.INCONCLUSIVE
    assert uptime.judge(tallies=(Tally((), 4000, 4000),)).verdict is Verdict.KEPT
    assert uptime.judge(tallies=(Tally((), 3970, 4000),)).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("value", "topic", "verdict"),
    [
        (Percentage(Decimal(99), Decimal(99)), "uptime", Verdict.KEPT),
        (Percentage(Decimal(99), Decimal(100)), "uptime", Verdict.KEPT),
        (Percentage(None, Decimal(99)), "complaints", Verdict.BROKEN),
        (Percentage(None, Decimal("99.9")), "complaints", Verdict.KEPT),
    ],
)
def test_a_promised_percentage_is_the_share(case, value, topic, verdict):
    assert case(value=value, topic=topic).judge(tallies=(Tally((), 995, 1000, sampled=False),)).verdict is verdict


def test_the_longest_time_without_an_update_is_held_in_place_of_the_promise(case):
    asked = case(value=Duration(None, 5 * DAY), topic="resolution", share=0.95, every=Duration(None, DAY))
    finding = asked.judge(kept(800, 1000))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why.startswith("80 % (77.4-82.4 %) of 1,000 records had an update at least every 24 hours")
    assert finding.remedy.startswith("Promise an update every 36 hours, or tell more often: 200 of 1,000 records")
    assert asked.judge(kept(990, 1000)).verdict is Verdict.KEPT
