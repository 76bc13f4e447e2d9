"""The hand-over between processes: workers ask the one engine of the run for what it heard.

So that one load a page holds over all workers of pytest-xdist too, the controller gathers and serves a `Broker`; each
worker is a `BrokerClient` (`broker_client`). What crosses is JSON, never a pickle: nothing that a page says can become
code.
"""

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from pytest_promises.gathering.letters import (
    GONE,
    JOINING,
    LONGEST_ASKING,
    Key,
    LetterError,
    Plain,
    admit,
    connect,
    encode,
    in_thread,
    key_of,
    letters,
    listen,
)

Outbox = SimpleQueue[tuple[Key, Future[Plain]] | None]
"""What is to be sent to one client; `None` is the end."""


class Broker:
    """Serves what `answer` gives to any number of clients, each in threads of its own.

    `answer` is called once for each key, however many ask, from the clients' threads; its future gets plain data, ready
    for JSON. What one client asks for at once is answered within `batch()`: give the engine's `hold`, so that channels
    of one page are loaded together. `address` and `authkey` are plain text for the clients.

    A context manager; leaving it is `close`. Raises `OSError` when no socket can be had.
    """

    def __init__(
        self,
        answer: Callable[[Key], Future[Plain]],
        batch: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._answer = answer
        self._batch = batch
        self._lock = threading.Lock()
        self._futures: dict[Key, Future[Plain]] = {}
        self._threads: list[threading.Thread] = []
        self._stopped, self._stop = Pipe(duplex=False)
        self._closing = threading.Event()
        self.authkey = secrets.token_hex(32)
        self._listener, self.address, self._close_listener = listen()
        self._accepting = in_thread(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Send every client away; returns within seconds, and may be called again."""
        with self._lock:
            if self._closing.is_set():
                return
            self._closing.set()
        self._stop.close()
        with suppress(OSError):
            connect(self.address).close()  # wakes the thread that accepts
        self._accepting.join(JOINING)
        for thread in self._threads:
            thread.join(JOINING)
        self._close_listener()

    def future(self, key: Key) -> Future[Plain]:
        """Return the answer to that key, asked for at most once."""
        with self._lock:
            if key not in self._futures:
                self._futures[key] = self._asked(key)
            return self._futures[key]

    def _asked(self, key: Key) -> Future[Plain]:
        try:
            return self._answer(key)
        except Exception as error:  # noqa: BLE001 - the worker that asked is told, whatever it was
            failed: Future[Plain] = Future()
            failed.set_exception(error)
            return failed

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection = self._listener.accept()
            except OSError:
                self._closing.wait(0.1)  # the peer has gone, or there are no descriptors left: no reason to spin
                continue
            outbox: Outbox = SimpleQueue()
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            self._threads += [in_thread(self._read, connection, outbox), in_thread(_write, connection, outbox)]

    def _read(self, connection: Connection, outbox: Outbox) -> None:
        try:
            admit(connection, self._stopped, self.authkey)
            for letter in letters(connection, self._stopped, LONGEST_ASKING):
                with self._batch():
                    for key in map(key_of, _list(letter.get("ask", []))):
                        self.future(key)
                for key in map(key_of, _list(letter.get("want", []))):
                    self.future(key).add_done_callback(partial(_post, outbox, key))
        except GONE:
            pass
        finally:
            outbox.put(None)


def _post(outbox: Outbox, key: Key, done: Future[Plain]) -> None:
    outbox.put((key, done))


def _write(connection: Connection, outbox: Outbox) -> None:
    with connection:
        while item := outbox.get():
            with suppress(OSError):  # the thread that reads sees that the client has gone
                connection.send_bytes(_reply(*item))


def _reply(key: Key, done: Future[Plain]) -> bytes:
    try:
        return encode({"key": key, "data": done.result()})
    except Exception as error:  # noqa: BLE001 - the worker that asked is told, whatever it was
        return encode({"key": key, "error": f"{type(error).__name__}: {error}"})


def _list(data: Plain) -> list[Plain]:
    if not isinstance(data, list):
        raise LetterError("what was sent is no list of channels")
    return data
