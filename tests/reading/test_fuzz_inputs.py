"""What the fuzz target reads: any bytes at all, beginning with the corpus files."""

from fuzz.inputs import marked, seeds
from fuzz.invariants import check
from hypothesis import example, given, settings
from hypothesis import strategies as st


def test_it_begins_with_the_sentences_of_every_corpus_file():
    found = [marked(data) for data in seeds()]
    assert {"en", "ru", "bg", "th"} <= {lang for _, lang in found}
    assert sum(bool(check(passage, lang)) for passage, lang in found) > len(found) / 2


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b"")
@example(b"\x81Delivery\nwithin 2 days \xff\xfe")
def test_any_bytes_are_a_passage_of_which_holds_what_must(data):
    check(*marked(data))


def test_a_placed_input_has_its_first_line_around_it():
    passage, _ = marked(b"\x80Delivery\n2 days")
    assert (passage.text, passage.row, passage.headings) == ("2 days", ("Delivery",), ("Delivery",))


def test_a_byte_that_is_no_text_is_a_lone_surrogate():
    passage, lang = marked(b"\0\xff")
    assert (passage.text, lang) == ("\udcff", None)
