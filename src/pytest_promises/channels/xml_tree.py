"""XML from anybody, read into a tree: nothing is declared, nothing is fetched, and there is an end to everything."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_BEGINS_A_PAGE = re.compile(r"\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DEEPEST = 200
_MOST_NODES = 500_000
_WHITE = re.compile(r"\s+")
_PREDEFINED = {"": "", "xml": "http://www.w3.org/XML/1998/namespace"}


@dataclass(eq=False, slots=True)
class Node:
    """An element: `space` is the URI of its namespace, or its prefix where that stands for none; `line` counts from 1.

    Attributes have their local names, but `xml:lang` and `xml:base`, which are called so.
    """

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)
    line: int = 0

    @property
    def elements(self) -> Iterator["Node"]:
        """The elements in it, one level down."""
        return (child for child in self.children if isinstance(child, Node))

    def first(self, name: str) -> "Node | None":
        """Return the first element of that name, one level down."""
        return next((child for child in self.elements if child.name == name), None)

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the elements of that name, one level down."""
        return (child for child in self.elements if child.name == name)

    def text(self) -> str:
        """Return all text in it, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def flat(self) -> str:
        """Return all text in it, with single spaces."""
        return _WHITE.sub(" ", self.text()).strip()

    def get(self, name: str) -> str:
        """Return an attribute without the space around it, or an empty string."""
        return self.attributes.get(name, "").strip()


def parse(body: bytes, content_type: str, url: str) -> Node:
    """Return the root of a document.

    Entities that HTML knows are read, since many documents use them undeclared; a document that declares its own is
    refused, because they can be made to grow without end and to point anywhere.

    Raises `HearingError`: `EMPTY` for nothing, `MALFORMED` for what is no well-formed XML, `TOO_LARGE` for a tree that
    is too deep or too wide.
    """
    text = _decoded(body, content_type)
    if not text.strip():
        raise failed(Cause.EMPTY, f"{shown(url)} answered nothing.", "Check the channel's address.")
    reader = _Reader(url)
    try:
        return reader.read(text.lstrip())
    except expat.ExpatError as error:
        if _BEGINS_A_PAGE.match(text):
            raise failed(
                Cause.MALFORMED, f"{shown(url)} is a page, where XML was expected.", "Check the channel's address."
            ) from error
        raise reader.broken(expat.errors.messages.get(error.code, "it ends too early")) from error


def _decoded(body: bytes, content_type: str) -> str:
    declared = _DECLARED.match(body)
    if declared and "charset" not in content_type.lower():
        content_type = f"{content_type or 'application/xml'}; charset={declared[1].decode('ascii')}"
    return decode(body, content_type).lstrip("\ufeff")


class _Reader:
    """Builds the tree of one document from what expat tells.

    Prefixes are resolved here and not by expat, which refuses a document with a prefix that nobody declared; such
    documents are common, and read by everybody.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._open: list[Node] = [Node("")]
        self._spaces: list[dict[str, str]] = [dict(_PREDEFINED)]
        self._nodes = 0
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        # Without the promise of a document type elsewhere (which nobody loads), an entity that is not declared would
        # be an error before it could be looked up.
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared

    def read(self, text: str) -> Node:
        self._parser.Parse(text, True)
        return next(self._open[0].elements)

    def broken(self, reason: str) -> HearingError:
        where = f"line {self._parser.ErrorLineNumber} column {self._parser.ErrorColumnNumber + 1}"
        message = f"{shown(self._url)} is no well-formed XML ({where}: {reason})."
        return failed(Cause.MALFORMED, message, "Correct the document; an XML linter shows the place.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if len(self._open) > _DEEPEST or self._nodes > _MOST_NODES:
            message = f"{shown(self._url)} has more than {_MOST_NODES:,} elements, or {_DEEPEST} inside each other."
            raise failed(Cause.TOO_LARGE, message, "Point the channel at a smaller document.")
        own = {key.partition(":")[2]: value for key, value in attributes.items() if key.split(":")[0] == "xmlns"}
        spaces = {**self._spaces[-1], **own} if own else self._spaces[-1]
        prefix, _, local = name.rpartition(":")
        node = Node(local, spaces.get(prefix, prefix), _named(attributes), line=self._parser.CurrentLineNumber)
        self._open[-1].children.append(node)
        self._open.append(node)
        self._spaces.append(spaces)

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat's own signature
        self._open.pop()
        self._spaces.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _entity(self, name: str, is_parameter: bool) -> None:
        known = html.unescape(f"&{name};")
        if is_parameter:
            return
        if known == f"&{name};":
            raise self.broken(f"the entity &{name[:40]}; is not known")
        self._text(known)

    def _declared(self, name: str, *_: object) -> None:
        message = f"{shown(self._url)} declares the entity &{name[:40]}; of its own, which is never read."
        raise failed(Cause.MALFORMED, message, "Write the text itself in place of the entity.")


def _named(attributes: dict[str, str]) -> dict[str, str]:
    local = {key.rpartition(":")[2]: value for key, value in attributes.items() if ":" in key}
    plain = {key: value for key, value in attributes.items() if ":" not in key or key in {"xml:lang", "xml:base"}}
    return local | plain
