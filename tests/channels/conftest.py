"""A site to be heard, and an ear: the channel types run on a loop of their own, as a run would have them."""

import asyncio
import gzip
import ssl
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
import trustme

from pytest_promises.evidence.recorder import Recorder
from pytest_promises.gathering.keeping import NothingKept
from pytest_promises.hookspecs import Order, Settings
from pytest_promises.model.hearing import Hearing, HearingError
from pytest_promises.model.promise import Channel
from pytest_promises.model.redacting import Redacting
from pytest_promises.plugins import channel_types, manager
from pytest_promises.redaction import Redactor

HTML = "text/html; charset=utf-8"
SECRET = "tr0ub4dor-and-3"
"""What the recorder knows to be secret."""


@dataclass
class Reply:
    body: str | bytes = ""
    status: int = 200
    type: str = HTML
    headers: dict = field(default_factory=dict)
    wait: threading.Event | None = None
    """What is waited for before the answer begins."""
    hold: threading.Event | None = None
    """What is waited for between the answer's body and its end."""
    send: Callable | None = None
    """Writes the whole answer itself, given the handler."""


class Site:
    """A server on loopback: what it answers by path, and which paths it was asked for."""

    def __init__(self, context=None):
        self.replies = {}
        self.asked = []
        self.requests = []
        self.over = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = self.path.partition("?")[0]
                if path != "/favicon.ico":
                    site.asked.append(path)
                    site.requests.append((path, {name.lower(): value for name, value in self.headers.items()}))
                reply = site.replies.get(path, Reply("<p>nothing here</p>", 404))
                site.answer(self, reply)

            def log_message(self, *args):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 100

            def handle_error(self, request, client_address):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "http" if context is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self.server.server_port}"
        self.other = f"{scheme}://localhost:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def answer(self, handler, reply):
        if reply.send is not None:
            reply.send(handler)
            handler.close_connection = True
            return
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.until(reply.wait)
        handler.send_response(reply.status)
        if reply.type:
            handler.send_header("Content-Type", reply.type)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) + (reply.hold is not None)))
        handler.end_headers()
        handler.wfile.write(body)
        if reply.hold is not None:
            handler.wfile.flush()
            self.until(reply.hold)
            handler.wfile.write(b" ")

    def until(self, event):
        while event is not None and not event.wait(0.02) and not self.over.is_set():
            pass

    def page(self, path, body, **how):
        self.replies[path] = Reply(body, **how)
        return self

    def zipped(self, path, body):
        self.replies[path] = Reply(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})

    def close(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Loan:
    """What a run lends to a channel."""

    def __init__(self, settings, resources, stack, keeper):
        self.settings = settings
        self.masks = keeper.masks
        self.keep, self.remember, self.recall = keeper.keep, keeper.remember, keeper.recall
        self._resources = resources
        self._stack = stack

    async def shared(self, key, open_):
        if key not in self._resources:
            self._resources[key] = asyncio.ensure_future(self._stack.enter_async_context(open_()))
        try:
            return await self._resources[key]
        except HearingError:
            self._resources.pop(key, None)
            raise

    async def discard(self, key):
        self._resources.pop(key, None)

    async def pace(self, host, rate):
        pass

    def leave(self):
        pass

    async def hear_all(self, orders):
        return [await self._hear(order, kind) for order, kind in orders]

    async def _hear(self, order, kind):
        try:
            return tuple(await kind.hear(order, self))
        except HearingError as error:
            return tuple(Hearing(channel.name, mishap=error.mishap) for channel in order.channels)

    def now(self):
        return datetime.now(UTC).isoformat(timespec="seconds")


class Ear:
    """Hears channels on an event loop in the background; one browser serves all tests."""

    types: ClassVar = channel_types(manager())

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.resources = {}
        self.stack = AsyncExitStack()
        self.keeper = NothingKept()

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(120)

    def order(self, site, *channels):
        kind = self.types[channels[0].kind]
        targets = {kind.target(channel, site) for channel in channels}
        assert len(targets) == 1, "these channels do not share a load"
        return kind, Order(targets.pop(), channels)

    def loan(self, **settings):
        return Loan(Settings(**{"timeout": 20.0, **settings}), self.resources, self.stack, self.keeper)

    def hear(self, site, *channels, **settings):
        kind, order = self.order(site, *channels)
        return tuple(self.run(kind.hear(order, self.loan(**settings))))

    def refusal(self, site, *channels, **settings):
        with pytest.raises(HearingError) as caught:
            self.hear(site, *channels, **settings)
        return caught.value.mishap

    def close(self):
        self.run(self.stack.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


def channel(address="/", kind="page", name="it", locale="", **options):
    return Channel(name, kind, address, locale=locale, options=options)


@pytest.fixture(scope="session")
def ear():
    ear = Ear()
    yield ear
    ear.close()


@pytest.fixture
def fresh_ear():
    """An ear with a browser of its own."""
    ear = Ear()
    yield ear
    ear.close()


@pytest.fixture
def recorder(ear, tmp_path):
    """What keeps the evidence of all that is heard in a test."""
    keeper = Recorder(tmp_path / "kept", Redactor([SECRET], [Redacting()]))
    ear.keeper, before = keeper, ear.keeper
    yield keeper
    ear.keeper = before
    keeper.close()
    assert keeper.trouble == ""


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def tls_site():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    site = Site(context)
    yield site
    site.close()


@pytest.fixture
def make():
    return channel


@pytest.fixture
def reply():
    return Reply


@pytest.fixture
def said(ear, site):
    """What a page with this body says: its passages, in a browser unless told otherwise."""

    def say(body, lang="en", **options):
        site.page("/", f'<!doctype html><html lang="{lang}"><title>Shop</title><body>{body}</body></html>')
        (hearing,) = ear.hear(site.url, channel("/", **options))
        assert hearing.mishap is None
        return hearing.passages

    return say


@pytest.fixture
def texts(said):
    def say(body, **options):
        return [passage.text for passage in said(body, **options)]

    return say
