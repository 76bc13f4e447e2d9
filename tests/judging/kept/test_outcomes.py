from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Outcome
from pytest_promises.model.quantities import Money

from .conftest import hours, kept

GOOD = Outcome(ok=True)
CHARGED = Outcome(False, "shipping costs 4.90 EUR at 50 EUR", "Shipping: 4.90 €", "Let 50 EUR itself be free.")


def test_trials_that_come_out_as_they_should_are_kept(case):
    finding = case(kind="journey", value=Money(None, None, "EUR")).judge(outcomes=(GOOD, GOOD))
    assert (finding.verdict, finding.why) == (Verdict.KEPT, "2 trials came out as promised")


def test_one_that_does_not_breaks_the_promise_and_says_why_in_the_words_that_were_met(case):
    finding = case(kind="journey").judge(outcomes=(GOOD, CHARGED, CHARGED))
    assert finding.verdict is Verdict.BROKEN
    assert finding.why == "2 of 3 trials: shipping costs 4.90 EUR at 50 EUR"
    assert finding.remedy == "Let 50 EUR itself be free."
    (quote,) = finding.quotes
    assert (quote.channel, quote.words, quote.role) == ("tickets", "Shipping: 4.90 €", "met")
    assert case(kind="journey").judge(outcomes=(CHARGED,) * 2).why == "shipping costs 4.90 EUR at 50 EUR"


def test_a_trial_without_a_reason_is_told_too(case):
    finding = case(kind="journey").judge(outcomes=(Outcome(ok=False),))
    assert (finding.verdict, finding.why) == (Verdict.BROKEN, "it did not come out as promised")


def test_too_few_trials_are_no_verdict(case):
    finding = case(kind="journey", at_least=3).judge(outcomes=(GOOD, GOOD))
    assert (finding.verdict, finding.why) == (
        Verdict.INCONCLUSIVE,
        "there are 2 trials, of the 3 that there must be",
    )


def test_a_share_of_the_trials_can_be_enough(case):
    journey = case(kind="journey", share=0.5)
    assert journey.judge(outcomes=(GOOD,) * 20 + (CHARGED,)).verdict is Verdict.KEPT
    finding = journey.judge(outcomes=(GOOD,) + (CHARGED,) * 20)
    assert finding.verdict is Verdict.BROKEN
    assert finding.why.endswith("at least 50 % must be: shipping costs 4.90 EUR at 50 EUR")
    assert len(finding.quotes) == 1


def test_a_journey_that_is_timed_must_come_out_and_be_in_time(case):
    journey = case(kind="journey")
    assert journey.judge(kept(2, 2), outcomes=(GOOD, GOOD)).verdict is Verdict.KEPT
    assert journey.judge(kept(1, 2), outcomes=(GOOD, GOOD)).verdict is Verdict.BROKEN
    finding = journey.judge(kept(1, 2), outcomes=(GOOD, CHARGED))
    assert finding.verdict is Verdict.BROKEN
    assert "every single one must be; 1 of 2 trials: shipping" in finding.why
    failed = journey.judge(hours({20: 4}, failed=1), outcomes=(CHARGED,))
    assert failed.why == (
        "80 % of 5 trials were answered within 24 hours; every single one must be; shipping costs 4.90 EUR at 50 EUR"
    )
    assert journey.judge(hours({}, open={1: 2}), outcomes=(GOOD, GOOD)).verdict is Verdict.INCONCLUSIVE
