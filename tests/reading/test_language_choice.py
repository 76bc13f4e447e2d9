"""The language of a passage: the declared one, the channel's, or what the text shows."""

import json
from pathlib import Path

import pytest

from pytest_promises.model.statement import Passage
from pytest_promises.reading import read, read_passage
from pytest_promises.reading.languages import choose

LIKE = {"da": {"da", "nb"}, "nb": {"nb", "da"}}
"""Languages that a sentence may be either of."""
RUSSIAN = "Мы ответим вам в течение 24 часов."
BULGARIAN = "Ще получите отговор в рамките на 24 часа."
THAI = "เราตอบกลับภายใน 24 ชั่วโมง"
ENGLISH = "We reply within 24 hours."


@pytest.mark.parametrize(("text", "lang"), [(RUSSIAN, "ru"), (BULGARIAN, "bg"), (THAI, "th"), (ENGLISH, "en")])
@pytest.mark.parametrize("marked", ["en", "ru", "th", "xx", "", None, "en-US"])
def test_a_text_is_read_in_its_own_language_however_it_is_marked(text, lang, marked):
    if {marked, lang} == {"ru", "bg"}:
        pytest.skip("one script: the mark is believed")
    (statement,) = read(text, marked)
    assert (statement.lang, statement.topic) == (lang, "reply")


def test_the_passage_is_believed_before_the_channel():
    passage = Passage("24 часа", "bg")
    (statement,) = read_passage(passage, lang="ru")
    assert statement.lang == "bg"


def test_the_channel_is_believed_where_the_passage_is_not_marked():
    (statement,) = read_passage(Passage("24 часа"), lang="bg-BG")
    assert statement.lang == "bg"


def test_a_few_foreign_words_do_not_change_the_language():
    (statement,) = read("Delivery with СПИДИ takes 2 days.", "en")
    assert statement.lang == "en"


def test_a_text_without_letters_takes_the_declared_language():
    (statement,) = read("99,9 %", "ru")
    assert statement.lang == "ru"
    assert statement.as_dict()["value"] == 99.9


def test_the_sentences_of_the_corpora_show_their_language_themselves():
    corpora = sorted((Path(__file__).parent / "corpus").glob("*.jsonl"))
    lines = [(path.stem, line) for path in corpora for line in path.read_text("utf-8").splitlines()]
    texts = [(lang, json.loads(line)["text"]) for lang, line in lines]
    wrong = [text for lang, text in texts if choose((), text) not in LIKE.get(lang, {lang})]
    assert len(wrong) <= 0.03 * len(texts), wrong
