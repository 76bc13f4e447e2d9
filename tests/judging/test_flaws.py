"""A part of a channel that could not be heard: told by itself, and nothing is taken for unsaid because of it."""

import pytest

from pytest_promises.judging import Judge
from pytest_promises.model.check import CheckKind, channel_checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Mishap

from .conftest import said

FLAWS = (
    Mishap(Cause.MALFORMED, "block 2 is malformed", "Correct the block."),
    Mishap(Cause.TOO_LARGE, "block 3 is too large"),
)


def whole(case):
    (check,) = channel_checks_of(case.spec(), lambda _: True)
    assert (check.kind, check.name) == (CheckKind.HEARD, "heard[faq]")
    return Judge(case.spec(), None).judge(check, case.heard)


def test_a_channel_that_was_heard_whole_passes(case):
    assert whole(case().says("faq", said(24))).verdict is Verdict.HEARD


def test_each_part_that_was_not_heard_is_told(case):
    found = whole(case().says("faq", said(24), flaws=FLAWS))
    assert (found.verdict, found.cause, found.remedy) == (
        Verdict.INCONCLUSIVE, Cause.MALFORMED, "Correct the block.",
    )  # fmt: skip
    assert found.why == "part of faq could not be heard (and 1 more): block 2 is malformed"
    assert found.notes == ("block 3 is too large",)


@pytest.mark.parametrize(("hours", "verdict"), [(24, Verdict.STATED), (48, Verdict.CONTRADICTED)])
def test_a_flaw_hides_nothing_that_was_heard(case, hours, verdict):
    assert case().says("faq", said(hours), flaws=FLAWS).judge().verdict is verdict
    assert case().says("faq", said(hours), flaws=FLAWS).judge("consistent").verdict is not Verdict.INCONCLUSIVE


def test_what_was_not_heard_may_be_said_in_the_part_with_the_flaw(case):
    found = case().says("faq", said(24, topic="refund"), flaws=FLAWS).judge()
    assert (found.verdict, found.cause, found.remedy) == (
        Verdict.INCONCLUSIVE, Cause.MALFORMED, "Correct the block.",
    )  # fmt: skip
    assert found.why.endswith("in what could be heard of it: block 2 is malformed")


def test_words_that_were_not_heard_may_be_said_in_the_part_with_the_flaw(case):
    wording = {"says": (("", "We answer within a day."),), "value": None}
    found = case(**wording).says("faq", said(24), flaws=FLAWS).judge("wording[faq]")
    assert (found.verdict, found.cause) == (Verdict.INCONCLUSIVE, Cause.MALFORMED)
    assert case(**wording).says("faq", said(24)).judge("wording[faq]").verdict is Verdict.UNSTATED
