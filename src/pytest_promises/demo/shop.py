"""The running shop: a web server on loopback for as long as it is needed."""

import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from . import letterbox
from .changes import Change, Response
from .faults import named
from .premises import Premises
from .site import Site

FAULT_VARIABLE = "PROMISES_DEMO_FAULT"


def start(site: str, env: Mapping[str, str]) -> "Shop":
    """Return the shop that a spec's `site:` asks for (`demo` or `demo?fault=NAME`), to be entered as a context.

    A fault named in the address wins over the one in `PROMISES_DEMO_FAULT`. Raises `ValueError` for a fault that does
    not exist, or an address that is not the shop's.
    """
    address = urlsplit(site)
    asked = parse_qs(address.query, keep_blank_values=True)
    if address.path != "demo" or address.scheme or address.netloc or set(asked) - {"fault"}:
        raise ValueError(f"{site!r} is not the bundled shop: write `demo` or `demo?fault=NAME`")
    return Shop(asked["fault"][-1] if "fault" in asked else env.get(FAULT_VARIABLE) or None)


class Shop:
    """Harbor & Pine on an ephemeral port of 127.0.0.1, with or without a fault; a context manager.

    Raises `ValueError` for a fault that does not exist, with those that are named alike.
    """

    def __init__(self, fault: str | None = None, port: int = 0) -> None:
        self.fault = named(fault) if fault else None
        self._port = port
        self._server: _Server | None = None
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end; raises `RuntimeError` while the shop is closed."""
        if self._server is None:
            raise RuntimeError("the shop is closed: enter it first")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @cached_property
    def places(self) -> Mapping[str, str]:
        """What a spec calls `demo:NAME`: paths below a folder that lasts as long as the shop is open."""
        self._folder = TemporaryDirectory(prefix="harbor-and-pine-")
        return Premises(Path(self._folder.name), self.fault.changes if self.fault else ())

    def __enter__(self) -> Self:
        if self._server is None:
            self._server = _Server(self._port, self.fault.changes if self.fault else (), self._deliver)
            Thread(target=self._server.serve_forever, args=(0.05,), name="demo-shop", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _deliver(self, mail: bytes) -> None:
        letterbox.deliver(mail, Path(self.places["inbox"]))

    def close(self) -> None:
        """Stop serving, ending also what is still under way."""
        if self._server is not None:
            self._server.stop()
            self._server = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
            del self.places  # another folder's when it is opened again


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int, changes: Sequence[Change], deliver: Callable[[bytes], None]) -> None:
        self.deliver = deliver
        self.stopping = Event()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = Site(changes, _now, f"http://127.0.0.1:{self.server_address[1]}")

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: "socket.socket | tuple[bytes, socket.socket]") -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a browser that hangs up is no news."""

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()
        with self._lock:
            left = tuple(self._open)
        for connection in left:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "HarborAndPine"
    sys_version = ""
    # Headers and body leave in one packet: without this every keep-alive answer waits for a delayed ACK.
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self._answer(self.server.site.respond(unquote(address.path), address.query))

    def do_POST(self) -> None:
        path, length = unquote(urlsplit(self.path).path), self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > letterbox.MOST:
            self.close_connection = True
            self._answer(Response(413))
            return
        response, mail = self.server.site.take(path, self.rfile.read(int(length)))
        if mail is not None:
            self.server.deliver(mail)
        self._answer(response)

    def _answer(self, response: Response) -> None:
        self.server.stopping.wait(response.seconds)
        if response.stalls:
            self._stall(response)
        else:
            self._head(response, ("Content-Length", str(len(response.body))))
            if self.command != "HEAD":
                self.wfile.write(response.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _head(self, response: Response, *more: tuple[str, str]) -> None:
        self.send_response(response.status)
        for name, value in (("Content-Type", response.type), *response.headers, *more):
            self.send_header(name, value)
        self.end_headers()

    def _stall(self, response: Response) -> None:
        """Begin an answer, if there is a beginning, and send no more of it until the shop closes."""
        self.close_connection = True
        if response.body:
            self._head(response)
            self.wfile.write(response.body)
            self.wfile.flush()
        self.server.stopping.wait()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Stay quiet: the terminal belongs to the audit."""
