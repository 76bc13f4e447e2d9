"""Sentences that are passed over, because they have nothing of what values are made of, say nothing indeed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.model.statement import Passage
from pytest_promises.reading import Vocabulary, reader, sentences
from pytest_promises.reading.data import languages
from pytest_promises.reading.lexicon import lexicon

from .test_corpus import ITEMS

NOTHING_OWN = Vocabulary()


def read_all(text, lang, *, passing_over=True):
    """Read a text, each sentence of it if nothing is to be passed over."""
    with pytest.MonkeyPatch.context() as patch:
        if not passing_over:
            patch.setattr(sentences, "may_say_something", lambda *_: True)
            patch.setattr(reader, "may_say_something", lambda *_: True)
            patch.setattr(sentences, "says_something", lambda _: True)
            patch.setattr(reader, "lexicon", lambda *of: replace(lexicon(*of), hot=None))
        said = reader._sayings(text, lang, NOTHING_OWN)
        return said and reader.statements(Passage(text, lang), said, lang, NOTHING_OWN)


@pytest.mark.parametrize("lang", sorted({lang for lang, _, _ in ITEMS}))
def test_no_sentence_of_the_corpus_is_passed_over_that_says_something(lang):
    texts = [text for at, text, _ in ITEMS if at == lang]
    assert [text for text in texts if read_all(text, lang) != read_all(text, lang, passing_over=False)] == []


@given(st.data())
def test_no_row_of_a_language_s_own_words_is_passed_over_that_says_something(data):
    lang = data.draw(st.sampled_from(languages()))
    known = lexicon(lang)
    words = sorted(word for word in known.words.exact() if known.words[word].value is not None)
    row = data.draw(st.lists(st.sampled_from([*words, "5", "30", "9:00", ","]), min_size=1, max_size=5))
    text = ("" if known.cutter is not None else " ").join(row)
    assert read_all(text, lang) == read_all(text, lang, passing_over=False)
