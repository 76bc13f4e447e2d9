"""What loads share: opened once for all who ask, closed at the end in reverse order, within a bound."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pytest_promises.gathering.paces import Paces
from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import ChannelType, Keeper, Order, Settings
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Mishap

R = TypeVar("R")
HearAll = Callable[[Sequence[tuple[Order, ChannelType]]], Awaitable[Sequence[Sequence[Hearing]]]]
"""Has other targets heard; see `Services.hear_all`."""
_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Resource:
    """One opening: `ready` holds what was opened, the `keeper` task opens and closes it.

    One task does both, since context managers that hold cancel scopes must be left by the task that entered them.
    """

    ready: asyncio.Future[object]
    release: asyncio.Event = field(default_factory=asyncio.Event)
    keeper: asyncio.Task[None] | None = None


class Resources:
    """The shared resources of a run; used on the event loop's thread only."""

    def __init__(self, settings: Settings, timing: Timing) -> None:
        self._settings = settings
        self._timing = timing
        self._by_key: dict[str, _Resource] = {}
        self._opened: list[_Resource] = []

    def opening(self, key: str, open_: Callable[[], AbstractAsyncContextManager[object]]) -> _Resource:
        """Return the resource of that key, being opened if nobody asked before."""
        resource = self._by_key.get(key)
        if resource is None:
            resource = self._by_key[key] = _Resource(asyncio.get_running_loop().create_future())
            resource.keeper = asyncio.create_task(self._keep(key, resource, open_))
        return resource

    async def drop(self, key: str, resource: _Resource | None) -> None:
        """Close the resource of that key, if it still is the given one (`None`: whichever it is)."""
        current = self._by_key.get(key)
        if current is None or (resource is not None and resource is not current):
            return
        del self._by_key[key]
        await self._end(current, self._timing.stopping)

    async def close(self) -> None:
        """Close all, the one opened last first; one that does not close in time is left behind."""
        clock = asyncio.get_running_loop().time
        end = clock() + self._timing.closing
        still_opening = [resource for resource in self._by_key.values() if resource not in self._opened]
        self._by_key.clear()
        for resource in (*still_opening, *reversed(self._opened)):
            await self._end(resource, max(0.1, end - clock()))

    async def _keep(
        self, key: str, resource: _Resource, open_: Callable[[], AbstractAsyncContextManager[object]]
    ) -> None:
        try:
            async with AsyncExitStack() as stack:
                async with asyncio.timeout(self._settings.timeout):
                    value = await stack.enter_async_context(open_())
                self._opened.append(resource)
                resource.ready.set_result(value)
                await resource.release.wait()
        except BaseException as error:
            self._failed(key, resource, error)
            if isinstance(error, asyncio.CancelledError):
                raise
        finally:
            if resource in self._opened:
                self._opened.remove(resource)

    def _failed(self, key: str, resource: _Resource, error: BaseException) -> None:
        if resource.ready.done():
            _log.debug("%s did not close properly", key, exc_info=error)
            return
        if self._by_key.get(key) is resource:
            del self._by_key[key]
        resource.ready.set_exception(self._reason(key, error))
        resource.ready.exception()  # marks it as seen: those who asked may be gone

    def _reason(self, key: str, error: BaseException) -> Exception:
        if isinstance(error, TimeoutError):
            message = f"{key} was not ready within {self._settings.timeout:g} seconds."
            return HearingError(Mishap(Cause.TIMEOUT, message))
        if isinstance(error, Exception):
            return error
        return HearingError(Mishap(Cause.UNAVAILABLE, f"{key} was closed before it was ready."))

    async def _end(self, resource: _Resource, seconds: float) -> None:
        keeper = resource.keeper
        if keeper is None:
            return
        resource.release.set()
        if not resource.ready.done():
            keeper.cancel()
        _, slow = await asyncio.wait({keeper}, timeout=seconds)
        for task in slow:
            task.cancel()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one load does of itself with the slots of all; see `Services`."""

    hear_all: HearAll
    leave: Callable[[], None] = lambda: None


class Loan:
    """What one load is lent: `Services` for the time of its try.

    It remembers which opening it was given, so that two loads which see the same browser die do not close the new one.
    """

    def __init__(
        self,
        settings: Settings,
        timing: Timing,
        resources: Resources,
        paces: Paces,
        turn: Turn,
        keeper: Keeper,
    ) -> None:
        self.settings = settings
        self._keeper = keeper
        self._timing = timing
        self._resources = resources
        self._paces = paces
        self._turn = turn
        self._given: dict[str, _Resource] = {}

    async def shared(self, key: str, open_: Callable[[], AbstractAsyncContextManager[R]]) -> R:
        """Return the resource of that key, opened once a run and closed at its end.

        Raises what the opening raised; who asks next tries again.
        """
        resource = self._given[key] = self._resources.opening(key, open_)
        return cast("R", await asyncio.shield(resource.ready))

    async def discard(self, key: str) -> None:
        """Close a shared resource that broke; the next `shared` of that key opens a new one."""
        await self._resources.drop(key, self._given.pop(key, None))

    async def pace(self, host: str, rate: float) -> None:
        """Wait until a host may be asked for the next document, at so many a second (0: at once)."""
        await self._paces.wait(host, rate)

    async def hear_all(self, orders: Sequence[tuple[Order, ChannelType]]) -> Sequence[Sequence[Hearing]]:
        """Have other targets heard on behalf of this load; return the hearings of each order, in their order."""
        return await self._turn.hear_all(orders)

    def leave(self) -> None:
        """Let the next load begin: this one asks the host for nothing more."""
        self._turn.leave()

    def now(self) -> str:
        """Return the time in UTC, as ISO 8601."""
        return self._timing.now()

    def masks(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the spans of a text that no picture may show."""
        return self._keeper.masks(text)

    def keep(self, content: bytes, media_type: str) -> str:
        """Keep something as evidence, and return its reference; `""` where none is kept."""
        return self._keeper.keep(content, media_type)

    def remember(self, key: str, refs: Sequence[str]) -> None:
        """Keep what a later run may use again, by a key that says all that it depends on."""
        self._keeper.remember(key, refs)

    def recall(self, key: str) -> tuple[str, ...]:
        """Return the references that an earlier run remembered, all of which are there still; else nothing."""
        return self._keeper.recall(key)
