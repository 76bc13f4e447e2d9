"""Lexicons that are handed down from outside are read like the package's own."""

import json
from pathlib import Path

import pytest

from pytest_promises.reading import read, read_value
from pytest_promises.reading.data import language_data, languages
from pytest_promises.reading.registered import register

CORPUS = Path(__file__).parent / "corpus"
ESPERANTO = {
    "script": "Latn",
    "words": {"upper": ["ene de", "ĝis"], "business": ["labor{a|aj|ajn}"], "to": ["ĝis"]},
    "units": {"day": ["tag{o|oj|ojn}"], "hour": ["hor{o|oj|ojn}"]},
    "topics": {"reply": {"strong": ["respond*"]}},
    "detection": {"letters": "ĉĝĥĵŝŭ", "words": ["kaj", "la", "ene"]},
}


@pytest.fixture(autouse=True)
def nothing_is_left_registered():
    yield
    register({})


def test_a_registered_language_is_read():
    register({"eo": ESPERANTO})
    (statement,) = read("Ni respondas ene de du tagoj.", "eo")
    assert (statement.lang, statement.topic) == ("eo", "reply")


@pytest.mark.parametrize("lang", ["en", "fr", "he", "th", "tr"])
def test_data_reads_the_same_made_ready_ahead_of_time_and_when_it_is_registered(lang):
    texts = [json.loads(line)["text"] for line in (CORPUS / f"{lang}.jsonl").read_text("utf-8").splitlines()]
    shipped = [read(text, lang) for text in texts]
    register({lang: language_data(lang)})
    assert [read(text, lang) for text in texts] == shipped


def test_a_registered_language_is_found_where_no_mark_tells_it():
    register({"eo": ESPERANTO})
    (statement,) = read("Ni respondos al ĉiuj leteroj ene de 24 horoj, kaj ĝoje.")
    assert (statement.lang, statement.topic) == ("eo", "reply")
    assert "eo" in languages()


def test_a_registered_lexicon_takes_the_place_of_an_own_one():
    assert read("We holler within 2 days.", "en")[0].topic is None
    own = {
        "topics": {"reply": {"strong": ["holler*"]}},
        "script": "Latn",
        "detection": {"letters": "", "words": ["we"]},
    }
    register({"en": {**own, "words": {"upper": ["within"]}}})
    assert read("We holler within 2 days.", "en")[0].topic == "reply"
    assert read("We reply within 2 days.", "en")[0].topic is None


def test_what_was_read_with_other_lexicons_is_forgotten():
    register({"eo": ESPERANTO})
    assert [statement.topic for statement in read("Ni respondas ene de 2 tagoj.", "eo")] == ["reply"]
    assert read_value("2 tagojn", "eo") is not None
    register({})
    assert "eo" not in languages()
    assert [statement.topic for statement in read("Ni respondas ene de 2 tagoj.", "eo")] == [None]
    assert read_value("2 tagojn", "eo") is None
