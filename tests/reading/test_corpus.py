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
    (path.stem, item["text"], item["states"])
    for path in sorted(CORPUS.glob("*.jsonl"))
    for item in map(json.loads, path.read_text("utf-8").splitlines())
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


@pytest.mark.parametrize("lang", sorted({lang for lang, _, _ in ITEMS}))
def test_every_sentence_states_what_its_corpus_says_in_words_of_its_span(lang):
    wrong = []
    for text, states in ((text, states) for at, text, states in ITEMS if at == lang):
        statements = read(text, lang)
        padded = [*states, *({} for _ in statements)]
        found = [as_written(s, e) for s, e in zip(statements, padded, strict=False)]
        exact = all(s.words == text[slice(*s.span)] == s.reasons[0].words for s in statements)
        wrong += [] if found == states and exact else [(text, found, states, exact)]
    assert wrong == []


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
