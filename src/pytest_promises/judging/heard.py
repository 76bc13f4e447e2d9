"""A channel as it was heard: its hearing and the statements read from it, found by topic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage, Statement

from .superseding import in_force


@dataclass(frozen=True, slots=True)
class Heard:
    """One channel's hearing with everything it states; `by_topic` has the statements of each topic in page order."""

    channel: Channel
    hearing: Hearing
    by_topic: Mapping[str | None, tuple[Statement, ...]]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All texts of the channel: its passages, and those of what came as data."""
        return (*self.hearing.passages, *(said.passage for said in self.hearing.statements))

    def on(self, topic: str) -> tuple[Statement, ...]:
        """Return the statements on a topic."""
        return self.by_topic.get(topic, ())


def heard(channel: Channel, hearing: Hearing, statements: Iterable[Statement]) -> Heard:
    """Index a channel's statements; those without a scope of their own take the channel's, and the old are history."""
    default = channel.options.get("scope")
    default_scope = default if isinstance(default, Mapping) else {}
    by_topic: dict[str | None, list[Statement]] = {}
    for statement in in_force(_scoped(statement, default_scope) for statement in statements):
        by_topic.setdefault(statement.topic, []).append(statement)
    return Heard(channel, hearing, {topic: tuple(group) for topic, group in by_topic.items()})


def _scoped(statement: Statement, default: Mapping[str, str]) -> Statement:
    if not default:
        return statement
    return replace(statement, scope=tuple(sorted({**default, **dict(statement.scope)}.items())))
