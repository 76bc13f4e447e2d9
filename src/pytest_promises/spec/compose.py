"""YAML text to nodes, event by event: nothing is constructed, and everything stays the text that was written.

Composing from the parser's events, rather than with the loader's own composer, is what keeps depth and size bounded
while the text is read: nested brackets cost libyaml time that grows with the square of the depth.
"""

from dataclasses import dataclass, field
from typing import NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from .environment import Environment
from .nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, Source
from .problem import quoted
from .report import Report
from .syntax import report_syntax

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
MAX_NODES = 500_000


@dataclass(slots=True, eq=False)
class _Open:
    """A collection whose end has not been read; `size` counts the nodes in it, aliases expanded."""

    event: MappingStartEvent | SequenceStartEvent
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: ScalarNode | None = None
    size: int = 1
    wants_key: bool = True


class _TooMuch(Exception):  # noqa: N818 - it ends the composing, and is no error
    pass


def compose(source: Source, environment: Environment, report: Report, loader: type | None = None) -> Node | None:
    """Return the file's one document, or report what keeps it from being read and return `None`.

    Duplicate and merge keys, explicit tags and variables that are not set are reported, and composing goes on.
    """
    composer = _Composer(source, environment, report)
    try:
        for event in yaml.parse(source.text, Loader=loader or LOADER):
            composer.take(event)
    except yaml.YAMLError as error:
        report_syntax(source, error, report)
        return None
    except _TooMuch:
        return None
    if composer.root is None:
        report.span(source, 0, 1, "the file is empty", "a spec begins with `version: 1`")
    return composer.root


class _Composer:
    def __init__(self, source: Source, environment: Environment, report: Report) -> None:
        self.root: Node | None = None
        self._source = source
        self._environment = environment
        self._report = report
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._total = 0
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next event; raises `_TooMuch` when a bound is passed."""
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, AliasEvent):
            self._take_alias(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._start(event)
        elif isinstance(event, CollectionEndEvent):
            self._end(event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document begins here", "a spec is one document: take the `---` out")

    def _take_scalar(self, event: ScalarEvent) -> None:
        self._refuse_tag(event)
        start, end = _span(event)
        plain = not event.style
        if self._open and self._open[-1].wants_key and isinstance(self._open[-1].event, MappingStartEvent):
            self._add(ScalarNode(self._source, start, end, event.value, event.value, plain), 1, event)
            return
        expanded = self._environment.expand(event.value)
        node = ScalarNode(
            self._source, start, end, expanded.text, expanded.template, plain, flawed=bool(expanded.wrong)
        )
        for words, why in expanded.wrong:
            self._report.span(self._source, *node.find(words), *_split(f"{quoted(words)} {why}"))
        self._add(node, 1, event)

    def _take_alias(self, event: AliasEvent) -> None:
        name = event.anchor
        if any(one.event.anchor == name for one in self._open):
            self._stop(event, f"`*{name}` stands inside what it repeats", "an alias cannot contain itself")
        if name not in self._anchors:
            self._stop(event, f"`*{name}` repeats nothing: there is no `&{name}` before it", "quote it if it is text")
        self._add(*self._anchors[name], event)

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._refuse_tag(event)
        if len(self._open) >= MAX_DEPTH:
            self._stop(event, f"this is nested more than {MAX_DEPTH} levels deep")
        self._open.append(_Open(event))

    def _end(self, event: CollectionEndEvent) -> None:
        done = self._open.pop()
        start, end = _span(done.event)[0], _span(event)[1]
        node: Node
        if isinstance(done.event, MappingStartEvent):
            node = MappingNode(self._source, start, end, done.entries)
        else:
            node = SequenceNode(self._source, start, end, tuple(done.items))
        self._add(node, done.size, done.event)

    def _add(self, node: Node, size: int, event: NodeEvent) -> None:
        """Put a node where it belongs; what an alias repeats counts each time."""
        self._total += size if isinstance(event, AliasEvent) else 1
        if self._total > MAX_NODES:
            self._stop(event, f"the file has more than {MAX_NODES:,} values, with aliases repeated")
        if event.anchor and not isinstance(event, AliasEvent):
            self._anchors[event.anchor] = (node, size)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += size
        if isinstance(parent.event, SequenceStartEvent):
            parent.items.append(node)
        elif parent.wants_key:
            parent.key = self._key(parent, node, event)
            parent.wants_key = False
        else:
            if parent.key is not None:
                parent.entries[parent.key.text] = Entry(parent.key, node)
            parent.wants_key = True

    def _key(self, parent: _Open, node: Node, event: NodeEvent) -> ScalarNode | None:
        """Return the key that the node is, or report why it is none."""
        if isinstance(event, AliasEvent) or not isinstance(node, ScalarNode):
            start, end = _span(event)
            message = "a key is a plain word here, not an alias, a list or a mapping"
            self._report.span(self._source, start, end, message, "a value with { } or [ ] in it needs quotes")
            return None
        if node.text == "<<" and node.plain:
            self._report.at(
                node, "merge keys (`<<`) are not read", "repeat the keys, or put them in a file to `extends:`"
            )
            return None
        if node.text in parent.entries:
            line = self._source.location(parent.entries[node.text].key.start).line
            message = f"{quoted(node.text)} is there already, on line {line}"
            self._report.at(node, message, "keep one of the two")
            return None
        return node

    def _refuse_tag(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.tag is not None:
            start, end = _span(event)
            tag = next(word for word in self._source.text[start:end].split() if not word.startswith("&"))
            start = self._source.text.index(tag, start)
            message = f"the tag {quoted(tag)} is not read: every value is text, a list or a mapping"
            self._report.span(self._source, start, start + len(tag), message, "take the tag out")

    def _stop(self, event: Event, message: str, hint: str = "") -> NoReturn:
        self._report.span(self._source, *_span(event), message, hint)
        raise _TooMuch


def _span(event: Event) -> tuple[int, int]:
    """Return the indices of an event's first character and of the one after its last."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index, event.end_mark.index


def _split(message: str) -> tuple[str, str]:
    """Return a message's sentence and, after its first colon outside the quotes, the hint."""
    sentence, _, hint = message.partition("` ")
    why, _, what = hint.partition(": ")
    return f"{sentence}` {why}", what
