"""What the checks after the schema have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pytest_promises.model.promise import ScopeWords
from pytest_promises.model.quantities import Value
from pytest_promises.model.topics import Topic

from .nodes import MappingNode
from .report import Report
from .sections import Section

ReadValue = Callable[[str, str], Value | None]
"""Reads a text, in a language, as one value; `None` when it is none."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A composed spec, and what it is checked against.

    `flawed` are the paths of what does not fit the schema, and of everything above it; `langs` the languages that
    values may be written in, the spec's own first.
    """

    root: MappingNode
    report: Report
    flawed: frozenset[Path]
    sections: tuple[Section, ...]
    read_value: ReadValue
    locale: str
    langs: tuple[str, ...]

    def read(self, text: str) -> Value | None:
        """Return the value that a text is in the first of the languages in which it is one."""
        for lang in self.langs:
            value = self.read_value(text, lang)
            if value is not None:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """What promises can refer to: every topic, and the spec's own topics and scopes."""

    topics: Mapping[str, Topic]
    own: tuple[Topic, ...]
    scopes: tuple[ScopeWords, ...]
    dimensions: Mapping[str, tuple[str, ...]]
