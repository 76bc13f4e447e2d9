from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.superseding import in_force
from pytest_promises.model.finding import Direction, Verdict
from pytest_promises.model.quantities import Money
from pytest_promises.model.statement import Mood

from .conftest import said, vague

CLUB = (("audience", "members"),)
OLD, NEW = "2026-03-01T08:00:00+00:00", "2026-11-02T08:00:00+00:00"


def dated(statement, as_of, **place):
    return replace(statement, passage=replace(statement.passage, as_of=as_of, **place))


def moods(*statements):
    return [statement.mood for statement in in_force(statements)]


def test_the_later_word_counts_and_the_earlier_one_is_history():
    assert moods(dated(said(48), OLD), dated(said(24), NEW)) == [Mood.HISTORY, Mood.ASSERTED]


def test_a_channel_whose_news_changed_its_word_is_judged_by_the_new_one(case):
    kept = case().says("faq", dated(said(48), OLD), dated(said(24), NEW)).judge()
    broken = case().says("faq", dated(said(24), OLD), dated(said(48), NEW)).judge()
    assert kept.verdict is Verdict.STATED
    assert (broken.verdict, broken.direction) == (Verdict.CONTRADICTED, Direction.UNDERSTATED)


@pytest.mark.parametrize(
    "other",
    [
        said(48, topic="wait"),
        said(48, scope=CLUB),
        said(48, conditions=("over Christmas",)),
        said(48, mood=Mood.NEGATED),
        said(48, mood=Mood.QUESTION),
        replace(said(48), value=Money(None, 50, "EUR")),
        vague(),
    ],
)
def test_what_is_on_another_matter_leaves_it_as_it_is(other):
    assert moods(dated(said(24), OLD), dated(other, NEW))[0] is Mood.ASSERTED


def test_what_has_no_date_neither_supersedes_nor_is_superseded():
    assert moods(said(48), dated(said(24), OLD), said(12)) == [Mood.ASSERTED] * 3


def test_words_of_the_same_moment_stand_beside_each_other(case):
    finding = case().says("faq", dated(said(24), NEW), dated(said(48), NEW)).judge()
    assert finding.verdict is Verdict.CONTRADICTED


def test_a_quote_tells_the_document_and_the_day_that_its_words_are_from(case):
    entry = dated(said(48), NEW, url="https://shop.example/news/7")
    (quote,) = case().says("faq", entry).judge().quotes
    assert (quote.evidence.final_url, quote.evidence.as_of) == ("https://shop.example/news/7", NEW)
    assert quote.evidence.status == 200


@given(st.lists(st.tuples(st.sampled_from([24, 48, 4]), st.sampled_from(["", OLD, NEW]))))
def test_nothing_is_lost_and_the_latest_always_counts(spoken):
    statements = [dated(said(hours), as_of) for hours, as_of in spoken]
    found = in_force(statements)
    assert [replace(one, mood=Mood.ASSERTED) for one in found] == statements
    latest = max((as_of for _, as_of in spoken), default="")
    assert all(one.mood is Mood.ASSERTED for one in found if one.passage.as_of in {"", latest})
    assert all(one.mood is Mood.HISTORY for one in found if one.passage.as_of not in {"", latest})
