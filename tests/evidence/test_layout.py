from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.evidence.layout import Box, boxes

TEXT = "We reply within 24 hours."
LAYOUT = {
    "width": 800,
    "height": 600,
    "passages": [
        {"selector": "#other", "text": TEXT, "words": [[0, 25, 1, 1, 1, 1]]},
        {
            "selector": "#it",
            "text": TEXT,
            "words": [
                [0, 2, 10, 20, 20, 16],
                [3, 8, 34, 20, 40, 16],
                [9, 15, 78, 20, 50, 16],
                [16, 18, 10, 40, 18, 16],
                [19, 25, 32, 40, 44, 16],
            ],
        },
    ],
}


def test_words_of_one_line_share_a_box_and_each_line_has_its_own():
    start = TEXT.index("within")
    assert boxes(LAYOUT, "#it", TEXT, (start, len(TEXT))) == (Box(78, 20, 50, 16), Box(10, 40, 66, 16))


def test_a_word_that_is_only_touched_is_boxed_as_a_whole():
    assert boxes(LAYOUT, "#it", TEXT, (5, 6)) == (Box(34, 20, 40, 16),)


def test_words_that_lie_far_apart_on_a_line_are_boxed_apart():
    words = [[0, 4, 0, 0, 30, 16], [5, 9, 300, 0, 30, 16]]
    layout = {"passages": [{"selector": "p", "text": "left side", "words": words}]}
    assert boxes(layout, "p", "left side", (0, 9)) == (Box(0, 0, 30, 16), Box(300, 0, 30, 16))


def test_a_line_that_is_written_from_right_to_left_is_one_box():
    words = [[0, 4, 300, 0, 40, 16], [5, 9, 255, 0, 40, 16]]
    layout = {"passages": [{"selector": "p", "text": "خلال يوم", "words": words}]}
    assert boxes(layout, "p", "خلال يوم", (0, 8)) == (Box(255, 0, 85, 16),)


def test_what_the_picture_does_not_show_has_no_box():
    assert boxes(LAYOUT, "#it", TEXT + " Or later.", (0, 2)) == ()
    assert boxes(LAYOUT, "#gone", TEXT, (0, 2)) == ()
    assert boxes(LAYOUT, "#it", TEXT, (2, 3)) == ()
    assert boxes({}, "#it", TEXT, (0, 2)) == ()


@given(
    words=st.lists(
        st.tuples(st.integers(0, 30), *[st.integers(0, 500)] * 2, *[st.integers(1, 80)] * 2).map(
            lambda one: [one[0], one[0] + 3, *one[1:]]
        ),
        max_size=12,
    ),
    span=st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_boxes_hold_every_word_that_is_asked_for(words, span):
    layout = {"passages": [{"selector": "p", "text": "x", "words": words}]}
    found = boxes(layout, "p", "x", span)
    for start, end, x, y, width, height in words:
        if start < span[1] and end > span[0]:
            assert any(
                box.x <= x and box.y <= y and box.x + box.width >= x + width and box.y + box.height >= y + height
                for box in found
            )
