from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.finding import Direction, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.promise import Location, Promise
from pytest_promises.model.quantities import Clock, Duration
from pytest_promises.model.statement import Mood

from .conftest import Case, said, vague

STANDARD = (("method", "standard"),)
EXPRESS = (("method", "express"),)


def test_a_channel_that_says_it_states_it(case):
    finding = case().says("faq", said(24)).judge()
    assert finding.verdict is Verdict.STATED
    assert [quote.words for quote in finding.quotes] == ["within 24 hours"]


def test_something_else_contradicts_and_tells_which_way(case):
    less = case().says("faq", said(48)).judge()
    more = case().says("faq", said(4)).judge()
    assert (less.verdict, less.direction) == (Verdict.CONTRADICTED, Direction.UNDERSTATED)
    assert (more.verdict, more.direction) == (Verdict.CONTRADICTED, Direction.OVERSTATED)
    assert "within 48 hours" in less.why
    assert "specs/a.yaml:8:13" in less.remedy
    assert less.location == Location("specs/a.yaml", 9, 17)


def test_a_channel_that_contradicts_itself_is_contradicted(case):
    finding = case().says("faq", said(24), said(48)).judge()
    assert finding.verdict is Verdict.CONTRADICTED
    assert [quote.role for quote in finding.quotes] == ["agrees", "understated"]


def test_silence_is_unstated_and_shows_what_may_have_been_meant(case):
    finding = case().says("faq", said(24, topic=None), said(24, topic="wait"), said(24, mood=Mood.QUESTION)).judge()
    assert finding.verdict is Verdict.UNSTATED
    assert [quote.role for quote in finding.quotes] == ["question", "no_topic"]


def test_a_promise_without_a_figure_is_vague_only_where_nothing_exact_counts(case):
    assert case().says("faq", vague()).judge().verdict is Verdict.VAGUE
    assert case().says("faq", vague(), said(24)).judge().verdict is Verdict.STATED


def test_negated_asked_and_past_words_do_not_count(case):
    moods = [Mood.NEGATED, Mood.QUESTION, Mood.HISTORY]
    assert case().says("faq", said(24), *(said(2, mood=mood) for mood in moods)).judge().verdict is Verdict.STATED


def test_another_value_of_the_dimension_is_somebody_else(case):
    finding = case(scope=STANDARD).says("faq", said(24, scope=STANDARD), said(2, scope=EXPRESS)).judge()
    assert finding.verdict is Verdict.STATED
    assert [quote.role for quote in finding.beside] == ["other_scope"]


def test_only_somebody_elses_words_state_nothing(case):
    finding = case(scope=STANDARD).says("faq", said(24, scope=EXPRESS)).judge()
    assert finding.verdict is Verdict.UNSTATED
    assert "method standard" in finding.why


def test_words_to_everyone_count_where_nothing_more_specific_is_said(case):
    assert case(scope=STANDARD).says("faq", said(24)).judge().verdict is Verdict.STATED
    both = case(scope=STANDARD).says("faq", said(24, scope=STANDARD), said(48)).judge()
    assert both.verdict is Verdict.STATED


def test_words_to_everyone_that_disagree_with_a_scoped_promise_are_ambiguous(case):
    finding = case(scope=STANDARD).says("faq", said(48)).judge()
    assert finding.verdict is Verdict.AMBIGUOUS
    assert "method: standard" in finding.why


def test_qualified_words_are_listed_while_a_general_statement_agrees(case):
    finding = case().says("faq", said(24), said(4, conditions=("for members",))).judge()
    assert finding.verdict is Verdict.STATED
    assert [quote.role for quote in finding.beside] == ["qualified"]


def test_qualified_words_count_where_nothing_general_is_said(case):
    for_members = said(48, conditions=("for members",))
    assert case().says("faq", for_members).judge().verdict is Verdict.CONTRADICTED
    assert case().says("faq", replace(for_members, value=said(24).value)).judge().verdict is Verdict.STATED


def test_several_qualified_values_are_ambiguous(case):
    phone, mail = (("support", "phone"),), (("support", "email"),)
    finding = case().says("faq", said(24, scope=mail), said(1, scope=phone)).judge()
    assert finding.verdict is Verdict.AMBIGUOUS


def test_words_for_whom_another_promise_is_are_left_out(case):
    pro = (("plan", "Pro"),)
    other = Promise("pro-reply", "reply", Location("specs/a.yaml", 20, 3), scope=pro)
    finding = case(others=(other,)).says("faq", said(24), said(1, scope=pro)).judge()
    assert (finding.verdict, [quote.role for quote in finding.beside]) == (Verdict.STATED, ["other_scope"])
    alone = case(others=(other,)).says("faq", said(1, scope=pro)).judge()
    assert alone.verdict is Verdict.UNSTATED


def test_a_channels_own_scope_is_that_of_all_it_says(case):
    finding = case(scope=STANDARD).says("faq", said(48), options={"scope": dict(STANDARD)}).judge()
    assert finding.verdict is Verdict.CONTRADICTED


def test_a_channel_that_could_not_be_heard_is_inconclusive(case):
    finding = case().is_unreachable("faq").judge()
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.UNREACHABLE)
    assert "shop.example is not known" in finding.why


def test_what_cannot_be_compared_is_inconclusive(case):
    day = Duration(None, 86400.0, Clock.BUSINESS, "day")
    finding = case(value=day).says("faq", said(8, clock=Clock.BUSINESS)).judge()
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "calendar" in finding.remedy


@given(st.permutations([said(24), said(48), said(4, conditions=("for members",)), said(2, scope=EXPRESS), vague()]))
def test_the_order_on_the_page_does_not_matter(statements):
    finding = Case().says("faq", *statements).judge()
    assert (finding.verdict, finding.direction) == (Verdict.CONTRADICTED, Direction.UNDERSTATED)


def test_what_cannot_be_compared_is_not_made_good_by_what_agrees(case):
    day = Duration(None, 86400.0, Clock.BUSINESS, "day")
    agrees, unclear = replace(said(24), value=day), said(8, clock=Clock.BUSINESS)
    assert case(value=day).says("faq", agrees, unclear).judge().verdict is Verdict.INCONCLUSIVE
    both = case(value=day).says("faq", agrees).says("home", unclear)
    assert both.judge("consistent").verdict is Verdict.INCONCLUSIVE
