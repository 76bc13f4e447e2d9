"""A walk over parsed HTML: blocks of text, each with its place among headings, tables and lists."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pytest_promises.channels.markup import rules
from pytest_promises.channels.markup.cells import table_headers
from pytest_promises.channels.markup.pieces import Piece, Segment, joined
from pytest_promises.channels.markup.selectors import Selectors
from pytest_promises.channels.markup.tables import NO_HEADERS, Headers
from pytest_promises.model.statement import Passage

_WHITE = re.compile(r"[ \t\n\r\f]+")
_MINOR = 7
"""The level of what heads like a heading without being one: a summary, a legend, a bold line."""
_LONGEST_BOLD = 120
_MOST_PASSAGES = 50_000

Attributes = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for everything inside an element."""

    block: LexborNode
    lang: str | None = None
    label: str = ""
    lead: str = ""
    cell: Headers = NO_HEADERS
    bold: bool = False
    preformatted: bool = False
    furniture: bool = False


@dataclass(slots=True)
class _Open:
    """An element the walk is in, and what is to be put back when it leaves."""

    node: LexborNode
    context: _Context
    headings: list[tuple[int, str]] | None = None
    heading: int = 0
    headings_before: int = 0
    first_piece: int = 0


@dataclass(slots=True)
class Walk:
    """Reads a document once; `pieces` are what it says, `spans` the positions between which each shown element lies."""

    tree: LexborHTMLParser
    title: str
    pieces: list[Piece] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    _position: int = 0
    _run: list[Segment] = field(default_factory=list)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _cells: dict[int, Headers] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _selectors: Selectors = field(default_factory=lambda: Selectors(Counter()))
    _colon: str = ""

    def __post_init__(self) -> None:
        root = self.tree.root
        if root is None:
            return
        if self.title and self.tree.css_first("h1") is None:
            self._headings.append((0, self.title))
        self._selectors.ids.update(node.id or "" for node in self.tree.css("[id]"))
        for label in self.tree.css("label[for]"):
            self._labels[label.attributes.get("for") or ""] = _flat(label.text())
        self._walk(root)

    def _walk(self, root: LexborNode) -> None:
        opened: list[_Open] = []
        context = _Context(root)
        node: LexborNode | None = root
        while node is not None:
            below = None
            if node.is_text_node:
                self._text(node, context)
            elif node.is_element_node:
                entered = self._enter(node, context)
                if entered is not None:
                    opened.append(_Open(node, context, *entered[1:]))
                    context, below = entered[0], node.child
                    if below is None:
                        context = self._leave(opened.pop(), context)
            after = below
            while after is None:
                after = node.next
                if after is None:
                    if not opened:
                        break
                    node = opened[-1].node
                    context = self._leave(opened.pop(), context)
            node = after if len(self.pieces) < _MOST_PASSAGES else None
        self._flush(context)

    def _enter(
        self, node: LexborNode, context: _Context
    ) -> tuple[_Context, list[tuple[int, str]] | None, int, int, int] | None:
        attributes = node.attributes
        tag = node.tag or ""
        if not rules.is_shown(node, attributes) or rules.is_banner(node, attributes):
            return None
        if tag == "option" and not rules.is_chosen(node, attributes):
            return None
        if tag == "br":
            self._add("\n", context)
            return None
        self._position += 1
        self.spans[node.mem_id] = (self._position, self._position)
        if tag in rules.BLOCKS:
            self._flush(context)
        inner = self._context(node, tag, attributes, context)
        saved = list(self._headings) if tag in rules.SECTIONS or attributes.get("role") == "region" else None
        if inner.furniture and not context.furniture:
            self._headings.clear()
        self._control(node, tag, attributes, inner)
        return inner, saved, self._heading(node, tag, attributes), len(self._headings), len(self.pieces)

    def _context(self, node: LexborNode, tag: str, attributes: Attributes, outer: _Context) -> _Context:
        changes: dict[str, Any] = {}
        if tag in rules.BLOCKS:
            changes["block"] = node
        if "lang" in attributes:
            changes["lang"] = (attributes["lang"] or "").strip() or None
        if attributes.get("aria-label") and tag not in {"html", "body", "main"}:
            changes["label"] = _flat(attributes["aria-label"] or "")
        if tag in rules.BOLD:
            changes["bold"] = True
        if tag in rules.PREFORMATTED:
            changes["preformatted"] = True
        if tag in rules.FURNITURE and node.parent is not None and not outer.furniture:
            changes["furniture"] = not _inside(node, {"article", "section", "main"})
        changes |= self._lists(node, tag)
        return replace(outer, **changes) if changes else outer

    def _lists(self, node: LexborNode, tag: str) -> dict[str, object]:
        if tag == "dd":
            return {"lead": _term(node)}
        if tag in rules.LISTS:
            changes: dict[str, object] = {"lead": self._colon} if self._colon else {}
            self._colon = ""
            if tag == "table":
                self._cells |= table_headers(node)
                changes["cell"] = NO_HEADERS
            return changes
        if tag in {"td", "th"} and node.mem_id in self._cells:
            return {"cell": self._cells[node.mem_id]}
        return {}

    def _heading(self, node: LexborNode, tag: str, attributes: Attributes) -> int:
        level = rules.heading_level(node, attributes)
        if level:
            return level
        return _MINOR if tag in {"summary", "legend", "caption"} else 0

    def _control(self, node: LexborNode, tag: str, attributes: Attributes, context: _Context) -> None:
        text = rules.control_text(node, attributes) if tag in {"img", "input", "textarea"} else ""
        if not text.strip():
            return
        label = self._labels.get(attributes.get("id") or "", context.label)
        self._flush(context)
        self._add(text, context)
        self._flush(replace(context, block=node, label=label))

    def _text(self, node: LexborNode, context: _Context) -> None:
        text = node.text_content or ""
        if text:
            self._add(text if context.preformatted else _WHITE.sub(" ", text), context)

    def _add(self, text: str, context: _Context) -> None:
        self._position += 1
        self._run.append((self._position, text, context.bold))

    def _leave(self, opened: _Open, context: _Context) -> _Context:
        node, tag = opened.node, opened.node.tag or ""
        if tag in rules.BLOCKS:
            self._flush(context)
        self.spans[node.mem_id] = (self.spans[node.mem_id][0], self._position + 1)
        if opened.headings is not None:
            self._headings[:] = opened.headings
        # A heading inside a summary stands for it.
        if opened.heading and (opened.heading < _MINOR or len(self._headings) == opened.headings_before):
            text = " ".join(piece.passage.text for piece in self.pieces[opened.first_piece :])
            self._head(opened.heading, text)
        return opened.context

    def _head(self, level: int, text: str) -> None:
        if not text:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text))

    def _flush(self, context: _Context) -> None:
        run, self._run = self._run, []
        text = joined(run, preformatted=context.preformatted)
        if not text.strip():
            return
        shown = [segment for segment in run if segment[1].strip()]
        passage = Passage(
            text=text,
            lang=context.lang,
            headings=tuple(heading for _, heading in self._headings),
            row=context.cell.row,
            column=context.cell.column,
            lead=context.lead or self._colon,
            label=context.label,
            selector=self._selectors.of(context.block),
        )
        self.pieces.append(Piece(passage, tuple(shown)))
        self._colon = text.rpartition("\n")[2] if text.endswith((":", "：")) else ""
        if self._is_bold_line(context, shown, text):
            self._head(_MINOR, text)

    def _is_bold_line(self, context: _Context, shown: list[Segment], text: str) -> bool:
        return (
            context.block.tag in {"p", "div"}
            and len(text) <= _LONGEST_BOLD
            and not text.endswith((".", "!", ",", ";", "。"))
            and all(bold for _, _, bold in shown)
        )


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _term(node: LexborNode) -> str:
    terms: list[str] = []
    for before in rules.siblings_before(node):
        if before.tag == "dt":
            terms.insert(0, _flat(before.text()))
        elif before.is_element_node and terms:
            break
    return " / ".join(terms)


def _inside(node: LexborNode, tags: set[str]) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False
