"""A worker's end of the hand-over between processes: it asks the run's `broker` for what was heard."""

import threading
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing import Pipe
from types import TracebackType
from typing import Self

from pytest_promises.gathering.letters import (
    GONE,
    JOINING,
    LONGEST_ANSWER,
    Key,
    Plain,
    connect,
    encode,
    in_thread,
    introduce,
    key_of,
    letters,
)
from pytest_promises.model.hearing import Cause, HearingError, Mishap


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
        self._reading = in_thread(self._read, authkey)
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
        self._reading.join(JOINING)

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
                    self._answers[key_of(letter.get("key"))] = letter
                    self._changed.notify_all()
        except GONE:
            pass
        finally:
            self._connection.close()
            with self._changed:
                self._ended = True
                self._changed.notify_all()


def _data(answer: dict[str, Plain]) -> Plain:
    if "error" in answer:
        raise HearingError(Mishap(Cause.CRASHED, f"The process that gathers failed with {answer['error']}"))
    return answer.get("data")


def _unavailable(message: str) -> HearingError:
    return HearingError(Mishap(Cause.UNAVAILABLE, message))
