"""Topics that a spec defines, read like the built-in ones."""

from decimal import Decimal

import pytest

from pytest_promises.model.quantities import Count, Money
from pytest_promises.model.statement import Passage
from pytest_promises.model.topics import Better, Topic
from pytest_promises.reading import Vocabulary, read_passage

LANGUAGES = Topic(
    "languages", ("count",), Better.HIGHER, (("en", ("languages",)), ("ru", ("языках",)), ("th", ("ภาษา",)))
)
WRAP = Topic("gift_wrap", ("money",), Better.LOWER, (("", ("gift wrap",)),))


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("We answer in 4 languages.", "en", "4 languages"),
        ("Мы отвечаем на четырёх языках.", "ru", "четырёх языках"),
        ("เราตอบเป็น 4 ภาษา", "th", "4 ภาษา"),
    ],
)
def test_the_words_of_a_counted_topic_are_what_is_counted(text, lang, words):
    (said,) = read_passage(Passage(text, lang), Vocabulary((LANGUAGES,)))
    assert (said.value, said.topic, said.words) == (Count(4, 4), "languages", words)


def test_the_words_of_another_topic_tell_it():
    (said,) = read_passage(Passage("Free gift wrap from 30 €", "en"), Vocabulary((WRAP,)))
    assert (said.value, said.topic) == (Money(Decimal(30), None, "EUR"), "gift_wrap")


def test_a_specs_own_word_is_found_within_a_longer_word_of_a_script_without_spaces():
    own = Vocabulary((Topic("repair", ("duration",), Better.LOWER, (("th", ("ซ่อม",)),)),))
    (statement,) = read_passage(Passage("งานซ่อมใช้เวลาไม่เกิน 14 วัน", "th"), own)
    assert statement.topic == "repair"
