"""One promise held against one hearing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.audit.single import judge_one, statements_in
from pytest_promises.model.finding import Verdict
from pytest_promises.model.hearing import Cause, Evidence, Hearing, Mishap
from pytest_promises.model.promise import Location, Promise, Spec, Waiver
from pytest_promises.model.statement import Passage
from pytest_promises.reading import read_value

HERE = Location("shop.yaml", 5, 3)
TODAY = date(2026, 11, 1)
REPLY = Promise("first-reply", "reply", HERE, value=read_value("24 hours"), value_text="24 hours")
GREETING = Promise("greeting", "wording", HERE, says=(("en", "within {first-reply}"), ("pt-BR", "em {first-reply}")))
CLAIMS = Promise("claims", "wording", HERE, never=("instant refund",))
SPEC = Spec("shop.yaml", promises=(REPLY, GREETING, CLAIMS), secrets=frozenset({"tok-1"}))


def page(*texts, lang="en"):
    return Hearing("page", tuple(Passage(text, lang) for text in texts), evidence=Evidence("https://shop.example/"))


def verdicts(promise, hearing, locale="en"):
    return [finding.verdict for finding in judge_one(SPEC, promise, hearing, locale, TODAY)]


@pytest.mark.parametrize(
    ("promise", "said", "expected"),
    [
        (REPLY, "We reply within 24 hours.", [Verdict.STATED]),
        (REPLY, "We reply within 2 days.", [Verdict.CONTRADICTED]),
        (REPLY, "We are happy.", [Verdict.UNSTATED]),
        (GREETING, "We reply within one day.", [Verdict.STATED]),
        (GREETING, "We reply within 2 days.", [Verdict.CONTRADICTED]),
        (CLAIMS, "We are happy.", [Verdict.CONSISTENT]),
        (CLAIMS, "You get an instant refund.", [Verdict.CONTRADICTED]),
        (replace(REPLY, says=GREETING.says), "We reply within 2 days.", [Verdict.CONTRADICTED, Verdict.CONTRADICTED]),
        (replace(REPLY, waived=Waiver(TODAY, "moving")), "We reply within 2 days.", [Verdict.WAIVED]),
    ],
)
def test_a_promise_is_judged_by_what_it_has(promise, said, expected):
    assert verdicts(promise, page(said)) == expected


EXCEPTED = replace(REPLY, caveats=(("en", ("public holidays",)),), caveats_on=())


@pytest.mark.parametrize(
    ("locale", "texts", "expected"),
    [
        ("en", ["We reply within 24 hours.", "Not on public holidays."], [Verdict.STATED, Verdict.STATED]),
        ("EN-gb", ["We reply within 24 hours."], [Verdict.STATED, Verdict.CONTRADICTED]),
        ("en", ["We are happy."], [Verdict.UNSTATED, Verdict.UNSTATED]),
        ("de", ["Wir antworten innerhalb von 24 Stunden."], [Verdict.STATED]),
    ],
)
def test_a_page_is_asked_for_the_caveats_of_its_language(locale, texts, expected):
    assert verdicts(EXCEPTED, page(*texts, lang=None), locale) == expected


@pytest.mark.parametrize("locale", ["en", "en-GB", "EN_us", "pt-BR", "pt_br", "pt-BR-x-shop"])
def test_words_serve_the_locales_of_their_language(locale):
    said = page("within 24 hours" if locale.casefold().startswith("en") else "em 24 horas", lang=None)
    assert verdicts(GREETING, said, locale) == [Verdict.STATED]


@pytest.mark.parametrize("locale", ["fr", "pt", "e", ""])
def test_a_page_in_a_language_without_words_is_inconclusive(locale):
    (finding,) = judge_one(SPEC, GREETING, page("within 24 hours"), locale, TODAY)
    assert (finding.verdict, finding.cause) == (Verdict.INCONCLUSIVE, Cause.MISSING)
    assert "has words in `en`, `pt-BR` alone" in finding.why


def test_why_nothing_was_heard_stands_before_anything_else():
    unheard = Hearing("page", mishap=Mishap(Cause.EMPTY, "It shows no text."))
    (finding,) = judge_one(SPEC, GREETING, unheard, "fr", TODAY)
    assert finding.cause is Cause.EMPTY


def test_secrets_of_the_spec_are_taken_out():
    (finding,) = judge_one(SPEC, REPLY, page("We reply to tok-1 within 2 days."), "en", TODAY)
    assert finding.quotes[0].context == "We reply to *** within 2 days."


def test_statements_are_read_in_the_locale_of_texts_that_name_none():
    assert [said.lang for said in statements_in(page("24 часа", lang=None), SPEC, "bg")] == ["bg"]


@given(st.lists(st.text(), max_size=4), st.one_of(st.none(), st.text(max_size=12)), st.text(max_size=12))
def test_any_text_in_any_language_is_judged(texts, lang, locale):
    for promise in SPEC.promises:
        assert len(judge_one(SPEC, promise, page(*texts, lang=lang), locale, TODAY)) == 1
