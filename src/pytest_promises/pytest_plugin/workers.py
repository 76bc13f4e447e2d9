"""Several worker processes, one that listens: the controller of pytest-xdist hears every channel for all workers."""

import contextlib
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Event, Thread
from typing import Any

import pytest

from pytest_promises.audit import Audit, Key, LocalListening
from pytest_promises.gathering.broker import Broker
from pytest_promises.gathering.broker_client import BrokerClient
from pytest_promises.model.hearing import Hearing, HearingError
from pytest_promises.model.promise import Spec
from pytest_promises.wire import from_plain, to_plain

from .own_specs import spec_files
from .run import Run

_TICK = 0.2


class Controller:
    """Serves the workers of one run: starts to listen when the first one asks, and shows the progress meanwhile."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._broker: Broker | None = None
        self._ended = Event()
        self._changed: Any = None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker where to ask."""
        if self._broker is None:
            local = self._run.local(self._run.audit)
            self._run.audit.use(local)
            self._run.past.begin(self._run.info)
            self._broker = Broker(lambda key: _plain(local, key), local.engine.hold)
            Thread(target=self._show, name="promises-progress", daemon=True).start()
        node.workerinput["promises_broker"] = [self._broker.address, self._broker.authkey]
        touched = self._touched()
        if touched is not None:
            node.workerinput["promises_touched"] = touched

    def _touched(self) -> Any:
        """Return what has changed, as plain data: told once, so that all workers leave the same checks out."""
        if self._run.options.changed_since and self._changed is None:
            loaded = (self._run.audit.load(path) for path in spec_files(self._run.config))
            specs = tuple(one.spec for one in loaded if one.spec is not None)
            self._changed = to_plain(self._run.touched(specs))
        return self._changed

    def pytest_sessionfinish(self) -> None:
        """Send the workers away."""
        self._ended.set()
        if self._broker is not None:
            self._broker.close()

    def _show(self) -> None:
        while not self._ended.wait(_TICK):
            if self._run.progress.busy:
                self._run.progress.tick()


def _plain(local: LocalListening, key: Key) -> "Future[Any]":
    plain: Future[Any] = Future()

    def hand_over(done: "Future[Hearing]") -> None:
        try:
            plain.set_result(to_plain(done.result()))
        except Exception as error:  # noqa: BLE001 - the worker that waits is told, whatever it was
            plain.set_exception(error)

    local.hearing(key).add_done_callback(hand_over)
    return plain


class RemoteListening:
    """A worker's ear: the controller's broker."""

    def __init__(self, address: str, authkey: str, deadline: float) -> None:
        self._client = BrokerClient(address, authkey)
        self._deadline = deadline
        self._futures: dict[Key, Future[Hearing]] = {}

    def prepare(self, spec: Spec) -> None:
        """Leave it to the controller."""

    def ask(self, keys: Sequence[Key]) -> None:
        """Announce which channels will be wanted."""
        self._client.ask(list(dict.fromkeys(keys)))

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return the hearing of a channel, once the controller has it."""
        if key not in self._futures:
            self._futures[key] = Future()
            self._futures[key].set_result(self._result(key))
        return self._futures[key]

    def _result(self, key: Key) -> Hearing:
        try:
            return from_plain(self._client.result(key, self._deadline), Hearing)
        except HearingError as error:
            return Hearing(key[1], mishap=error.mishap)

    def close(self) -> None:
        """Leave the controller."""
        with contextlib.suppress(OSError):
            self._client.close()


def remote(worker_input: dict[str, Any], audit: Audit, run: Run) -> "RemoteListening | LocalListening":
    """Return a worker's ear; a worker on another machine, which cannot reach the controller, hears by itself."""
    try:
        address, authkey = worker_input["promises_broker"]
        return RemoteListening(address, authkey, run.options.settings.deadline)
    except HearingError:
        return run.local(audit)
