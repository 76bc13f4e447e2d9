"""Promises whose value is what a channel publishes now."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.nearness import is_near
from pytest_promises.model.check import checks_of
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.keeping import Tolerance
from pytest_promises.model.promise import Listed, Location
from pytest_promises.model.quantities import Clock, Duration

from .conftest import said, vague

AT = Location("specs/a.yaml", 9, 17)
QUARTER = 900.0


def board(case, *, tolerance=None, fresh=None, same_on=("contact",)):
    listed = tuple(Listed(name, AT) for name in same_on)
    return case(value=None, stated_on=(), published="board", same_on=listed, tolerance=tolerance, fresh=fresh)


def dated(one, as_of, now="2026-11-23T10:00:00+00:00"):
    heard = one.heard["board"]
    evidence = replace(heard.hearing.evidence, as_of=as_of, fetched_at=now)
    one.heard["board"] = replace(heard, hearing=replace(heard.hearing, evidence=evidence))
    return one


def test_a_promise_with_a_published_value_has_a_check_for_each_channel_and_one_for_its_age(case):
    one = board(case, fresh=QUARTER, same_on=("contact", "phone"))
    assert [check.name for check in checks_of(one.spec(), one.promise)] == [
        "same[contact]",
        "same[phone]",
        "fresh[board]",
    ]


def test_what_is_published_is_said_elsewhere(case):
    finding = board(case).says("board", said(2)).says("contact", said(2)).judge("same[contact]")
    assert finding.verdict is Verdict.CONSISTENT
    assert finding.declared == "within 2 hours, as board says"


def test_another_figure_contradicts_what_is_published_and_both_are_quoted(case):
    finding = board(case).says("board", said(2)).says("contact", said(3)).judge("same[contact]")
    assert finding.verdict is Verdict.CONTRADICTED
    assert [(quote.channel, quote.value) for quote in finding.quotes] == [
        ("contact", "within 3 hours"),
        ("board", "within 2 hours"),
    ]


@pytest.mark.parametrize(
    ("tolerance", "verdict"),
    [
        (Tolerance(seconds=3600.0), Verdict.CONSISTENT),
        (Tolerance(seconds=3599.0), Verdict.CONTRADICTED),
        (Tolerance(ratio=0.5), Verdict.CONSISTENT),
        (Tolerance(ratio=0.49), Verdict.CONTRADICTED),
    ],
)
def test_within_the_tolerance_is_the_same(case, tolerance, verdict):
    one = board(case, tolerance=tolerance).says("board", said(2)).says("contact", said(3))
    assert one.judge("same[contact]").verdict is verdict


def test_business_hours_are_never_near_elapsed_ones(case):
    one = board(case, tolerance=Tolerance(ratio=0.9)).says("board", said(2))
    assert one.says("contact", said(2, clock=Clock.BUSINESS)).judge("same[contact]").verdict is Verdict.CONTRADICTED


def test_a_channel_that_says_nothing_or_no_figure_does_not_say_the_same(case):
    one = board(case).says("board", said(2)).says("contact").says("phone", vague())
    one.promise = replace(one.promise, same_on=(Listed("contact", AT), Listed("phone", AT)))
    assert one.judge("same[contact]").verdict is Verdict.UNSTATED
    assert one.judge("same[phone]").verdict is Verdict.VAGUE


def test_a_board_that_says_nothing_gives_nothing_to_compare_with(case):
    finding = board(case).says("board", vague()).says("contact", said(2)).judge("same[contact]")
    assert finding.verdict is Verdict.UNSTATED
    assert "board publishes nothing on reply" in finding.why


def test_a_board_with_two_figures_is_ambiguous(case):
    finding = board(case).says("board", said(2), said(5)).says("contact", said(2)).judge("same[contact]")
    assert finding.verdict is Verdict.AMBIGUOUS


def test_a_board_that_cannot_be_heard_leaves_it_open(case):
    one = board(case, fresh=QUARTER).is_unreachable("board").says("contact", said(2))
    for name in ("same[contact]", "fresh[board]"):
        finding = one.judge(name)
        assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.UNREACHABLE)


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [
        ("2026-11-23T09:50:00+00:00", Verdict.KEPT),
        ("2026-11-23T11:45:00+02:00", Verdict.KEPT),
        ("2026-11-23T09:44:59+00:00", Verdict.BROKEN),
        ("2026-11-20T09:50:00+00:00", Verdict.BROKEN),
    ],
)
def test_what_is_published_must_be_recent(case, as_of, verdict):
    finding = dated(board(case, fresh=QUARTER).says("board", said(2)), as_of).judge("fresh[board]")
    assert (finding.verdict, finding.declared) == (verdict, "not older than 15 minutes")


def test_an_old_figure_is_told_with_its_age(case):
    finding = dated(board(case, fresh=QUARTER).says("board", said(2)), "2026-11-20T09:50:00+00:00").judge(
        "fresh[board]"
    )
    assert finding.why == "what board publishes is 3 days old, 15 minutes is promised"


def test_a_time_that_has_not_come_yet_tells_nothing_of_age(case):
    one = dated(board(case, fresh=QUARTER).says("board", said(2)), "2026-11-23T12:00:00+00:00")
    finding = one.judge("fresh[board]")
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.MALFORMED)
    assert finding.why == "board says that its figure is of 2026-11-23T12:00:00+00:00, which is 2 hours ahead"


def test_clocks_that_differ_a_little_are_forgiven(case):
    one = dated(board(case, fresh=QUARTER).says("board", said(2)), "2026-11-23T10:00:30+00:00")
    assert one.judge("fresh[board]").verdict is Verdict.KEPT


@pytest.mark.parametrize("as_of", ["", "yesterday", "2026-11-23T09:50:00"])
def test_a_figure_without_a_time_is_never_fresh(case, as_of):
    finding = dated(board(case, fresh=QUARTER).says("board", said(2)), as_of).judge("fresh[board]")
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.MISSING)
    assert "as_of" in finding.remedy


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_value_is_near_itself_and_nearness_has_no_direction(one, other, seconds):
    first, second = Duration(one, one), Duration(other, other)
    tolerance = Tolerance(seconds=seconds)
    assert is_near(first, first, Tolerance(seconds=0.0))
    assert is_near(first, second, tolerance) == is_near(second, first, tolerance)
