"""Layouts put together: what is masked goes, and what is left keeps its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.channels.browser.layout import Framed, Told, Word, layout_of, part_of, without
from pytest_promises.model.statement import Passage
from pytest_promises.redaction import MASK

AREA = (0.0, 0.0, 10.0, 10.0)


@st.composite
def masked_texts(draw):
    """A text of words with spaces between them, and some of it masked."""
    text = " ".join(draw(st.lists(st.text("abcdé😀", min_size=1, max_size=6), min_size=1, max_size=8)))
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, list(zip(ends[::2], ends[1::2], strict=False))


def words_of(text):
    found, at = [], 0
    for word in text.split(" "):
        found.append(Word(at, at + len(word), AREA))
        at += len(word) + 1
    return found


@given(masked_texts())
def test_words_that_are_left_still_span_their_own_letters(case):
    text, masks = case
    words = words_of(text)
    clean, left = without(text, masks, words)
    pieces = [
        text[a:b] for a, b in zip([0, *(end for _, end in masks)], [*(start for start, _ in masks), None], strict=True)
    ]
    assert clean == MASK.join(pieces)
    open_words = [word for word in words if not any(word.start < end and word.end > start for start, end in masks)]
    assert [clean[word.start : word.end] for word in left] == [text[word.start : word.end] for word in open_words]


def said(**changed):
    data = {"words": {}, "scroll": [0, 0], "view": [800, 600], "size": [800, 2000], "invalid": [], "bare": False}
    return json.dumps(data | changed)


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=3), lambda one: st.lists(one, max_size=7))
)
def test_what_a_page_has_meddled_with_is_no_layout(anything):
    for name in ("words", "scroll", "view", "size", "invalid"):
        try:
            part_of(said(**{name: anything}))
        except ValueError:
            continue


@pytest.mark.parametrize(
    "text", [None, "", "[]", said(scroll=[1]), said(words={"0": [[0, 1, 2]]}), said(size=[float("inf"), 1])]
)
def test_an_answer_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="not what the script says"):
        part_of(text)


def told(frame, *texts):
    return Told(frame, tuple(Passage(text, "en", selector="p") for text in texts), ((),) * len(texts))


def test_words_are_placed_by_scroll_and_frame_in_the_pixels_of_the_picture():
    main = part_of(said(scroll=[0, 100], words={"0": [[0, 2, 8, 20, 16, 10]]}))
    inner = part_of(said(words={"0": [[0, 5, 4, 4, 16, 10], [0, 5, 4, 900, 16, 10]]}))
    layout = layout_of(told(0, "We"), main, [Framed(told(1, "reply"), inner, (40.0, 60.0, 100.0, 50.0))])
    assert json.loads(layout.to_json(0.5)) == {
        "width": 400,
        "height": 1000,
        "passages": [
            {"selector": "p", "text": "We", "words": [[0, 2, 4, 60, 8, 5]]},
            {"selector": "p", "text": "reply", "words": [[0, 5, 22, 82, 8, 5]]},
        ],
    }
