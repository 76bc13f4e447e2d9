"""The entries of a feed: Atom 1.0 (RFC 4287) and 0.3, RSS 2.0 and 1.0 with their common modules, JSON Feed 1.1."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.moments import utc
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.xml_tree import Node, parse
from pytest_promises.model.hearing import Cause

_CHANGED = ("updated", "modified")
_SAID = ("published", "pubDate", "date", "issued", "created")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `title` and `content` are HTML, `moment` is when it was last said (ISO 8601 in UTC), or empty."""

    id: str
    title: str
    content: str
    moment: str = ""
    url: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title, as HTML, and its entries in their order."""

    title: str
    entries: tuple[Entry, ...]


def feed(body: bytes, content_type: str, url: str) -> Feed:
    """Return the feed in a document.

    Raises `HearingError`: `EMPTY` for nothing, `MALFORMED` for what is no feed.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, content_type, url)
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        root = parse(body, content_type, url)
        if root.name == "feed":
            return _feed(root, root.all("entry"), root.get("xml:lang"), url)
        channel = root.first("channel")
        if root.name in {"rss", "RDF"} and channel is not None:
            items = channel if root.name == "rss" else root
            return _feed(channel, items.all("item"), _text(channel, "language"), url)
        if root.name != "html":
            message = f"{shown(url)} is no feed: its root is <{root.name[:40]}>."
            raise failed(Cause.MALFORMED, message, "Point the channel at RSS, Atom or a JSON Feed.")
    raise failed(Cause.MALFORMED, f"{shown(url)} is a page, and no feed.", _where(body, content_type, url))


def _where(body: bytes, content_type: str, url: str) -> str:
    found = Html(decode(body, content_type)).feed
    return f"Its feed is {shown(urljoin(url, found))}." if found else "Point the channel at RSS, Atom or a JSON Feed."


def _feed(head: Node, entries: Iterator[Node], lang: str, url: str) -> Feed:
    return Feed(_construct(head.first("title")), tuple(_entry(entry, lang, url) for entry in entries))


def _entry(node: Node, lang: str, url: str) -> Entry:
    content = next(
        (found for found in map(node.first, ("encoded", "content", "description", "summary")) if found), None
    )
    link = _link(node, url)
    identity = next((text for name in ("id", "guid") if (text := _text(node, name))), "") or node.get("about") or link
    own = (content.get("xml:lang") if content else "") or node.get("xml:lang") or _text(node, "language") or lang
    title = _construct(node.first("title"))
    return Entry(identity or f"{title} {_moment(node)}", title, _construct(content), _moment(node), link, own or None)


def _moment(node: Node) -> str:
    """Return when the entry was last said: the day of its change, else that of its publication."""
    found = (utc(_text(node, name)) for name in (*_CHANGED, *_SAID))
    return next(filter(None, found), "")


def _text(node: Node, name: str) -> str:
    found = node.first(name)
    return found.flat() if found is not None else ""


def _link(node: Node, url: str) -> str:
    for link in node.all("link"):
        if link.get("rel") in {"", "alternate"} and (link.get("href") or link.flat()):
            return _address(url, link.get("href") or link.flat())
    return ""


def _address(url: str, reference: str) -> str:
    try:
        found = urljoin(url, reference)
        return found if urlsplit(found).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _construct(node: Node | None) -> str:
    """Return a text as HTML: Atom says what it is in `type`; in RSS it may always be HTML."""
    if node is None:
        return ""
    kind = node.get("type")
    if any(isinstance(child, Node) for child in node.children):
        return "".join(map(_markup, node.children))
    return escape(node.text()) if "atom" in node.space.lower() and kind in {"", "text", "text/plain"} else node.text()


def _markup(part: Node | str) -> str:
    if isinstance(part, str):
        return escape(part)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in part.attributes.items())
    start = f"<{part.name}{attributes}>"
    return start if part.name in _VOID else f"{start}{''.join(map(_markup, part.children))}</{part.name}>"


def _json_feed(body: bytes, content_type: str, url: str) -> Feed:
    try:
        data = json.loads(decode(body, content_type))
    except (ValueError, RecursionError) as error:
        message = f"{shown(url)} is no JSON."
        raise failed(Cause.MALFORMED, message, "Point the channel at RSS, Atom or a JSON Feed.") from error
    items = data.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        message = f"{shown(url)} is no JSON Feed: it has no list of `items`."
        raise failed(Cause.MALFORMED, message, "Point the channel at RSS, Atom or a JSON Feed.")
    lang = _string(data, "language")
    return Feed(escape(_string(data, "title")), tuple(_json_entry(item, lang, url) for item in items))


def _json_entry(item: Mapping[str, object], lang: str, url: str) -> Entry:
    content = _string(item, "content_html") or escape(_string(item, "content_text") or _string(item, "summary"))
    moment = utc(_string(item, "date_modified")) or utc(_string(item, "date_published")) or ""
    link = _address(url, _string(item, "url")) if _string(item, "url") else ""
    title = escape(_string(item, "title"))
    identity = _string(item, "id") or link or f"{title} {moment}"
    return Entry(identity, title, content, moment, link, _string(item, "language") or lang or None)


def _string(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
