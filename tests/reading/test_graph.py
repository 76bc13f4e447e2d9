"""A graph of phrases leads to the meanings of the phrases that a text has, and to no others."""

import json
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.reading.graph import Graph, beginning, tables
from pytest_promises.reading.phrases import Spelling, expand, parse

WORDS = ("no", "later", "than", "day*")
PLAIN = Spelling(elides=False, letters={})
STEPS = st.sampled_from([*WORDS, "no later", "{no|than}", "{|later}", "{|no later} than", "{day*|no {later|than}}"])
PHRASES = st.lists(st.lists(STEPS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


def graph_of(phrases):
    """Return the graph of phrases that mean their own numbers, as it comes out of a file."""
    return Graph(
        json.loads(json.dumps(tables(parse([(phrase, number) for number, phrase in enumerate(phrases)], PLAIN))))
    )


def meant(graphs, *texts):
    """Return what is meant by words, each given as the lexicon's words that it matches."""
    place = beginning(graphs, texts[0])
    for forms in texts[1:]:
        if place is None or place.leads.isdisjoint(forms):
            return ()
        place = place.after(forms)
    return place.meanings if place is not None else ()


@given(PHRASES, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_words_mean_what_the_phrases_mean_that_consist_of_them(phrases, words):
    said = [number for number, phrase in enumerate(phrases) if words in [form.split() for form in expand(phrase)]]
    assert meant([graph_of(phrases)], *((word,) for word in words)) == tuple(said)


@given(PHRASES)
def test_the_words_of_a_graph_are_those_of_its_phrases(phrases):
    assert {*graph_of(phrases).words()} == {
        word for phrase in phrases for form in expand(phrase) for word in form.split()
    }


def test_a_word_that_matches_several_words_of_the_lexicon_leads_on_from_each():
    graph = graph_of(["days later", "day* than", "day*"])
    both = ("days", "day*")
    assert meant([graph], both) == (2,)
    assert meant([graph], both, ("later",)) == (0,)
    assert meant([graph], both, ("than",)) == (1,)


def test_of_several_graphs_the_first_comes_first():
    own, ready = graph_of(["no later", "later"]), graph_of(["later", "no later"])
    assert meant([own, ready], ("no",), ("later",)) == (0, 1)
    assert meant([ready, own], ("no",), ("later",)) == (1, 0)


def test_a_place_is_the_same_whichever_text_comes_to_it():
    graph = graph_of(["no later than"])
    place = beginning([graph], ("no",)).after(("later",))
    assert beginning([graph], ("no",)).after(("later",)) is place


def test_every_combination_of_choices_is_found():
    graph = graph_of(["{in|within} {|only} {two|three} days"])
    for words in product(("in", "within"), ("only", ""), ("two", "three"), ("days",)):
        assert meant([graph], *((word,) for word in words if word)) == (0,)
