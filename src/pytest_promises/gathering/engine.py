"""The engine: an event loop in a thread beside pytest, on which every target is loaded once, within limits."""

import asyncio
import atexit
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from pytest_promises.gathering.events import Event
from pytest_promises.gathering.keeping import NothingKept
from pytest_promises.gathering.ledger import Hearings, Reply
from pytest_promises.gathering.loader import Loader
from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import ChannelType, Keeper, Order, Settings
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.promise import Channel

_log = logging.getLogger(__name__)


class Engine:
    """Gathers in the background what is ordered, and answers every order, whatever happens.

    A context manager; leaving it is `close`. `on_event` is called on the engine's thread and must not block. `keeper`
    keeps evidence; by default none is kept.
    """

    def __init__(
        self,
        settings: Settings,
        on_event: Callable[[Event], None] = lambda _: None,
        timing: Timing | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        self._timing = timing or Timing()
        self._loader = Loader(settings, self._timing, on_event, keeper or NothingKept())
        self._lock = threading.Lock()
        self._owed: set[Reply] = set()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._serve, name="promises-gathering", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, order: Order, channel_type: ChannelType) -> Future[Hearings]:
        """Order channels that share a target; the future gets one hearing a channel, in the order's order.

        Never raises, and neither does the future: what goes wrong is a mishap of the hearings. The future cannot be
        cancelled. Orders with the same target are joined as `Ledger` says.
        """
        reply = Reply(order)
        reply.future.set_running_or_notify_cancel()
        if not self._post(lambda: self._loader.accept(reply, channel_type), reply):
            reply.settle(ended(order))
        return reply.future

    def prepare(self, channel: Channel, channel_type: ChannelType) -> None:
        """Begin, in the background, what the first load of such a channel would have to wait for."""
        self._post(lambda: self._loader.prepare(channel, channel_type))

    def rest(self) -> None:
        """Close what is shared as soon as nothing is under way: all is ordered, and what comes late opens it again."""
        self._post(self._loader.rest)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let no load begin within the block, so that all that is ordered in it is joined."""
        held = self._post(self._loader.slots.hold)
        try:
            yield
        finally:
            if held:
                self._post(self._loader.slots.release)

    def close(self) -> None:
        """Cancel what is under way, close the shared resources and end the thread; returns within a bound.

        Every order that was not answered yet gets a mishap. May be called again, and from any thread.
        """
        with self._lock:
            if self._loop is not None and not self._closed:
                self._loop.call_soon_threadsafe(self._loader.stop)
            self._closed = True
        if self._thread.ident is not None and threading.current_thread() is not self._thread:
            self._thread.join(self._timing.closing + 3 * self._timing.stopping)
        self._answer_all()
        atexit.unregister(self.close)

    def _post(self, call: Callable[[], object], reply: Reply | None = None) -> bool:
        with self._lock:
            if self._closed or not self._started():
                return False
            if reply is not None:
                self._owed.add(reply)
                reply.future.add_done_callback(lambda _: self._owed.discard(reply))
            assert self._loop is not None
            self._loop.call_soon_threadsafe(call)
            return True

    def _started(self) -> bool:
        if self._loop is not None:
            return True
        loop = asyncio.new_event_loop()
        try:
            self._loop = loop
            self._thread.start()
        except RuntimeError as error:
            _log.warning("the gathering could not start: %s", error)
            self._loop, self._closed = None, True
            loop.close()
            return False
        atexit.register(self.close)
        return True

    def _serve(self) -> None:
        assert self._loop is not None
        try:
            self._loop.run_until_complete(self._loader.run())
        finally:
            with self._lock:
                self._closed = True
            self._answer_all()
            _end(self._loop, self._timing.stopping)

    def _answer_all(self) -> None:
        for reply in tuple(self._owed):
            reply.settle(ended(reply.order))


def ended(order: Order) -> Mishap:
    """Return the mishap of an order that the run did not live to answer."""
    return Mishap(Cause.TIMEOUT, f"The run ended before {order.target.url} was heard.")


def _end(loop: asyncio.AbstractEventLoop, seconds: float) -> None:
    """Close the loop; a task that ignores its cancellation is left behind after so many seconds."""
    loop.set_exception_handler(lambda _, context: _log.debug("left behind: %s", context.get("message")))
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=seconds))
    loop.run_until_complete(asyncio.wait({loop.create_task(loop.shutdown_asyncgens())}, timeout=seconds))
    loop.close()
