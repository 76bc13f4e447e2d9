"""What a spec adds to a language's lexicon: its own topics and scopes."""

from dataclasses import dataclass

from pytest_promises.model.promise import ScopeWords
from pytest_promises.model.topics import Topic


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The topics and scopes that a spec defines, with the words that name them."""

    topics: tuple[Topic, ...] = ()
    scopes: tuple[ScopeWords, ...] = ()
