"""What holds of any text at all that is read."""

import json
from collections.abc import Sequence

from pytest_promises.model.statement import Passage, Statement
from pytest_promises.reading import read_passage
from pytest_promises.reading.data import languages
from pytest_promises.reading.languages import choose


def check(passage: Passage, lang: str | None) -> Sequence[Statement]:
    """Read a passage and return what it states; raises `AssertionError` for whatever must not be."""
    found = choose((passage.lang, lang), passage.text)
    assert found in languages(), f"the language {found!r} has no lexicon"
    statements = read_passage(passage, lang=lang)
    previous = 0
    for statement in statements:
        _check_statement(statement, passage, previous)
        previous = statement.span[0]
    return statements


def _check_statement(statement: Statement, passage: Passage, previous: int) -> None:
    start, end = statement.span
    assert previous <= start < end <= len(passage.text), f"the span {statement.span} is out of place"
    assert statement.words == passage.text[start:end], f"{statement.words!r} are not the words of the span"
    assert statement.lang in languages(), f"read in {statement.lang!r}"
    assert statement.passage == passage, "a statement of another passage"
    plain = json.loads(json.dumps(statement.as_dict(), allow_nan=False))
    assert plain["span"] == [start, end], "as_dict() is not what was read"
    ends = [plain[end] for end in ("min", "max") if plain.get(end) is not None]
    assert plain["kind"] == "percent" or all(end >= 0 for end in ends), "an end below zero"
    assert ends == sorted(ends), "an end above the other"
