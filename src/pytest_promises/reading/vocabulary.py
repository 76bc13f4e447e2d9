"""What a spec adds to a language's lexicon: its own topics and scopes."""

from dataclasses import dataclass, field

from pytest_promises.model.promise import ScopeWords
from pytest_promises.model.topics import TOPICS, Topic


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The topics and scopes that a spec defines, with the words that name them."""

    topics: tuple[Topic, ...] = ()
    scopes: tuple[ScopeWords, ...] = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.topics, self.scopes)))

    def __hash__(self) -> int:
        """Return the hash, worked out once: every passage is read with the same vocabulary."""
        return self._hash

    def fitting(self, kind: str) -> tuple[str, ...]:
        """Return the names of the topics that take a kind of value; an own one replaces a built-in of its name."""
        wanted = {"vague": {"duration", "relative_day", "money"}}.get(kind, {kind})
        topics = {**TOPICS, **{topic.name: topic for topic in self.topics}}
        return tuple(topic.name for topic in topics.values() if wanted & set(topic.kinds))
