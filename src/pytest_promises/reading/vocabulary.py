"""What a spec adds to a language's lexicon: its own topics and scopes."""

from collections.abc import Iterable, Iterator
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

    def counted(self, lang: str) -> Iterator[tuple[str, str]]:
        """Yield the words that name a topic of counts, with the topic: the words for what is counted."""
        for topic in self.topics:
            if "count" in topic.kinds:
                yield from ((phrase, topic.name) for phrase in in_language(topic.words, lang))

    def fitting(self, kind: str) -> tuple[str, ...]:
        """Return the names of the topics that take a kind of value; an own one replaces a built-in of its name."""
        wanted = {"vague": {"duration", "relative_day", "money"}}.get(kind, {kind})
        topics = {**TOPICS, **{topic.name: topic for topic in self.topics}}
        return tuple(topic.name for topic in topics.values() if wanted & set(topic.kinds))


def in_language(words: Iterable[tuple[str, tuple[str, ...]]], lang: str) -> tuple[str, ...]:
    """Return the phrases given for the language, and those given for any (`""`)."""
    return tuple(phrase for code, phrases in words if code in {lang, ""} for phrase in phrases)
