from pytest_promises.model.finding import Direction, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.promise import Listed, Location, Promise

from .conftest import said, vague

MAIL = (("support", "email"),)
CHECK = "consistent"


def test_channels_that_all_say_the_same_are_consistent(case):
    finding = case().says("faq", said(24)).says("home", said(24)).judge(CHECK)
    assert finding.verdict is Verdict.CONSISTENT
    assert len(finding.quotes) == 1


def test_a_channel_that_is_not_listed_contradicts_too(case):
    finding = case().says("faq", said(24)).says("footer", said(48)).judge(CHECK)
    assert (finding.verdict, finding.direction) == (Verdict.CONTRADICTED, Direction.UNDERSTATED)
    assert [quote.channel for quote in finding.quotes] == ["footer", "faq"]
    assert "footer says within 48 hours" in finding.why


def test_a_differing_value_is_shown_once_not_once_a_page(case):
    one = case().says("faq", said(24))
    for number in range(5):
        one.says(f"page-{number}", said(48))
    finding = one.judge(CHECK)
    assert [quote.value for quote in finding.quotes] == ["within 48 hours", "within 24 hours"]
    assert "page-0, page-1, page-2, page-3, page-4 say" in finding.why


def test_two_places_that_differ_from_each_other_are_both_shown(case):
    finding = case().says("faq", said(12)).says("home", said(48)).judge(CHECK)
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.direction is None
    assert [quote.value for quote in finding.quotes] == ["within 12 hours", "within 48 hours"]


def test_words_for_one_support_channel_contradict_a_promise_to_everyone(case):
    finding = case().says("faq", said(24)).says("footer", said(48, scope=MAIL)).judge(CHECK)
    assert finding.verdict is Verdict.CONTRADICTED


def test_words_under_a_condition_elsewhere_are_no_contradiction(case):
    finding = case().says("faq", said(24)).says("members", said(4, conditions=("for members",))).judge(CHECK)
    assert finding.verdict is Verdict.CONSISTENT


def test_nothing_exact_anywhere_is_not_consistent(case):
    assert case().says("faq", vague()).judge(CHECK).verdict is Verdict.UNSTATED


def test_a_listed_channel_that_was_not_heard_keeps_it_open(case):
    finding = case(stated_on=("faq", "home")).says("faq", said(24)).is_unreachable("home").judge(CHECK)
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.UNREACHABLE)


def test_a_contradiction_is_one_whatever_else_was_not_heard(case):
    finding = case(stated_on=("faq", "home")).says("faq", said(48)).is_unreachable("home").judge(CHECK)
    assert finding.verdict is Verdict.CONTRADICTED


def test_a_channel_that_no_check_listens_to_must_have_been_heard(case):
    finding = case().says("faq", said(24)).is_unreachable("footer").judge(CHECK)
    assert finding.verdict is Verdict.INCONCLUSIVE


def test_a_channel_that_another_promise_lists_is_left_to_it(case):
    at = Location("specs/a.yaml", 30, 3)
    other = Promise("phone-wait", "wait", at, stated_on=(Listed("board", at),))
    finding = case(others=(other,)).says("faq", said(24)).is_unreachable("board").judge(CHECK)
    assert finding.verdict is Verdict.CONSISTENT
    assert finding.notes == ("board could not be heard",)


def test_what_is_stated_under_a_condition_alone_is_something_to_be_consistent_with(case):
    finding = case().says("faq", said(24, conditions=("for members",))).judge(CHECK)
    assert finding.verdict is Verdict.CONSISTENT
