"""The shop as a whole: a path in, a response out, with the changes of a fault made."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import files
from threading import Lock
from urllib.parse import unquote

from . import desks, helpdesk, letterbox, news, pages, phone, sitemap, structured, terms, vendors
from .changes import Answer, Change, Editing, Response, Reword
from .content import LOCALES, Content, content

OK = 200
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_TEXT = "text/plain; charset=utf-8"
_JSON = "application/json; charset=utf-8"
_LATER_PAGE = re.compile(r"(^|&)((page|pageToken|page\[after\]|starting_after|nextPageToken)=|start=\d{1,6}(&|$))")
_XML = "application/xml; charset=utf-8"


class Site:
    """Answers paths; `now` returns the time in UTC as ISO 8601, `origin` is what the shop's addresses begin with."""

    def __init__(self, changes: Sequence[Change], now: Callable[[], str], origin: str = "http://127.0.0.1") -> None:
        self._changes = changes
        self._now = now
        self._origin = origin
        self._made: Counter[int] = Counter()
        self._counting = Lock()

    def respond(self, path: str, query: str = "") -> Response:
        """Return the response to a GET; of what is in a query, the page of a list counts.

        A fault names a path, and with its query a page after the first.
        """
        response = self._respond(path, query)
        asked = f"{path}?{unquote(query)}" if _LATER_PAGE.search(unquote(query)) else path
        for number, change in enumerate(self._changes):
            if isinstance(change, Editing) and change.path == asked and self._still(number, change):
                response = change.edit(response)
        return response

    def _still(self, number: int, change: Editing) -> bool:
        """Return whether a change is still made: some are made only the first times."""
        times = change.times if isinstance(change, Answer) else 0
        with self._counting:
            self._made[number] += 1
            return times == 0 or self._made[number] <= times

    def take(self, path: str, body: bytes) -> tuple[Response, bytes | None]:
        """Return the response to a form that is sent to a path, and the mail that answers it, if any does."""
        response, locale = self.respond(path), letterbox.locale_of(path)
        if locale is None or response.status != OK:
            return (response if response.status != OK else Response(405)), None
        mail = letterbox.answer(locale, body, partial(self._texts, path))
        return (Response(400) if mail is None else response), mail

    def _respond(self, path: str, query: str) -> Response:
        folder, _, rest = path.removeprefix("/").partition("/")
        found = self._at_vendor(path, query) or self._apart(path)
        if found is not None:
            return found
        if folder == "api":
            return self._data(path, rest)
        if folder == "ivr":
            return self._call(path, rest, query)
        if folder in LOCALES:
            return self._page(path, folder, rest)
        if folder == "static" or path in {"/favicon.svg", "/favicon.ico"}:
            return self._static(path, rest or "favicon.svg")
        return self._missing(path, "en")

    def _at_vendor(self, path: str, query: str) -> Response | None:
        data = vendors.answer(path, query, partial(self._texts, path), self._now())
        if data is None:
            return desks.answer(path, query, self._now(), self._origin)
        return Response(body=json.dumps(data, ensure_ascii=False).encode(), type=_JSON)

    def _apart(self, path: str) -> Response | None:
        """Return what has an address of its own, or `None`."""
        makers: dict[str, Callable[[], Response]] = {
            "/": lambda: Response(302, headers=(("Location", "/en/"),)),
            "/health": lambda: Response(body=b'{"status": "ok"}', type=_JSON),
            "/api/search": lambda: Response(body=helpdesk.found(self._texts(path, "en")), type=_JSON),
            terms.PATH: lambda: Response(body=terms.document(), type="application/pdf"),
            "/robots.txt": lambda: Response(body=sitemap.robots(self._origin), type=_TEXT),
            "/sitemap.xml": lambda: Response(body=sitemap.sitemap(self._origin), type=_XML),
        }
        return makers[path]() if path in makers else None

    def _call(self, path: str, rest: str, query: str) -> Response:
        said = phone.answer(rest, query, partial(self._texts, path))
        kind = _TEXT if rest.endswith(".txt") else _XML
        return self._missing(path, "en") if said is None else Response(body=said, type=kind)

    def _texts(self, path: str, locale: str) -> Content:
        texts = content(locale)
        for change in self._changes:
            if isinstance(change, Reword):
                texts = change.reword(texts, locale, path)
        return texts

    def _data(self, path: str, rest: str) -> Response:
        data = helpdesk.answer(rest, partial(self._texts, path), self._now())
        body = {"error": "RecordNotFound", "description": "Not found"} if data is None else data
        return Response(404 if data is None else 200, json.dumps(body, ensure_ascii=False).encode(), _JSON)

    def _page(self, path: str, locale: str, place: str) -> Response:
        if path == f"/{locale}":
            return Response(301, headers=(("Location", f"/{locale}/"),))
        texts = self._texts(path, locale)
        if place in news.FEEDS:
            return Response(body=news.feed(place, texts, self._now()), type=news.FEEDS[place])
        page = pages.page(texts, place)
        if page is None:
            return self._missing(path, locale)
        return Response(body=structured.with_data(page, texts, place).encode(), headers=(("Content-Language", locale),))

    def _static(self, path: str, name: str) -> Response:
        file = files(__package__).joinpath("static", name)
        kind = name.rpartition(".")[2]
        if "/" in name or "\\" in name or kind not in _TYPES or not file.is_file():
            return self._missing(path, "en")
        return Response(body=file.read_bytes(), type=_TYPES[kind], headers=(("Cache-Control", "max-age=3600"),))

    def _missing(self, path: str, locale: str) -> Response:
        page = pages.missing(self._texts(path, locale))
        return Response(404, page.encode(), headers=(("Content-Language", locale),))
