"""Every sentence of the corpus files is read as it says there."""

import json
from pathlib import Path

import pytest

from pytest_promises.model.statement import Mood, Statement
from pytest_promises.reading import read
from pytest_promises.reading.data import languages

from .notation import notation

CORPUS = Path(__file__).parent / "corpus"
ITEMS = [
    pytest.param(path.stem, item["text"], item["states"], id=f"{path.stem}-{number}")
    for path in sorted(CORPUS.glob("*.jsonl"))
    for number, item in enumerate(map(json.loads, path.read_text("utf-8").splitlines()), 1)
]


def as_written(statement: Statement, expected: dict[str, object]) -> dict[str, object]:
    plain: dict[str, object] = {"value": notation(statement.value)}
    if statement.topic is not None:
        plain["topic"] = statement.topic
    if statement.scope:
        plain["scope"] = dict(statement.scope)
    if statement.mood is not Mood.ASSERTED:
        plain["mood"] = str(statement.mood)
    if "conditions" in expected:
        plain["conditions"] = list(statement.conditions)
    return plain


@pytest.mark.parametrize(("lang", "text", "states"), ITEMS)
def test_a_sentence_states_what_its_corpus_says(lang, text, states):
    statements = read(text, lang)
    padded = [*states, *({} for _ in statements)]
    assert [as_written(s, e) for s, e in zip(statements, padded, strict=False)] == states


@pytest.mark.parametrize(("lang", "text", "states"), ITEMS)
def test_the_words_of_a_statement_are_those_of_its_span(lang, text, states):
    for statement in read(text, lang):
        assert statement.words == text[slice(*statement.span)]
        assert statement.reasons[0].words == statement.words


@pytest.mark.parametrize("lang", languages())
def test_each_language_has_a_corpus_of_fifty_sentences_with_all_phenomena(lang):
    items = [json.loads(line) for line in (CORPUS / f"{lang}.jsonl").read_text("utf-8").splitlines()]
    states = [state for item in items for state in item["states"]]
    assert len(items) >= 50
    assert {"negated", "question", "history"} <= {state.get("mood") for state in states}
    assert {
        "reply",
        "resolution",
        "callback",
        "handling",
        "delivery",
        "returns",
        "refund",
        "warranty",
        "free_shipping",
        "wait",
    } <= {state.get("topic") for state in states}
    assert any(not item["states"] for item in items)
