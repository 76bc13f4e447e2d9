import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.nearly import nearest
from pytest_promises.judging.notes import marks_in, note, unmarked
from pytest_promises.model.statement import Passage

MARKED = {
    "within 24 hours*": ["*"],
    "within 24 hours *, always**": ["*", "**"],
    "ภายใน 24 ชั่วโมง*ยกเว้น": ["*"],
    "within 24 hours† and ‡": ["†", "‡"],
    "within 24 hours¹ or 2 days¹²": ["1", "12"],
    "within 24 hours1.": ["1"],
    "within 24 hours.1": ["1"],
    "within 24 hours [2] (3) [^note]": ["2", "3", "note"],
    "within 24 hours＊": ["*"],
    "24 hours, 3-5 days, 9:00, 2.5": [],
    "* its own mark": [],
    "any\n1 its own mark\n² and its own": [],
    "rated ***** by all": [],
    "in the year 1998, model A1998": [],
}


@pytest.mark.parametrize("text", MARKED)
def test_the_marks_of_a_text_lead_to_notes(text):
    assert [mark.name for mark in marks_in(text)] == MARKED[text]


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("* but for Sundays", "*", " but for Sundays"),
        ("*but for Sundays", "*", "but for Sundays"),
        ("†) Sundays", "†", " Sundays"),
        ("1Sundays", "1", "Sundays"),
        ("1. Sundays", "1", " Sundays"),
        ("(1) Sundays", "1", " Sundays"),
        ("¹ Sundays", "1", " Sundays"),
        ("[1] Sundays", "1", " Sundays"),
        ("[^late]: Sundays", "late", " Sundays"),
        ("* a\nb\n** c", "*", " a\nb\n"),
        ("* a\n24 hours\n** c", "*", " a\n24 hours\n"),
        ("** c", "*", None),
        ("24 hours", "2", None),
        ("11 Sundays", "1", None),
        ("any", "*", None),
    ],
)
def test_a_note_is_what_stands_behind_its_mark(text, mark, words):
    span = note(Passage(text), mark)
    assert (None if span is None else text[slice(*span)]) == words


@pytest.mark.parametrize(
    ("selector", "number"),
    [
        ("body > ol > li:nth-of-type(2)", "2"),
        ("#notes > ol > li:nth-of-type(2) > p", "2"),
        ("ol > li", "1"),
        ("ol > li:nth-of-type(1)", "1"),
        ("#fn2", "2"),
        ("#note-2 > p:nth-of-type(1)", "2"),
    ],
)
def test_a_number_leads_to_the_item_or_the_element_of_that_number(selector, number):
    assert note(Passage("Sundays", selector=selector), number) == (0, 7)
    assert note(Passage("Sundays", selector=selector), "3") is None
    assert note(Passage("Sundays", selector=selector), "*") is None


@pytest.mark.parametrize(
    "selector", ["ul > li:nth-of-type(2)", "ol > li", "#fn12", "#fn2a", "tool > li:nth-of-type(2)"]
)
def test_a_number_leads_nowhere_else(selector):
    assert note(Passage("Sundays", selector=selector), "2") is None


def test_a_word_is_told_from_the_mark_that_it_runs_into():
    text = "1Sundays¹, holidays2 and strikes* (3)"
    assert unmarked(text) == " Sundays , holidays  and strikes     "


@given(st.text(), st.text(max_size=3))
def test_any_text_keeps_its_places(text, mark):
    assert len(unmarked(text)) == len(text)
    assert all(0 <= one.at < len(text) for one in marks_in(text))
    span = note(Passage(text), mark)
    assert span is None or 0 <= span[0] <= span[1] <= len(text)


def test_what_comes_nearest_is_as_many_words_long():
    passages = [Passage("Write to us any time."), Passage("But, alas, not on (a public holiday).")]
    found = nearest("public holidays", passages)
    assert found is not None
    assert found[0].text[slice(*found[1])] == "public holiday"


@given(st.text(), st.lists(st.text().map(Passage), max_size=4))
def test_what_comes_near_is_part_of_a_passage(words, passages):
    found = nearest(words, passages)
    assert found is None or (found[0] in passages and 0 <= found[1][0] < found[1][1] <= len(found[0].text))
