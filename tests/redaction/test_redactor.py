import base64
import html
import json
import re
from dataclasses import replace
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.test_text import contradiction

from pytest_promises.model.hearing import Evidence, Hearing
from pytest_promises.model.redacting import Redacting
from pytest_promises.model.statement import Passage, Statement
from pytest_promises.redaction import MASK, Redactor
from pytest_promises.wire import to_plain

ANY = Redacting(region="BG")
SECRETS = st.text(st.characters(codec="utf-8"), min_size=9).filter(lambda text: len(text.strip()) > 8)


@pytest.mark.parametrize(
    "form",
    [
        str,
        lambda secret: quote(secret, safe=""),
        quote,
        quote_plus,
        lambda secret: re.sub("%..", lambda match: match.group().lower(), quote(secret, safe="")),
        html.escape,
        json.dumps,
        lambda secret: json.dumps(secret, ensure_ascii=False),
        repr,
        lambda secret: secret.encode().hex(),
        lambda secret: base64.b64encode(f"user:{secret}".encode()).decode(),
        lambda secret: base64.b64encode(f"a{secret}".encode()).decode(),
        lambda secret: base64.urlsafe_b64encode(secret.encode()).decode().rstrip("="),
    ],
)
@given(secret=SECRETS)
def test_a_secret_is_taken_out_in_every_form(form, secret):
    shown = Redactor([secret]).text(f"before {form(secret)} after")
    assert MASK in shown
    assert secret not in shown
    assert form(secret) not in shown


@given(st.text(min_size=4).filter(str.strip))
def test_a_secret_is_in_no_part_of_a_finding(secret):
    secret = f"s3cr3t-{secret}"
    finding = contradiction(words=secret, why=f"not {secret}", remedy=f"https://shop.example/?key={secret}")
    shown = json.dumps(to_plain(Redactor([secret]).finding(finding)), ensure_ascii=False)
    assert "s3cr3t" not in shown


def test_a_secret_that_is_a_verdicts_name_hides_no_verdict():
    found = Redactor(["contradicted"]).finding(contradiction(why="contradicted"))
    assert (found.verdict, found.why) == ("contradicted", MASK)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to ann.lee+shop@mail.example.com today", "Write to *** today"),
        ("?to=ann%40mail.example&x=1", "?to=***&x=1"),
        ("Поща: иван@поща.бг.", "Поща: ***."),
        ("Call +359 2 987 65 43 or (02) 987-6543", "Call *** or ***"),
        ("tel:+14155552671", "tel:***"),
        ("Telefon 02 987 65 43, Mo-Fr", "Telefon ***, Mo-Fr"),
    ],
)
def test_addresses_and_numbers_of_people_are_taken_out(text, shown):
    assert Redactor(asked=[ANY]).text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Open Mon-Fri 09:00-18:00, Sat 10:00-14:00",
        "Since 2026-11-23T12:45:43+00:00, 23.11.2026, 2026/11/23",
        "Order 20261123124543 of 1.000.000 €, 10 000 000 tickets",
        "user @ home, @shop, a@b",
        "https://shop.example/orders/29876543/9",
        "24/7, 365 days, 99.999 %",
    ],
)
def test_what_is_neither_stays(text):
    assert Redactor(asked=[ANY]).text(text) == text


def test_what_the_spec_says_itself_is_shown():
    own = Redacting(region="BG", public=("Write to help@shop.example or call +359 2 987 65 43",))
    text = "HELP@shop.example, 02 987 65 43; ann@shop.example, +359 2 987 65 44"
    assert Redactor(asked=[own]).text(text) == f"HELP@shop.example, 02 987 65 43; {MASK}, {MASK}"


def test_a_spec_can_ask_for_more_or_for_less():
    asked = Redacting((r"ORD-\d+",), mail_addresses=False, telephone_numbers=False)
    assert Redactor(asked=[asked]).text("ORD-12 of ann@mail.example, +359 2 987 65 43") == (
        "*** of ann@mail.example, +359 2 987 65 43"
    )


@given(st.text(st.sampled_from("a1@. +0-(\u00a0%4é"), max_size=60))
def test_to_redact_twice_changes_nothing(text):
    once = Redactor(["1.1a"], [ANY]).text(text)
    assert Redactor(["1.1a"], [ANY]).text(once) == once


@given(st.text(max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_a_span_still_has_its_words(before, words, after):
    text = f"ann@mail.example {before}|{words}|{after} ann@mail.example"
    start = len("ann@mail.example ") + len(before) + 1
    said = Statement(_day(), words, (start, start + len(words)), passage=Passage(text))
    heard = Redactor(["s3cr3t"], [ANY]).hearing(Hearing("faq", (Passage(text),), (said,)))
    (statement,) = heard.statements
    assert "ann@" not in heard.passages[0].text + statement.passage.text
    if statement.span != (0, 0):
        assert statement.passage.text[slice(*statement.span)] == statement.words


def _day():
    from pytest_promises.reading import read_value

    return read_value("1 day", "en")


def test_nothing_to_redact_gives_the_same_object():
    heard = Hearing("faq", (Passage("within 24 hours"),), evidence=Evidence("https://shop.example/faq"))
    assert Redactor(["s3cr3t"], [ANY]).hearing(heard) is heard


def test_times_and_references_are_no_telephone_numbers():
    evidence = Evidence(fetched_at="2026-11-23T12:45:43+00:00", screenshot=f"sha256:{'0298765432' * 6}abcd")
    heard = Hearing("faq", evidence=replace(evidence, url="tel:+35929876543"))
    found = Redactor(asked=[ANY]).hearing(heard).evidence
    assert found == replace(evidence, url=f"tel:{MASK}")
