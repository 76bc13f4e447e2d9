"""Any text at all is read without an exception, and every span is exact."""

import pytest
from fuzz.inputs import marked, seeds
from fuzz.invariants import check
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_promises.model.statement import Passage
from pytest_promises.reading import read, read_passage, read_value
from pytest_promises.reading.data import languages
from pytest_promises.reading.folding import fold

PIECES = [
    *(
        "24 hours",
        "within",
        "в течение",
        "ชั่วโมง",
        "часа",
        "3-5",
        "business days",
        "€",
        "$50",
        "99.9 %",
        "Mon-Fri",
        "9:00",
    ),
    *(
        "18.00",
        "-",
        "–",
        "and a half",
        "½",
        "١٢–٢٤",
        "\u200b",
        "\u00ad",
        "\u202e",
        "\ud800",
        "\u0e4d\u0e32",
        "ﬁve",
        "и\u0306",
    ),
    *(
        "(",
        ")",
        "\n\n",
        "\n",
        ". ",
        "?",
        "9" * 4000,
        "1,000",
        "1.000,50",
        "24/7",
        "D+1",
        "free",
        "бесплатно",
        "no later than",
    ),
    *(
        "до",
        "от",
        "and",
        "a",
        "one",
        "twenty",
        "thousand",
        "%",
        "https://x.example/%20%20",
        "closed",
        "PH",
        "İ",
        "ß",
        "lv.",
    ),
    *("лв.", "น.", "'", "’s", "\u0000", "+", "/", "cents", "or more", "not", "if", "on orders over"),
]
LONG = [
    *(
        "9",
        "1,",
        "24 ",
        "a",
        "24 hours ",
        "within ",
        "3-",
        "( ",
        "no later ",
        "\u200b",
        "ชั่วโมง",
        "วัน",
        "Mon-",
        "9:00-",
        "don't ",
    ),
    *(
        "1 h ",
        "€",
        "5 €-",
        "'",
        "a'",
        ". ",
        "?",
        "-",
        "\u0301",
        "один ",
        "и ",
        "on orders over 5 € ",
        "1 day and ",
        "\n",
    ),
    *("“‘\"'«", "([{", "\ud800", "24\udfff ", "\u202e24\u200f ساعة\u2066 ", "2\u200b4\u200d \ufeff", "e\u0301\u0302"),
    *(
        "24 hours часа ชั่วโมง 時間 시간 ώρες ",
        "twenty five thousand ",
        "within up to ",
        "١٢–٢٤ ساعة ",
        "三個工作日",
        "m. ",
    ),
]
BAD = [
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
    "\ud800",
    "\udfff",
    "\u0301",
    "\x00",
    "\x1b[31m",
    "(",
    "»",
    "9" * 500,
]
CORPUS = [marked(data) for data in seeds()]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
LANGS = st.sampled_from([*languages(), None, "xx", "en-GB", ""])


@settings(max_examples=300)
@given(TEXTS, LANGS)
def test_any_text_is_read_and_its_words_are_exact(text, lang):
    check(Passage(text, lang), None)


@settings(max_examples=200)
@given(st.sampled_from(CORPUS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(BAD)), max_size=6), LANGS)
def test_a_sentence_with_anything_in_any_place_is_read(item, insertions, lang):
    text = item[0].text
    for share, bad in insertions:
        at = round(share * len(text))
        text = text[:at] + bad + text[at:]
    check(Passage(text), item[1])
    check(Passage(text), lang)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(CORPUS), min_size=2, max_size=6), st.sampled_from(["", " ", "\n", "“", "（", ", "]))
def test_sentences_of_several_languages_and_scripts_together_are_read(items, join):
    text = join.join(passage.text for passage, _ in items)
    for lang in {lang for _, lang in items} | {None}:
        check(Passage(text), lang)


@pytest.mark.parametrize("piece", ["x", "9", "\u202e", "營業日", "\udfff"])
def test_a_million_letters_without_a_space_are_read(piece):
    check(Passage(piece * (1_000_000 // len(piece))), "en")


@settings(max_examples=150)
@given(TEXTS, TEXTS, LANGS)
def test_any_heading_and_table_header_is_taken(text, around, lang):
    passage = Passage(text, headings=(around,), row=(around,), column=(around,), lead=around, label=around)
    for statement in read_passage(passage, lang=lang):
        assert statement.passage is passage


@settings(max_examples=150)
@given(TEXTS, LANGS)
def test_any_text_is_one_value_or_none(text, lang):
    value = read_value(text, lang or "en")
    assert value is None or value.as_dict()["kind"]


@settings(max_examples=200)
@given(TEXTS)
def test_folding_maps_every_character_back(text):
    folded = fold(text)
    previous = 0
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert previous <= start < end <= len(text)
        previous = start


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_of_one_piece_is_read(piece):
    for lang in ("en", "ru", "th"):
        text = piece * (20_000 // len(piece))
        assert all(text[said.span[0] : said.span[1]] == said.words for said in read(text, lang))
