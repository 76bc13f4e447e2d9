"""A web server on the loopback, with the pages that a test gives it."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_STOPPING = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answers to a GET of one path; text is sent in UTF-8."""

    body: str | bytes = ""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The body as bytes."""
        return self.body.encode() if isinstance(self.body, str) else self.body


class SmallSite:
    """A running server: `pages` has an `Answer` for each path, a text for HTML, or a number for a bare HTTP status.

    A path that is not there is answered with 404; `hits` counts how often each was asked for, with its query. A context
    manager; leaving it stops the server.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Answer | str | int] = {}
        self.hits: Counter[str] = Counter()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, name="small-site", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(_STOPPING)

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end: what a spec has as `site:`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def says(self, path: str, *sentences: str, lang: str = "en") -> None:
        """Put a page there with a paragraph for each sentence."""
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        self.pages[path] = f'<!doctype html><html lang="{lang}"><title>Shop</title><h1>Shop</h1>{body}</html>'

    def answer(self, path: str) -> Answer:
        """Return what is answered to a GET of a path, which may have a query."""
        self.hits[path] += 1
        page = self.pages.get(path, self.pages.get(path.partition("?")[0], 404))
        if isinstance(page, Answer):
            return page
        return Answer(page) if isinstance(page, str) else Answer(status=page)


def _handler(site: SmallSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.answer(self.path)
            self.send_response(answer.status)
            headers = {"Content-Type": answer.content_type, "Content-Length": str(len(answer.content))}
            for name, value in {**headers, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that is overridden
            """Leave the terminal to the tests."""

    return Handler
