"""What channels state, held against the promises that there are."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judging.conftest import Case, said, vague

from pytest_promises.judging import Judge
from pytest_promises.model.check import checks_of, coverage_checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.keeping import Keeping
from pytest_promises.model.promise import Coverage, Location, Promise, Waiver
from pytest_promises.model.quantities import Clock, Duration, Money
from pytest_promises.model.statement import Mood

AT = Location("specs/a.yaml", 30, 1)
EXPRESS, PICKUP = (("method", "express"),), (("method", "pickup"),)
DOWN = Mishap(Cause.UNREACHABLE, "the name shop.example is not known", "Look.")
NOT_PROBED = Mishap(Cause.NOT_PROBED, "this run does not write", "Add `--promises-probe`.")


def cover(case, today=date(2026, 11, 1), **asked):
    spec = replace(case.spec(), coverage=Coverage(AT, **asked))
    (check,) = coverage_checks_of(spec)
    return Judge(spec, today).judge(check, case.heard)


def share(finding):
    return finding.figures[0].value if finding.figures else None


def test_what_a_promise_is_about_is_covered(case):
    finding = cover(case().says("faq", said(24), said(24)))
    assert (finding.verdict, finding.check, finding.location) == (Verdict.COVERED, "coverage", AT)
    assert finding.figures[0].text == "100 % (1 of 1 statement)"


def test_what_contradicts_a_promise_is_covered_by_it(case):
    one = case().says("faq", said(48))
    assert one.judge().verdict is Verdict.CONTRADICTED
    assert cover(one).verdict is Verdict.COVERED


def test_what_no_promise_is_about_is_shown_with_the_promise_to_declare(case):
    finding = cover(case().says("faq", said(24)).says("home", said(72, topic="delivery", scope=EXPRESS)))
    assert finding.verdict is Verdict.UNCOVERED
    (quote,) = finding.quotes
    assert (quote.channel, quote.words, quote.value, quote.role) == (
        "home", "within 72 hours", "within 72 hours", "uncovered",
    )  # fmt: skip
    entry = "delivery-express: {topic: delivery, within: 72 hours, scope: {method: express}, stated_on: [home]}"
    assert quote.declare == entry
    assert entry in finding.remedy
    assert finding.why == (
        "promises cover 1 of 2 statements (50 %), 100 % is asked: "
        'home says "within 72 hours" on delivery for method express'
    )
    figures = [(figure.group, figure.value) for figure in finding.figures]
    assert figures == [((), 50.0), (("reply",), 100.0), (("delivery",), 0.0)]


def test_a_share_may_be_enough(case):
    one = case().says("faq", said(24), said(72, topic="delivery"))
    assert cover(one, at_least=0.5).verdict is Verdict.COVERED
    assert [quote.role for quote in cover(one, at_least=0.5).quotes] == ["uncovered"]
    assert cover(one, at_least=0.51).verdict is Verdict.UNCOVERED


def test_the_same_in_other_words_counts_once(case):
    day = replace(said(24, topic="delivery"), value=Duration(86400.0, 86400.0, unit="day"))
    finding = cover(case().says("faq", said(24, topic="delivery")).says("home", day, said(24, topic="delivery")))
    assert finding.figures[0].text == "0 % (0 of 1 statement)"
    assert "stated_on: [faq, home]" in finding.quotes[0].declare


def test_a_business_day_is_not_a_day(case):
    business = said(24, topic="delivery", clock=Clock.BUSINESS)
    assert len(cover(case().says("faq", said(24, topic="delivery"), business)).quotes) == 2


def test_a_promise_for_somebody_else_covers_nothing(case):
    one = case(scope=EXPRESS).says("faq", said(24, scope=PICKUP), said(24, scope=EXPRESS), said(24))
    finding = cover(one)
    assert [quote.declare.partition(":")[0] for quote in finding.quotes] == ["reply-pickup"]
    assert finding.figures[0].text == "66.7 % (2 of 3 statements)"


def test_what_another_promise_claims_is_not_covered_by_the_general_one(case):
    other = replace(case().promise, id="vip", scope=(("method", "express"), ("tier", "gold")))
    one = case(others=(other,)).says("faq", said(24), said(2, scope=(("method", "express"), ("tier", "silver"))))
    assert len(cover(one).quotes) == 1


def test_a_promise_that_is_only_measured_covers_nothing_and_is_named(case):
    measured = {"stated_on": (), "kept_by": (Keeping("records", "tickets", "tickets", AT),)}
    finding = cover(case(**measured).says("faq", said(24)))
    assert finding.verdict is Verdict.UNCOVERED
    assert finding.notes == (
        "first-reply is on reply too, and only measured: with `stated_on`, it covers what is said",
    )


def test_a_published_promise_covers_its_topic(case):
    board = Promise("wait", "wait", AT, published="board")
    assert cover(case(others=(board,)).says("faq", said(1, topic="wait"))).verdict is Verdict.COVERED


@pytest.mark.parametrize("mood", [mood for mood in Mood if mood is not Mood.ASSERTED])
def test_what_is_asked_denied_or_told_of_the_past_does_not_count(case, mood):
    finding = cover(case().says("faq", said(24), said(72, topic="delivery", mood=mood)))
    assert (finding.verdict, finding.quotes) == (Verdict.COVERED, ())


def test_a_price_on_a_topic_of_time_does_not_count(case):
    price = replace(said(72, topic="delivery"), value=Money(None, None, "EUR"))
    assert cover(case().says("faq", said(24), price)).verdict is Verdict.COVERED


def test_what_has_no_topic_does_not_count(case):
    assert cover(case().says("faq", said(24), said(72, topic=None))).verdict is Verdict.COVERED


def test_a_promise_without_a_figure_is_shown_and_does_not_count(case):
    one = case(scope=EXPRESS).says("faq", said(24), replace(vague(), topic="delivery"))
    finding = cover(one)
    assert finding.verdict is Verdict.COVERED
    assert [(quote.role, quote.words) for quote in finding.beside] == [("vague", "as soon as possible")]


def test_only_the_topics_and_channels_that_are_asked_count(case):
    one = case().says("faq", said(24)).says("home", said(72, topic="delivery"), said(2, topic="callback"))
    assert [quote.value for quote in cover(one, topics=("reply", "callback")).quotes] == ["within 2 hours"]
    assert cover(one, on=("faq",)).verdict is Verdict.COVERED


def test_what_is_said_in_excepted_words_needs_no_promise(case):
    delivery = said(72, topic="delivery")
    one = case().says("faq", said(24), delivery)
    finding = cover(one, exceptions=("We  ANSWER within 72 hours",))
    assert finding.verdict is Verdict.COVERED
    assert [(quote.role, quote.words) for quote in finding.beside] == [("excepted", "within 72 hours")]
    elsewhere = cover(one, exceptions=("We answer",))
    assert elsewhere.verdict is Verdict.UNCOVERED
    assert elsewhere.notes == ('no figure is stated in these words of `except`: "We answer"',)


def test_a_channel_that_is_down_leaves_open_what_is_covered(case):
    finding = cover(case().says("faq", said(24)).is_unreachable("home"))
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.UNREACHABLE)
    assert finding.why.startswith("not all could be heard: home: the name")
    assert finding.why.endswith("; of what was heard, promises cover 1 of 1 statement (100 %)")


def test_a_part_that_could_not_be_heard_leaves_it_open_too(case):
    assert cover(case().says("faq", said(24), flaws=(DOWN,))).verdict is Verdict.INCONCLUSIVE


def test_where_all_must_be_covered_nothing_unheard_makes_up_for_what_is_not(case):
    one = case().says("faq", said(24), said(72, topic="delivery")).is_unreachable("home")
    sure, unsure = cover(one), cover(one, at_least=0.9)
    assert (sure.verdict, unsure.verdict) == (Verdict.UNCOVERED, Verdict.INCONCLUSIVE)
    assert sure.notes == ("home could not be heard: the name shop.example is not known",)
    assert [quote.role for quote in unsure.quotes] == ["uncovered"]


def test_a_channel_outside_of_what_is_asked_may_be_down(case):
    assert cover(case().says("faq", said(24)).is_unreachable("home"), on=("faq",)).verdict is Verdict.COVERED


def test_a_channel_that_is_left_alone_is_told(case):
    finding = cover(case().says("faq", said(24)).says("chat", mishap=NOT_PROBED))
    assert finding.verdict is Verdict.COVERED
    assert finding.notes == ("chat was left alone, as this run writes nothing: what it says does not count",)


def test_where_nothing_is_stated_nothing_is_known(case):
    finding = cover(case().says("faq"))
    assert (finding.verdict, finding.cause, finding.figures) == (Verdict.INCONCLUSIVE, None, ())
    alone = cover(case().says("chat", mishap=NOT_PROBED))
    assert (alone.verdict, alone.cause) == (Verdict.INCONCLUSIVE, Cause.NOT_PROBED)


def test_a_waiver_lets_it_through_for_a_time(case):
    one = case().says("faq", said(72, topic="delivery"))
    waiver = Waiver(date(2026, 12, 31), "the page is being rewritten", "shop")
    finding = cover(one, waived=waiver, owner="shop", draft=True)
    assert (finding.verdict, finding.underlying) == (Verdict.WAIVED, Verdict.UNCOVERED)
    assert (finding.owner, finding.draft) == ("shop", True)
    assert cover(one, today=date(2027, 1, 1), waived=waiver).verdict is Verdict.UNCOVERED


def test_all_checks_of_the_spec_have_names_of_their_own(case):
    spec = replace(case().says("faq", said(24)).spec(), coverage=Coverage(AT))
    names = [check.name for check in (*checks_of(spec, spec.promises[0]), *coverage_checks_of(spec))]
    assert names == ["stated[faq]", "consistent", "coverage"]


TOPICS = st.sampled_from(["reply", "delivery", "callback"])
SCOPES = st.sampled_from([(), EXPRESS, PICKUP])
STATEMENTS = st.lists(
    st.builds(said, st.integers(1, 5), topic=TOPICS, scope=SCOPES, clock=st.sampled_from(Clock)), min_size=1, max_size=9
)


def heard(statements, **asked):
    return cover(Case(scope=EXPRESS).says("faq", *statements), at_least=1.0, **asked)


@given(STATEMENTS, st.integers(1, 9), st.sampled_from([(), EXPRESS]))
def test_one_more_covered_statement_never_lowers_the_share(statements, hours, scope):
    assert share(heard([*statements, said(hours, scope=scope)])) >= share(heard(statements))


@given(STATEMENTS, st.integers(1, 9))
def test_one_more_uncovered_statement_never_raises_the_share(statements, hours):
    assert share(heard([*statements, said(hours, topic="delivery")])) <= share(heard(statements))


@given(STATEMENTS.flatmap(lambda one: st.tuples(st.just(one), st.permutations([*one, *one]))))
def test_order_and_repetition_change_nothing(pair):
    first, second = heard(pair[0]), heard(pair[1])
    assert (first.verdict, share(first)) == (second.verdict, share(second))
    assert {quote.value for quote in first.quotes} == {quote.value for quote in second.quotes}


@given(STATEMENTS, st.floats(0.01, 1.0))
def test_what_is_not_covered_is_what_is_shown(statements, at_least):
    finding = cover(Case(scope=EXPRESS).says("faq", *statements), at_least=at_least)
    assert (finding.verdict is Verdict.COVERED) == (share(finding) >= 100 * at_least - 1e-6)
    assert bool(finding.quotes) == (share(finding) < 100)
    assert len({quote.declare for quote in finding.quotes}) == len(finding.quotes)
