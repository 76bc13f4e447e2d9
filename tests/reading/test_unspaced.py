"""Runs of letters without spaces, cut into words."""

import pytest

from pytest_promises.reading.lexicon import lexicon
from pytest_promises.reading.unspaced import Cutter

WORDS = {"이십", "백오십", "시간", "이내", "내", "만", "분", "오", "이", "사", "십"}
CUTTER = Cutter(WORDS, ["만", "분", "오", "이", "사", "십"], frozenset("만오이사십백"), frozenset("분"))


def cut(text):
    return [text[start:end] for start, end in CUTTER.cut(text, 0, len(text))]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("백오십", ["백오십"]),
        ("백오십만", ["백오십", "만"]),
        ("백오십오만", ["백오십", "오", "만"]),
        ("백오십분", ["백오십", "분"]),
        ("이십분이내", ["이십", "분", "이내"]),
        ("이십분점", ["이십"]),
        ("이십시간", ["이십", "시간"]),
        ("이사", []),
        ("이사분", []),
        ("시간오", ["시간"]),
        ("분", ["분"]),
    ],
)
def test_a_letter_alone_is_a_word_after_a_longer_number(run, words):
    assert cut(run) == words


def test_letters_of_a_script_without_spaces_are_told_from_words_that_stand_apart():
    known = lexicon("ko").words
    assert {known[text].kind for text in ("분", "십", "이내")} == {"s"}
    assert known["days"].kind == "w"
