"""What is said later on one thing takes the place of what was said before, where a channel tells when it was said."""

from collections.abc import Iterable
from dataclasses import replace

from pytest_promises.model.statement import Mood, Scope, Statement

_Matter = tuple[str, Scope, tuple[str, ...], type]
"""What a statement is on: its topic, for whom it holds and when, and the kind of its value."""


def in_force(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements in their order; those that a later one on the same matter supersedes are history.

    Only statements whose passages say when they were made can supersede, or be superseded. What holds for somebody
    else, or under a condition ("over Christmas"), leaves what is said to everyone as it is.
    """
    statements = tuple(statements)
    latest: dict[_Matter, str] = {}
    for said in filter(_is_dated, statements):
        latest[_matter(said)] = max(said.passage.as_of, latest.get(_matter(said), ""))
    return tuple(
        replace(said, mood=Mood.HISTORY) if _is_dated(said) and said.passage.as_of < latest[_matter(said)] else said
        for said in statements
    )


def _is_dated(said: Statement) -> bool:
    return bool(said.passage.as_of) and said.topic is not None and said.mood is Mood.ASSERTED


def _matter(said: Statement) -> _Matter:
    return said.topic or "", said.scope, said.conditions, type(said.value)
