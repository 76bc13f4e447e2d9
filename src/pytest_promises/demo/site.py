"""The shop as a whole: a path in, a response out, with the changes of a fault made."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import files

from . import helpdesk, pages
from .changes import Change, Response, Reword
from .content import LOCALES, Content, content

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_JSON = "application/json; charset=utf-8"
_ROBOTS = "User-agent: *\nDisallow: /en/cart\n"


class Site:
    """Answers paths; `now` returns the time in UTC as ISO 8601."""

    def __init__(self, changes: Sequence[Change], now: Callable[[], str]) -> None:
        self._changes = changes
        self._now = now

    def respond(self, path: str) -> Response:
        """Return the response to a GET of the path, without its query."""
        response = self._respond(path)
        for change in self._changes:
            if not isinstance(change, Reword) and change.path == path:
                response = change.edit(response)
        return response

    def _respond(self, path: str) -> Response:
        folder, _, rest = path.removeprefix("/").partition("/")
        if folder == "api":
            return self._data(path, rest)
        if folder in LOCALES:
            return self._page(path, folder, rest)
        if folder == "static" or path in {"/favicon.svg", "/favicon.ico"}:
            return self._static(path, rest or "favicon.svg")
        if path == "/robots.txt":
            return Response(body=_ROBOTS.encode(), type="text/plain; charset=utf-8")
        if path == "/":
            return Response(302, headers=(("Location", "/en/"),))
        return self._missing(path, "en")

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
        page = pages.page(self._texts(path, locale), place)
        if page is None:
            return self._missing(path, locale)
        return Response(body=page.encode(), headers=(("Content-Language", locale),))

    def _static(self, path: str, name: str) -> Response:
        file = files(__package__).joinpath("static", name)
        kind = name.rpartition(".")[2]
        if "/" in name or "\\" in name or kind not in _TYPES or not file.is_file():
            return self._missing(path, "en")
        return Response(body=file.read_bytes(), type=_TYPES[kind], headers=(("Cache-Control", "max-age=3600"),))

    def _missing(self, path: str, locale: str) -> Response:
        page = pages.missing(self._texts(path, locale))
        return Response(404, page.encode(), headers=(("Content-Language", locale),))
