"""The hand-over between processes: workers ask the one engine of the run for what it heard.

So that one load a page holds over all workers of pytest-xdist too, the controller gathers and serves a `Broker`; each
worker is a `BrokerClient`. What crosses is JSON, never a pickle: nothing that a page says can become code.
"""

import secrets
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from pytest_promises.gathering.letters import (
    LONGEST_ANSWER,
    LONGEST_ASKING,
    LetterError,
    Plain,
    admit,
    connect,
    encode,
    introduce,
    letters,
    listen,
)
from pytest_promises.model.hearing import Cause, HearingError, Mishap

Key = tuple[str, str]
"""A spec's path and a channel's name."""

Outbox = SimpleQueue[tuple[Key, Future[Plain]] | None]
"""What is to be sent to one client; `None` is the end."""

_JOINING = 2.0
_GONE = (OSError, EOFError, LetterError)


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
        self._accepting = _thread(self._accept)

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
        self._accepting.join(_JOINING)
        for thread in self._threads:
            thread.join(_JOINING)
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
            self._threads += [_thread(self._read, connection, outbox), _thread(_write, connection, outbox)]

    def _read(self, connection: Connection, outbox: Outbox) -> None:
        try:
            admit(connection, self._stopped, self.authkey)
            for letter in letters(connection, self._stopped, LONGEST_ASKING):
                with self._batch():
                    for key in map(_key, _list(letter.get("ask", []))):
                        self.future(key)
                for key in map(_key, _list(letter.get("want", []))):
                    self.future(key).add_done_callback(partial(_post, outbox, key))
        except _GONE:
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


class BrokerClient:
    """A worker's end of the hand-over.

    A context manager; leaving it is `close`. Raises `HearingError` (`UNAVAILABLE`) when there is no broker at that
    address, or none that knows the key, within `timeout` seconds.
    """

    def __init__(self, address: str, authkey: str, timeout: float = 15.0) -> None:
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        self._answers: dict[Key, dict[str, Plain]] = {}
        self._wanted: set[Key] = set()
        self._ready = self._ended = False
        self._stopped, self._stop = Pipe(duplex=False)
        try:
            self._connection = connect(address)
        except (OSError, ValueError) as error:
            raise _unavailable(f"The process that gathers cannot be reached: {error}.") from error
        self._reading = _thread(self._read, authkey)
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._ended, timeout)
        if not self._ready or self._ended:
            self.close()
            raise _unavailable("The process that gathers did not let this one in.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, keys: Iterable[Key]) -> None:
        """Announce what will be wanted, so that it is gathered from now on; returns at once."""
        self._send({"ask": list(keys)})

    def result(self, key: Key, timeout: float) -> Plain:
        """Return the plain data for that key, waiting for it.

        Raises `HearingError`: `TIMEOUT` after so many seconds, `UNAVAILABLE` when the other process has ended,
        `CRASHED` when it could not answer.
        """
        with self._changed:
            is_new = key not in self._wanted
            self._wanted.add(key)
        if is_new:
            self._send({"want": [key]})
        with self._changed:
            self._changed.wait_for(lambda: key in self._answers or self._ended, timeout)
            answer, ended = self._answers.get(key), self._ended
        if answer is not None:
            return _data(answer)
        if ended:
            raise _unavailable(f"The process that gathers ended before {key[1]} was heard.")
        raise HearingError(Mishap(Cause.TIMEOUT, f"{key[1]} was not heard within {timeout:g} seconds."))

    def close(self) -> None:
        """Leave; may be called again."""
        self._stop.close()
        self._reading.join(_JOINING)

    def _send(self, letter: Plain) -> None:
        with self._sending, suppress(OSError):  # the end of the other side is seen by the thread that reads
            self._connection.send_bytes(encode(letter))

    def _read(self, authkey: str) -> None:
        try:
            introduce(self._connection, self._stopped, authkey)
            with self._changed:
                self._ready = True
                self._changed.notify_all()
            for letter in letters(self._connection, self._stopped, LONGEST_ANSWER):
                with self._changed:
                    self._answers[_key(letter.get("key"))] = letter
                    self._changed.notify_all()
        except _GONE:
            pass
        finally:
            self._connection.close()
            with self._changed:
                self._ended = True
                self._changed.notify_all()


def _thread(work: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=args, name=f"promises-{work.__name__.strip('_')}", daemon=True)
    thread.start()
    return thread


def _key(data: Plain) -> Key:
    if not (isinstance(data, list) and len(data) == 2 and all(isinstance(part, str) for part in data)):
        raise LetterError("what was sent names no channel")
    return data[0], data[1]


def _list(data: Plain) -> list[Plain]:
    if not isinstance(data, list):
        raise LetterError("what was sent is no list of channels")
    return data


def _data(answer: dict[str, Plain]) -> Plain:
    if "error" in answer:
        raise HearingError(Mishap(Cause.CRASHED, f"The process that gathers failed with {answer['error']}"))
    return answer.get("data")


def _unavailable(message: str) -> HearingError:
    return HearingError(Mishap(Cause.UNAVAILABLE, message))
