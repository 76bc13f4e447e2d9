"""Where words are said: their places, the values of their placeholders, and how other words differ from them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pytest_promises.model.promise import Promise
from pytest_promises.model.quantities import Value
from pytest_promises.model.statement import Passage, Statement

from .heard import Heard
from .words import Wanted, fold

Known = Callable[[str], tuple[Promise, Callable[[Value], bool]] | None]
"""Gives the promise of an id that has a value, and what tells whether a value agrees with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words in a passage; `captured` are the names of the placeholders with the folded text that stands for each."""

    passage: Passage
    span: tuple[int, int]
    captured: tuple[tuple[str, str], ...]


def matches(words: Wanted, passages: Iterable[Passage]) -> Iterator[Found]:
    """Yield where the words stand."""
    for passage in passages:
        folded = fold(passage.text)
        for match in words.expression.finditer(folded.text):
            captured = tuple(zip(words.placeholders, match.groups(), strict=True))
            yield Found(passage, folded.original(match.start(), match.end()), captured)


def wrong_promise(found: Found, heard: Heard, known: Known) -> Promise | None:
    """Return the first promise whose placeholder has another value there."""
    if not found.captured:
        return None
    start, end = found.span
    inside = [
        said
        for group in heard.by_topic.values()
        for said in group
        if said.passage == found.passage and said.span[0] < end and said.span[1] > start
    ]
    for name, words in found.captured:
        promise = known(name)
        if promise and not any(promise[1](said.value) for said in inside if _overlaps(said, words)):
            return promise[0]
    return None


def _overlaps(said: Statement, words: str) -> bool:
    folded = fold(said.words).text
    return folded in words or words in folded


def difference(required: str, said: str) -> str:
    """Return the words said, with `[-missing-]` and `{+added+}` against those required."""
    left, right = required.split(), said.split()
    matcher = SequenceMatcher(None, [fold(w).text for w in left], [fold(w).text for w in right], autojunk=False)
    parts = []
    for tag, start, end, start_said, end_said in matcher.get_opcodes():
        if tag == "equal":
            parts += right[start_said:end_said]
            continue
        parts += [f"[-{' '.join(left[start:end])}-]"] if end > start else []
        parts += [f"{{+{' '.join(right[start_said:end_said])}+}}"] if end_said > start_said else []
    return " ".join(parts)
