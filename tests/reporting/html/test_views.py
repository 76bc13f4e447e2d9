"""What stands where in the report: the worst first, every check in one cell, the same reason told once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.finding import Direction, Spread, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.measured import Distribution
from pytest_promises.model.report import Change, Point, Since
from pytest_promises.reporting.html import charts
from pytest_promises.reporting.html.details import since
from pytest_promises.reporting.html.matrix import AGREE, MEASURED, tables
from pytest_promises.reporting.html.overview import overview, unchecked
from pytest_promises.reporting.html.pictures import Pictures
from pytest_promises.reporting.html.promises import broken as broken_of
from pytest_promises.reporting.html.promises import sections
from pytest_promises.reporting.html.quotes import said
from pytest_promises.reporting.html.shown import clip, link, visible
from pytest_promises.reporting.html.verdicts import WORST_FIRST

from .conftest import MEASURED as TICKETS
from .conftest import UNCOVERED, Kept, broken, finding, quote, report


def pictures():
    return Pictures((), Kept(), 0)


def promises_of(found):
    return [one.promise for one in found]


def test_every_verdict_has_a_place():
    assert set(WORST_FIRST) == set(Verdict)
    assert len(WORST_FIRST) == len(Verdict)


def test_promises_are_those_of_a_spec_in_the_order_of_the_run():
    found = sections(
        [finding("b"), finding("a"), finding("b", "consistent"), replace(finding("a"), spec="specs/z.yaml")]
    )
    assert [(one.spec, one.promise, len(one.findings)) for one in found] == [
        ("specs/support.yaml", "b", 2), ("specs/support.yaml", "a", 1), ("specs/z.yaml", "a", 1),
    ]  # fmt: skip


def test_anchors_are_the_same_whatever_else_is_in_the_run():
    alone = sections([finding("reply")])[0].anchor
    assert alone == "support.reply"
    assert alone in {one.anchor for one in sections([broken(promise="other"), finding("reply")])}


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), unique=True, min_size=1, max_size=20))
def test_any_names_become_anchors_of_their_own(names):
    found = sections([replace(finding(promise), spec=spec) for spec, promise in names])
    anchors = [one.anchor for one in found]
    assert len(set(anchors)) == len(names)
    assert all("." in one and one.isascii() and not set(one) & set(" #%\"'<>") for one in anchors)


def test_the_worst_comes_first_and_of_equals_what_broke_newly():
    vague = finding("vague", verdict=Verdict.VAGUE)
    old, new = broken(promise="old"), broken(promise="new")
    over = broken(promise="over", direction=Direction.OVERSTATED)
    draft = replace(TICKETS, promise="draft", draft=True)
    since = {
        old.key: Since(Change.STILL_BROKEN),
        new.key: Since(Change.NEWLY_BROKEN),
        over.key: Since(Change.STILL_BROKEN),
    }
    run = report(finding("fine"), draft, vague, old, over, new, TICKETS, since=since)
    assert promises_of(broken_of(sections(run.findings), run)) == [
        "first-reply",
        "new",
        "over",
        "old",
        "vague",
        "draft",
    ]


def test_what_is_waived_or_not_checked_is_not_called_broken():
    run = report(finding("a", verdict=Verdict.WAIVED), finding("b", verdict=Verdict.INCONCLUSIVE))
    assert broken_of(sections(run.findings), run) == ()


def test_the_matrix_has_each_check_in_one_cell_and_the_worst_speaks():
    wording = finding("first-reply", "wording[faq-en]", Verdict.UNSTATED, channel="faq-en")
    run = [finding(), finding(check="consistent", channel=""), TICKETS, wording, finding("returns", "stated[terms]")]
    (table,) = tables(sections(run))
    assert table.columns == (AGREE, MEASURED, "faq-en", "terms")
    first, second = table.rows
    assert [cell and (cell.verdict, cell.checks) for cell in first.cells] == [
        (Verdict.STATED, (1,)), (Verdict.BROKEN, (2,)), (Verdict.UNSTATED, (0, 3)), None,
    ]  # fmt: skip
    assert [cell and cell.verdict for cell in second.cells] == [None, None, None, Verdict.STATED]


def test_there_is_one_matrix_for_each_spec():
    other = replace(finding("a", "stated[chat]"), spec="specs/z.yaml")
    assert [(one.spec, one.columns) for one in tables(sections([finding(), other, finding("b")]))] == [
        ("specs/support.yaml", ("faq-en",)), ("specs/z.yaml", ("chat",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "headline", "tone"),
    [
        ([finding()], "The promise holds", "good"),
        ([finding("a"), finding("b")], "All 2 promises hold", "good"),
        ([finding("a"), broken(promise="b"), broken("consistent", "b")], "1 of 2 promises is broken", "bad"),
        ([finding("a"), replace(broken(promise="b"), draft=True)], "All 2 promises hold", "good"),
        (
            [finding("a"), finding("b", verdict=Verdict.INCONCLUSIVE)],
            "1 of 2 promises could not be checked wholly",
            "unsure",
        ),
        (
            [broken(promise="a"), finding("b", verdict=Verdict.INCONCLUSIVE)],
            "1 of 2 promises is broken",
            "bad",
        ),
        (
            [finding(), finding("channels", "heard[faq]", Verdict.INCONCLUSIVE)],
            "Not everything could be checked",
            "unsure",
        ),
        ([], "Not everything could be checked", "unsure"),
        ([finding(), UNCOVERED], "Customers are told what no promise covers", "bad"),
        ([finding(), replace(UNCOVERED, draft=True)], "The promise holds", "good"),
        ([finding(), replace(UNCOVERED, verdict=Verdict.COVERED)], "The promise holds", "good"),
        ([replace(UNCOVERED, verdict=Verdict.COVERED)], "All that was checked is as it should be", "good"),
        ([broken(), UNCOVERED], "1 of 1 promise is broken", "bad"),
    ],
)
def test_the_headline_says_whether_everything_holds(findings, headline, tone):
    head = overview(sections(findings), report(*findings))
    assert (head.headline, head.tone) == (headline, tone)


def test_what_no_promise_covers_is_told_beside_what_is_broken():
    run = [broken(promise="a"), finding("b", verdict=Verdict.INCONCLUSIVE), UNCOVERED]
    head = overview(sections(run), report(*run))
    assert head.also == "1 more could not be checked wholly. Customers are told what no promise covers"
    assert (head.promises, head.checks) == (2, 3)


def test_coverage_has_a_column_of_its_own():
    (table,) = tables(sections([finding(), UNCOVERED, finding(check="consistent", channel="")]))
    assert table.columns == ("all agree", "all covered", "faq-en")
    assert [[cell.verdict if cell else None for cell in row.cells] for row in table.rows] == [
        [Verdict.STATED, None, Verdict.STATED], [None, Verdict.UNCOVERED, None],
    ]  # fmt: skip


def test_the_head_counts_checks_by_verdict_and_by_what_has_changed():
    run = report(broken(), finding("b"), finding("c"), since={broken().key: Since(Change.NEWLY_BROKEN)})
    head = overview(sections(run.findings), run)
    assert head.verdicts == ((Verdict.CONTRADICTED, 1), (Verdict.STATED, 2))
    assert head.changes == ((Change.NEWLY_BROKEN, 1),)


def test_what_keeps_many_checks_from_an_answer_is_told_once():
    def unheard(promise, check, why):
        return finding(promise, check, Verdict.INCONCLUSIVE, why=why, cause=Cause.NOT_FOUND)

    run = [unheard("a", "stated[faq]", "faq is gone"), unheard("a", "consistent", "chat is down"),
           unheard("b", "stated[faq]", "faq is gone"), unheard("a", "wording[faq]", "faq is gone")]  # fmt: skip
    first, second = unchecked(sections(run))
    assert (first.why, first.cause, first.checks, promises_of(first.sections)) == (
        "faq is gone",
        "not found",
        3,
        ["a", "b"],
    )
    assert (second.why, second.checks) == ("chat is down", 1)


def test_words_stand_in_what_is_around_them_cut_to_what_a_person_reads():
    long = said(quote(before="a " * 500, after=" z" * 500), pictures())
    assert long["words"] == "within 48 hours"
    assert long["before"].startswith("…a a")
    assert long["after"].endswith("z…")
    assert max(map(len, (long["before"], long["after"]))) <= 201
    assert len(said(quote(words="w" * 100_000), pictures())["words"]) == 400


def test_a_quote_without_context_is_its_words():
    bare = said(replace(quote(), context="", span=(0, 0)), pictures())
    assert (bare["words"], "before" in bare, "after" in bare) == ("within 48 hours", False, False)


def test_a_link_shows_the_words_on_the_page():
    href = said(quote(), pictures())["page"]["href"]
    assert href == "https://shop.example/en/faq#:~:text=within%2048%20hours"
    assert link("https://shop.example/a#/cart", "24-hour, as-is & more") == (
        "https://shop.example/a#/cart:~:text=24%2Dhour%2C%20as%2Dis%20%26%20more"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "vbscript:x",
        "data:text/html,x", "blob:https://x/1", "file:///etc/passwd", "//evil.example", "https:", "tickets.parquet",
        "https://[::1", "http://x/" + "y" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_or_a_mailbox_is_no_link(address):
    assert link(address) == ""


def test_links_have_no_passwords():
    assert link("https://user:secret@shop.example/a?b=c") == "https://shop.example/a?b=c"
    assert link("mailto:help@shop.example") == "mailto:help@shop.example"


def test_what_reorders_or_hides_text_is_shown_as_what_it_is():
    assert visible("24\u202e sruoh\x00\ud800\x1b[m") == "24\\u202e sruoh\\u0000\\ud800\\u001b[m"
    assert visible("שעות\u200f 24\tx\n") == "שעות\u200f 24\tx\n"
    assert (clip("abcdef", 6), clip("abcdef", 4)) == ("abcdef", "abc…")


@given(st.text())
def test_any_text_can_be_written_and_says_the_same_the_second_time(text):
    assert visible(visible(text)).encode("utf-8").decode("utf-8") == visible(text)


def test_a_timeline_is_streaks_and_what_was_measured():
    days = [f"2026-11-{day:02}T03:00:00+00:00" for day in range(1, 7)]
    verdicts = [Verdict.KEPT, Verdict.KEPT, Verdict.INCONCLUSIVE, Verdict.BROKEN, Verdict.BROKEN]
    past = tuple(
        Point("r", day, verdict, at and float(at))
        for at, (day, verdict) in enumerate(zip(days, verdicts, strict=False))
    )
    found = charts.timeline(report(TICKETS, past={TICKETS.key: past}), TICKETS)
    assert found["streaks"] == [[days[0], "kept", 2], [days[2], "inconclusive", 1], [days[3], "broken", 3]]
    assert found["values"][-1] == ["2026-11-23T03:00:00+00:00", 91.2]
    assert (found["unit"], found["name"]) == ("%", "share")
    assert charts.timeline(report(TICKETS), TICKETS) is None


@given(st.integers(1, 1000))
def test_of_many_values_few_are_drawn_and_the_newest_always(number):
    past = tuple(Point("r", f"2026-{at:04}", Verdict.BROKEN, float(at)) for at in range(number))
    found = charts.timeline(report(TICKETS, past={TICKETS.key: past}), TICKETS)
    assert len(found["values"]) <= 120
    assert found["values"][-1][1] == 91.2
    assert len(found["values"]) > min(number, 100) / 2


def test_a_histogram_has_what_is_done_and_what_is_open_by_edge():
    spread = Spread("seconds", (Distribution(("th", ""), ((1.0, 2), (2.0, 0)), ((2.0, 5),), 1),), 1.0, None)
    assert charts.histogram(spread) == {
        "unit": "seconds", "bound": 1.0, "honest": None,
        "groups": [{"name": "th / none", "bins": [[1.0, 2, 0], [2.0, 0, 5]], "failed": 1}],
    }  # fmt: skip


def test_what_could_not_be_checked_is_said_beside_what_is_broken():
    run = report(broken(promise="a"), finding("b", verdict=Verdict.INCONCLUSIVE))
    assert overview(sections(run.findings), run).also == "1 more could not be checked wholly"


def test_in_a_first_run_nothing_is_called_new():
    one = broken()
    run = report(one, since={one.key: Since(Change.NEW)})
    assert (since(one, run), since(one, replace(run, previous=run.run))) == ("", "new")
