"""Composed YAML: scalars, sequences and mappings that remember where in which file they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pytest_promises.model.promise import Location

_LINE_END = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The text of one file; `starts` are the indices of the first characters of its lines."""

    file: str
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, file: str, text: str) -> "Source":
        """Return the source of a file's text, with its lines found."""
        return cls(file, text, (0, *(match.end() for match in _LINE_END.finditer(text))))

    def location(self, index: int) -> Location:
        """Return the place of a character; an index at or past the end of what is written is the place behind it."""
        if index >= len(self.text):
            index = len(self.text.rstrip())
        line = bisect_right(self.starts, index)
        return Location(self.file, line, index - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line without its end; lines count from 1."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True, eq=False)
class ScalarNode:
    """A scalar: `text` with variables expanded, `template` the same with the braces of their values doubled.

    `plain` is whether it is written without quotes. `flawed` is whether a problem was reported on it already.
    """

    source: Source
    start: int
    end: int
    text: str
    template: str
    plain: bool = True
    flawed: bool = False

    @property
    def written(self) -> str:
        """What stands in the file: with variables by name, so that no secret gets into a message."""
        if "$" not in self.raw:
            return self.text
        return self.raw.strip(self.raw[0]) if self.raw[0] in "'\"" else self.raw

    @property
    def raw(self) -> str:
        """The characters of the file, quotes included."""
        return self.source.text[self.start : self.end]

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written."""
        return not self.text and not self.raw

    def find(self, words: str, after: int = 0) -> tuple[int, int]:
        """Return start and end, in the file, of words in the scalar, behind that index of the file.

        Words that stand otherwise in the file (escaped, or from a variable) are the whole scalar.
        """
        at = self.source.text.find(words, max(self.start, after), self.end)
        return (self.start, self.end) if at < 0 else (at, at + len(words))


@dataclass(frozen=True, slots=True, eq=False)
class SequenceNode:
    """A list."""

    source: Source
    start: int
    end: int
    items: tuple["Node", ...]

    def scalars(self) -> Iterator[ScalarNode]:
        """Yield the items that are sound scalars."""
        return (item for item in self.items if isinstance(item, ScalarNode) and not item.flawed and item.text)


class Entry(NamedTuple):
    """A key and its value."""

    key: ScalarNode
    value: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class MappingNode:
    """Keys with their values, in the order of the file.

    The typed look-ups return `None` for a key that is missing or whose value is of another type: the schema reports
    it, and what is checked after the schema goes on without it.
    """

    source: Source
    start: int
    end: int
    entries: Mapping[str, Entry]

    def scalar(self, key: str) -> ScalarNode | None:
        """Return the scalar under a key, when it has text and no problem yet."""
        value = self._value(key)
        return value if isinstance(value, ScalarNode) and not value.flawed and value.text else None

    def sequence(self, key: str) -> SequenceNode | None:
        """Return the sequence under a key."""
        value = self._value(key)
        return value if isinstance(value, SequenceNode) else None

    def mapping(self, key: str) -> "MappingNode | None":
        """Return the mapping under a key."""
        value = self._value(key)
        return value if isinstance(value, MappingNode) else None

    def mappings(self, key: str) -> Iterator[tuple[ScalarNode, "MappingNode"]]:
        """Yield key and value of those entries of the mapping under a key that are mappings themselves."""
        inner = self.mapping(key)
        for entry in inner.entries.values() if inner else ():
            if isinstance(entry.value, MappingNode):
                yield entry.key, entry.value

    def text(self, key: str) -> str:
        """Return the text of the scalar under a key, or `""`."""
        found = self.scalar(key)
        return found.text if found else ""

    def _value(self, key: str) -> "Node | None":
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = ScalarNode | SequenceNode | MappingNode


class Plain(str):
    """A scalar written without quotes: it is text, and a number or boolean where the schema wants one."""

    __slots__ = ()


def to_data(node: Node) -> object:
    """Return the node as dicts, lists and strings, with `None` where nothing is written."""
    if isinstance(node, MappingNode):
        return {key: to_data(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, SequenceNode):
        return [to_data(item) for item in node.items]
    if not node.plain:
        return node.text
    return None if node.empty else Plain(node.text)


def find_node(root: Node, path: tuple[str | int, ...]) -> tuple[ScalarNode | None, Node]:
    """Return the node at a path of keys and indices, and the nearest key above it (`None` at the root)."""
    key, node = None, root
    for step in path:
        if isinstance(node, MappingNode):
            key, node = node.entries[str(step)]
        elif isinstance(node, SequenceNode):
            node = node.items[int(step)]
    return key, node
