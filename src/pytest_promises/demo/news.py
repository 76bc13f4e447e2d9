"""The shop's news, as an Atom feed and as a JSON Feed: the newest word on returns, an older one, and a story."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape

from .content import Content, group, look_up

FEEDS = {"news.atom": "application/atom+xml; charset=utf-8", "news.json": "application/feed+json; charset=utf-8"}
"""The feeds below each language's path, and what they are sent as."""

_Item = tuple[str, str, str, str]
"""Name, title, HTML and moment of an entry."""


def feed(name: str, texts: Content, now: str) -> bytes:
    """Return a feed of a language; `now` is the time in UTC as ISO 8601."""
    items = list(_items(texts, now))
    title, lang = str(look_up(texts, "news.title")), str(texts["lang"])
    return _atom(title, lang, items) if name == "news.atom" else _json_feed(title, lang, items)


def _items(texts: Content, now: str) -> Iterator[_Item]:
    """Yield the entries as the file has them: the oldest stands first, as in feeds that somebody fills by hand."""
    for name, entry in group(texts, "news.entries").items():
        said = {key: str(text) for key, text in entry.items()} if isinstance(entry, dict) else {}
        moment = datetime.fromisoformat(now) - timedelta(days=int(said["age"]))
        yield name, said["title"], f"<p>{escape(said['text'])}</p>", moment.isoformat(timespec="seconds")


def _atom(title: str, lang: str, items: list[_Item]) -> bytes:
    entries = "".join(
        f"<entry><id>urn:harbor-and-pine:{lang}:{name}</id><title>{escape(head)}</title>"
        f'<link href="/{lang}/about"/><updated>{moment}</updated><content type="html">{escape(html)}</content></entry>'
        for name, head, html, moment in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}"><id>urn:harbor-and-pine:{lang}</id>'
        f"<title>{escape(title)}</title><updated>{max(item[3] for item in items)}</updated>{entries}</feed>\n"
    ).encode()


def _json_feed(title: str, lang: str, items: list[_Item]) -> bytes:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": lang,
        "items": [
            {"id": name, "title": head, "content_html": html, "date_published": moment}
            for name, head, html, moment in items
        ],
    }
    return json.dumps(data, ensure_ascii=False).encode()
