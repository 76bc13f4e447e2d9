"""Caveats on pages as they are read: where one stands beside a promise, where it does not, and what is told then."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.audit.reading import Readings, vocabulary
from pytest_promises.channels.markup.html import Html
from pytest_promises.judging import Judge
from pytest_promises.model.check import checks_of
from pytest_promises.model.finding import Direction, Verdict
from pytest_promises.model.hearing import Cause, Evidence, Hearing, Mishap
from pytest_promises.model.promise import Channel, Listed, Location, Promise, Spec, Waiver
from pytest_promises.model.quantities import Clock, Duration, Money
from pytest_promises.model.statement import Passage

from .conftest import said

DAY = 86400.0
HERE = Location("specs/a.yaml", 9, 17)
LISTED = (Listed("faq", HERE),)
REPLY = Promise("reply", "reply", HERE, value=Duration(None, DAY, unit="day"), value_text="24 hours", stated_on=LISTED)
STANDARD = Promise(
    "standard", "delivery", HERE, value=Duration(3 * DAY, 5 * DAY, Clock.BUSINESS, "day"), stated_on=LISTED,
    value_text="3-5 business days", scope=(("method", "standard"),),
)  # fmt: skip
EXPRESS = Promise(
    "express", "delivery", HERE, value=Duration(DAY, 2 * DAY, Clock.BUSINESS, "day"), stated_on=LISTED,
    scope=(("method", "express"),),
)  # fmt: skip
SHIPPING = Promise("shipping", "free_shipping", HERE, value=Money(Decimal(50), None, "EUR"))
HOLIDAYS = "public holidays"
REPLIES = "<p>We reply within 24 hours.</p>"
EXCEPTED = "<p>Not on public holidays.</p>"


def judge(passages, promise=REPLY, caveats=(HOLIDAYS,), **hearing):
    """Return the finding of the promise's check on a page that says the passages."""
    options = hearing.pop("options", {})
    promise = replace(promise, caveats=(("", caveats),), caveats_on=LISTED)
    promises = (promise, *(one for one in (REPLY, STANDARD, EXPRESS, SHIPPING) if one.id != promise.id))
    channel = Channel("faq", "page", "/faq", locale="en", options=options)
    spec = Spec("specs/a.yaml", channels=(channel,), promises=promises)
    heard = Hearing("faq", tuple(passages), evidence=Evidence(url="https://shop.example/faq"), **hearing)
    one = Readings().heard(channel, heard, vocabulary(spec))
    (check,) = (check for check in checks_of(spec, promise) if check.kind == "caveats")
    assert check.name == "caveats[faq]"
    return Judge(spec, date(2026, 11, 23)).judge(check, {"faq": one})


def page(body, promise=REPLY, caveats=(HOLIDAYS,), **hearing):
    return judge(Html(f"<title>Shop</title><h1>Help</h1>{body}").passages, promise, caveats, **hearing)


def is_beside(body, promise=REPLY, caveats=(HOLIDAYS,)):
    found = page(body, promise, caveats)
    assert found.verdict in {Verdict.STATED, Verdict.CONTRADICTED}, found.why
    return found.verdict is Verdict.STATED


BESIDE = {
    "in the same sentence": "<p>We reply within 24 hours, except on public holidays.</p>",
    "in the sentence after it": "<p>We reply within 24 hours. Public holidays are no days.</p>",
    "in other letters, spaces and quotation marks": "<p>We reply within 24 hours (“PUBLIC\u00a0\n holidays” not).</p>",
    "in the paragraph after it": REPLIES + EXCEPTED,
    "in the paragraph before it": EXCEPTED + REPLIES,
    "in the next item": "<ul><li>We reply within 24 hours<li>not on public holidays</ul>",
    "under the same heading, further down": f"<h2>Mail</h2>{REPLIES}<p>Write to us.</p><p>Any time.</p>{EXCEPTED}",
    "directly under a heading above": f"{EXCEPTED}<h2>Mail</h2><p>Write to us.</p>{REPLIES}",
    "in the heading": f"<h2>Mail, but for public holidays</h2>{REPLIES}",
    "in a heading above the heading": f"<h2>But for public holidays</h2><h3>Mail</h3>{REPLIES}",
    "under the heading that says it": f"<h2>We reply within 24 hours</h2><p>Always.</p><p>Ask.</p>{EXCEPTED}",
    "in the line that introduces the list": "<p>But for public holidays:</p><ul><li>We reply within 24 hours</ul>",
    "in a list below it": f"{REPLIES}<p>Except on:</p><ul><li>Sundays<li>public holidays</ul>",
    "in the term that is defined": "<dl><dt>Reply, but for public holidays<dd>within 24 hours</dl>",
    "in a second definition of it": "<dl><dt>Reply<dd>within 24 hours<dd>Write.<dd>not on public holidays</dl>",
    "in the note of an asterisk": f"<p>We reply within 24 hours*.</p><h2>Small print</h2><p>* {HOLIDAYS} excepted</p>",
    "in the note of a dagger": f"<p>We reply within 24 hours †</p><footer><p>†but for {HOLIDAYS}</p></footer>",
    "in the note of a raised number": f"<p>We reply within 24 hours.<sup>2</sup></p><h2>Notes</h2>"
    f"<p><sup>1</sup>any<br><sup>2</sup>{HOLIDAYS}<sup>3</sup> excepted</p>",
    "in the note of a raised digit": f"<p>We reply within 24 hours¹</p><h2>Notes</h2><p>¹ {HOLIDAYS}² excepted</p>",
    "in the note of a number in brackets": f"<p>We reply within 24 hours [1].</p><h2>Notes</h2><p>[1] {HOLIDAYS}</p>",
    "in the numbered list that the number leads to": f"<p>We reply within 24 hours<sup>2</sup></p><h2>Notes</h2>"
    f"<ol><li>any</li><li>{HOLIDAYS}</li></ol>",
    "in what has the number in its id": f"<p>We reply within 24 hours<sup><a href=#fn2>2</a></sup></p><h2>Notes</h2>"
    f"<div id=fn2><p>{HOLIDAYS}</div>",
    "in the note of a mark in the heading": f"<h2>Mail*</h2>{REPLIES}<h2>Notes</h2><p>* not on {HOLIDAYS}</p>",
}

NOT_BESIDE = {
    "nowhere": REPLIES,
    "in the heading of what follows": f"<h2>Mail</h2>{REPLIES}<h2>On public holidays</h2><p>Ring the bell.</p>",
    "under another heading": f"<h2>Mail</h2>{REPLIES}<h2>Holidays</h2>{EXCEPTED}",
    "under the heading before it": f"<h2>Shop</h2>{EXCEPTED}<h2>Mail</h2>{REPLIES}",
    "under a heading below it": f"<h2>Mail</h2>{REPLIES}<h3>Post</h3>{EXCEPTED}",
    "under the heading before the one that says it": f"<h2>Shop</h2>{EXCEPTED}<h2>We reply within 24 hours</h2><p>Yes.",
    "in another term's definition": "<dl><dt>Reply<dd>within 24 hours<dt>Shop<dd>closed on public holidays</dl>",
    "in another question": "<details open><summary>How soon do you reply?</summary><p>Within 24 hours.</details>"
    "<details open><summary>When are you closed?</summary><p>On public holidays.</details>",
    "in the footer": f"<main>{REPLIES}</main><footer><p>Closed on public holidays.</p></footer>",
    "in the note of another mark": f"<p>We reply within 24 hours*.</p><h2>Notes</h2><p>** {HOLIDAYS}</p><p>* any</p>",
    "in a note that no mark leads to": f"<h2>Mail</h2>{REPLIES}<h2>Notes</h2><p>* {HOLIDAYS}</p>",
    "in the next note": f"<p>We reply within 24 hours*.</p><h2>Notes</h2><p>* any<br>** {HOLIDAYS}</p>",
    "in another word": "<p>We reply within 24 hours, republic holidays or not.</p>",
    "in something else that is stated further down": f"<h2>Mail</h2>{REPLIES}<p>Write to us.</p>"
    "<p>We refund you within 5 days, not on public holidays.</p>",
}  # fmt: skip


@pytest.mark.parametrize("where", BESIDE)
def test_a_caveat_stands_beside_the_promise(where):
    assert is_beside(BESIDE[where])


@pytest.mark.parametrize("where", NOT_BESIDE)
def test_a_caveat_does_not_stand_beside_the_promise(where):
    assert not is_beside(NOT_BESIDE[where])


TABLE = """<h2>Ways</h2><p>How it comes.</p>{above}<table><caption>Times{caption}</caption>
<tr><th>Way<th>Delivery time{head}<th>Note<tr><th>Standard<td>3-5 business days{mark}<td>{standard}
<tr><th>Express<td>1-2 business days<td>{express}{foot}</table>{below}<p>Ask us.</p><h2>Notes</h2><p>{note}</p>"""


def table(**places):
    names = ("above", "caption", "head", "mark", "standard", "express", "foot", "below", "note")
    return TABLE.format(**{name: places.get(name, "") for name in names})


@pytest.mark.parametrize(
    "places",
    [
        {"caption": ", not on public holidays"},
        {"head": " (public holidays not counted)"},
        {"standard": "not on public holidays"},
        {"foot": "<tr><td colspan=3>Not on public holidays"},
        {"above": EXCEPTED},
        {"below": EXCEPTED},
        {"below": f"<p>Any questions?</p>{EXCEPTED}"},
        {"mark": "*", "note": "* not on public holidays"},
        {"head": "†", "note": "† not on public holidays"},
    ],
    ids=str,
)
def test_of_a_table_the_row_the_headers_the_caption_and_the_notes_are_beside(places):
    assert is_beside(table(**places), STANDARD)


@pytest.mark.parametrize(
    "places", [{"express": "not on public holidays"}, {"note": "Closed on public holidays."}, {"mark": "*"}], ids=str
)
def test_of_a_table_another_row_is_not_beside(places):
    assert not is_beside(table(**places), STANDARD)


def test_where_columns_tell_for_whom_the_column_is_beside_and_the_row_is_shared():
    rows = "<tr><th>Delivery time<td>3-5 business days<td>1-2 business days<tr><th>Except<td>{}<td>{}"
    columns = f"<h2>Ways</h2><table><tr><th>What<th>Standard delivery<th>Express delivery{rows}</table>"
    assert is_beside(columns.format("public holidays", "nothing"), STANDARD)
    assert not is_beside(columns.format("nothing", "public holidays"), STANDARD)


def test_of_a_table_under_no_heading_what_stands_before_and_after_it_is_beside():
    body = (
        "<tr><th>Way<th>Delivery time<tr><th>Standard<td>3-5 business days<tr><th>Express<td>1-2 business days</table>"
    )
    for html in (
        f"{EXCEPTED}<table>{body}",
        f"<table>{body}{EXCEPTED}",
        f"<table><caption>Times</caption>{body}{EXCEPTED}",
    ):
        assert judge(Html(html).passages, STANDARD).verdict is Verdict.STATED
    assert judge(Html(f"<table>{body}<p>Ask us.</p>{EXCEPTED}").passages, STANDARD).verdict is Verdict.CONTRADICTED


def test_what_is_next_to_it_keeps_its_words_where_it_says_the_same_for_somebody_else():
    standard, express = "<li>Standard delivery: 3-5 business days", "<li>Express delivery: 1-2 business days"
    assert not is_beside(f"<ul>{standard}{express} (not on public holidays)</ul>", STANDARD)
    assert is_beside(f"<ul>{standard}{express}<li>Not on public holidays</ul>", STANDARD)


def test_each_of_two_statements_in_a_passage_has_the_mark_behind_it():
    body = f"<p>Standard: 3-5 business days* Express: 1-2 business days†</p><h2>Notes</h2><p>{{}} {HOLIDAYS}</p>"
    assert is_beside(body.format("*"), STANDARD)
    assert is_beside(body.format("†"), EXPRESS)
    assert not is_beside(body.format("†"), STANDARD)
    assert not is_beside(body.format("*"), EXPRESS)


@pytest.mark.parametrize("field", ["url", "frame", "as_of", "item"])
@pytest.mark.parametrize("mark", ["", "*"])
def test_another_page_frame_entry_or_text_has_nothing_beside_the_promise(field, mark):
    reply, other = Passage(f"We reply within 24 hours{mark}"), Passage(f"{mark} Not on public holidays.")
    assert judge([reply, other]).verdict is Verdict.STATED
    assert judge([reply, replace(other, **{field: "2026-11-22"})]).verdict is Verdict.CONTRADICTED


def test_the_channel_states_the_caveat_with_its_words_and_place():
    found = page(f"<h2>Mail</h2>{REPLIES}<p>Not on <b>Public\u00a0holidays</b>!</p>")
    assert (found.verdict, found.kind, found.declared) == (
        Verdict.STATED,
        "caveats",
        '24 hours, with "public holidays"',
    )
    (quote,) = found.quotes
    assert (quote.words, quote.role, quote.place) == ("Public\u00a0holidays", "caveat", ("Help", "Mail"))
    assert found.evidence.url == "https://shop.example/faq"


def test_a_caveat_that_is_missing_makes_the_promise_overstated():
    found = page(f"<h2>Mail</h2>{REPLIES}")
    assert (found.verdict, found.direction) == (Verdict.CONTRADICTED, Direction.OVERSTATED)
    (quote,) = found.quotes
    assert (quote.words, quote.role, quote.place) == ("within 24 hours", "bare", ("Help", "Mail"))
    assert found.why == (
        'faq says "within 24 hours" without "public holidays" beside it: '
        "customers are told to expect more than is promised"
    )
    assert found.remedy.startswith('Put "public holidays" beside it: ')


def test_every_place_that_makes_the_promise_needs_the_caveat():
    bare = f"<h2>Desk</h2>{REPLIES.replace('We', 'Here we')}<h2>Form</h2>{REPLIES.replace('We', 'And we')}"
    found = page(f"<h2>Mail</h2>{REPLIES}{EXCEPTED}{bare}")
    assert found.verdict is Verdict.CONTRADICTED
    assert [quote.place for quote in found.quotes if quote.role == "bare"] == [("Help", "Desk"), ("Help", "Form")]
    assert "(and 1 more like it)" in found.why


def test_of_many_places_the_first_are_quoted_and_the_others_counted():
    many = "".join(f"<h2>Desk {number}</h2><p>We reply within 24 hours at desk {number}.</p>" for number in range(30))
    found = page(many)
    assert len(found.quotes) == 10
    assert "(and 29 more like it)" in found.why
    assert len(page(many.replace(".</p>", ", not on public holidays.</p>")).quotes) == 10


def test_each_caveat_is_asked_for_and_all_that_lack_are_told():
    caveats = (HOLIDAYS, "Sundays", "strikes")
    assert is_beside("<p>We reply within 24 hours: no public holidays, no Sundays, no strikes.</p>", REPLY, caveats)
    found = page("<p>We reply within 24 hours, but for Sundays.</p>", REPLY, caveats)
    assert 'without "public holidays" and "strikes" beside it' in found.why


def test_what_is_nearly_said_beside_it_is_told_word_by_word():
    found = page(f"{REPLIES}<p>Not on bank holidays.</p>")
    assert "differs word by word: [-public-] {+bank+} holidays" in found.why
    assert [(quote.role, quote.words) for quote in found.quotes][1:] == [("near", "bank holidays")]


def test_another_ending_of_a_word_is_near():
    found = page(f"{REPLIES}<p>Not on a public holiday.</p>")
    assert "public [-holidays-] {+holiday+}" in found.why


def test_a_caveat_that_stands_elsewhere_is_told_with_its_place():
    found = page(f"<h2>Mail</h2>{REPLIES}<h2>Shop</h2><p>Closed on public holidays.</p>")
    assert '"public holidays" stands elsewhere there: Help > Shop' in found.why
    assert [quote.role for quote in found.quotes] == ["bare", "elsewhere"]


def test_what_lies_outside_of_within_is_named_as_a_reason():
    assert "`within:`" in page(REPLIES, options={"within": "main"}).remedy
    assert "`within:`" not in page(REPLIES).remedy


def test_a_placeholder_takes_the_value_of_its_promise_alone():
    caveats = ("on orders over {shipping}",)
    body = "<p>We reply within 24 hours.</p><p>Free standard shipping on orders over {} €.</p>"
    assert is_beside(body.format(50), caveats=caveats)
    found = page(body.format(80), caveats=caveats)
    assert "with another value than shipping declares (from 50 EUR)" in found.why
    assert [quote.role for quote in found.quotes] == ["bare", "different"]


def test_a_placeholder_for_anything_takes_any_words():
    body = "<p>We reply within 24 hours, but not on Easter Monday and other holidays.</p>"
    assert is_beside(body, caveats=("not on {any} holidays",))
    assert is_beside(f"<h2>Mail (not on any holidays)</h2>{REPLIES}", caveats=("not on {any} holidays",))


def test_beside_another_value_the_caveat_counts_the_same():
    late = "<p>We reply within 3 days.</p>"
    assert is_beside(late + EXCEPTED)
    assert not is_beside(late)


def test_words_that_must_be_said_can_have_caveats():
    words = Promise("words", "wording", HERE, stated_on=LISTED, says=(("en", "Free returns"),))
    assert is_beside("<p>Free returns*</p><h2>Notes</h2><p>* but for sale items</p>", words, ("sale items",))
    found = page("<p>Free returns*</p><h2>Sale</h2><p>Sale items</p>", words, ("sale items",))
    assert (found.verdict, found.declared) == (Verdict.CONTRADICTED, 'Free returns, with "sale items"')
    assert page("<p>Returns</p>", words, ("sale items",)).verdict is Verdict.UNSTATED


def test_where_the_promise_is_not_made_nothing_passes():
    for body in ("<p>About us.</p>", "<p>We reply as soon as possible.</p>", EXCEPTED):
        found = page(body)
        assert found.verdict is Verdict.UNSTATED
        assert "nothing that the caveat could stand beside" in found.why


FLAW = (Mishap(Cause.MALFORMED, "block 2 is malformed", "Correct the block."),)


@pytest.mark.parametrize("body", [REPLIES, "<p>About us.</p>"])
def test_what_was_not_heard_may_be_said_in_the_part_with_the_flaw(body):
    found = page(body, flaws=FLAW)
    assert (found.verdict, found.cause, found.remedy) == (
        Verdict.INCONCLUSIVE, Cause.MALFORMED, "Correct the block.",
    )  # fmt: skip
    assert page(REPLIES + EXCEPTED, flaws=FLAW).verdict is Verdict.STATED


def test_a_channel_that_was_not_heard_is_inconclusive():
    mishap = Mishap(Cause.UNREACHABLE, "the name shop.example is not known")
    found = judge((), mishap=mishap)
    assert (found.verdict, found.cause) == (Verdict.INCONCLUSIVE, Cause.UNREACHABLE)


def test_beside_what_came_as_data_nothing_can_stand():
    found = judge((Passage("Not on public holidays."),), statements=(said(24),))
    assert (found.verdict, found.cause) == (Verdict.INCONCLUSIVE, None)
    assert "gives it as data" in found.why


def test_a_waiver_lets_a_missing_caveat_through():
    waived = replace(REPLY, waived=Waiver(date(2026, 12, 31), "the page is being written"))
    found = page(REPLIES, waived)
    assert (found.verdict, found.underlying) == (Verdict.WAIVED, Verdict.CONTRADICTED)


def test_a_missing_caveat_changes_nothing_of_whether_the_promise_is_stated(case):
    asked = {"caveats": (("en", (HOLIDAYS,)),), "caveats_on": LISTED}
    one = case(**asked).says("faq", said(24), locale="en-GB")
    assert one.judge("caveats[faq]").verdict is Verdict.CONTRADICTED
    assert (one.judge().verdict, one.judge("consistent").verdict) == (Verdict.STATED, Verdict.CONSISTENT)


def test_the_caveats_of_the_channels_own_language_are_asked_for():
    promise = replace(REPLY, caveats=(("en", ("a",)), ("en-GB", ("b",)), ("pt", ("c",))))
    asked = {locale: promise.caveats_in(locale) for locale in ("en", "en-US", "en_GB", "EN-gb", "pt-BR", "bg")}
    assert asked == {"en": ("a",), "en-US": ("a",), "en_GB": ("b",), "EN-gb": ("b",), "pt-BR": ("c",), "bg": ()}


WORDS = st.text(st.sampled_from("ab *†1¹[]().:\n "), max_size=12)
HEADINGS = st.lists(st.sampled_from(["Mail", "Shop", "Notes*"]), max_size=2).map(tuple)
ANY = st.builds(
    Passage, WORDS, headings=HEADINGS, lead=st.sampled_from(["", "Reply", "But:"]), row=HEADINGS, column=HEADINGS
)


@given(st.lists(ANY, max_size=6), ANY)
def test_a_caveat_that_is_nowhere_on_the_page_never_passes(around, place):
    made = replace(place, text="We reply within 24 hours*.")
    assert judge([*around, made, *around]).verdict is Verdict.CONTRADICTED


@given(st.lists(ANY, max_size=6), ANY)
def test_a_caveat_in_the_passage_itself_passes_whatever_stands_around_it(around, place):
    made = replace(place, text="We reply within 24 hours, but for public holidays¹.")
    assert judge([*around, made, *around]).verdict is Verdict.STATED


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_what_stands_in_another_document_changes_nothing(around, others):
    made = Passage("We reply within 24 hours*.", headings=("Help",))
    others = [replace(one, url="https://shop.example/other", text=f"* {HOLIDAYS} {one.text}") for one in others]
    assert judge([*around, made, *others]).verdict is Verdict.CONTRADICTED
