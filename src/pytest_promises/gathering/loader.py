"""The loads themselves: tried, retried while that can help, cut off when they take too long."""

import asyncio
import logging
import math
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any, TypeVar

from pytest_promises.gathering.crash import crash
from pytest_promises.gathering.events import Event
from pytest_promises.gathering.ledger import Hearings, Ledger, Load, Reply
from pytest_promises.gathering.paces import Paces
from pytest_promises.gathering.places import Place
from pytest_promises.gathering.refusals import impatient, of_itself, too_early
from pytest_promises.gathering.resources import Loan, Resources, Turn
from pytest_promises.gathering.slots import Slots
from pytest_promises.gathering.timing import LONGEST_WAIT, Timing, wish
from pytest_promises.hookspecs import ChannelType, Keeper, Order, Services, Settings
from pytest_promises.model.hearing import Cause, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Loader:
    """Runs the loads of the orders it accepts; used on the event loop's thread only."""

    def __init__(self, settings: Settings, timing: Timing, on_event: Callable[[Event], None], keeper: Keeper) -> None:
        self.slots = Slots(settings, timing, self._patience)
        self._settings = settings
        self._timing = timing
        self._on_event = on_event
        self._keeper = keeper
        self._resources = Resources(settings, timing)
        self._paces = Paces(timing)
        self._ledger = Ledger()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopped = asyncio.Event()
        self._resting = False
        self._ends_at = math.inf
        self._over = ""

    async def run(self) -> None:
        """Serve until `stop`, then clean up within the bounds of `Timing`."""
        await self._stopped.wait()
        self._end("The run ended")
        self.slots.close()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=self._timing.stopping)
        await self._resources.close()

    def stop(self) -> None:
        """Have `run` return."""
        self._stopped.set()

    def accept(self, reply: Reply, channel_type: ChannelType, *, of_any_name: bool = False) -> None:
        """Take an order on: join it to a load, or start one; see `Ledger.enter`."""
        if self._over:
            reply.settle(self._too_late(reply.order.target))
            return
        if math.isinf(self._ends_at):
            self._ends_at = self._timing.clock() + self._settings.deadline
            self._spawn(self._watch_deadline())
        try:
            loads, new = self._ledger.enter(reply, channel_type, of_any_name=of_any_name)
        except Exception as error:  # noqa: BLE001 - an order is made by anybody's code, and must be answered
            reply.settle(crash(reply.order.target.kind, error))
            return
        if new:
            self._tell(Event("queued", reply.order.target, new))
        for load in loads:
            self._spawn(self._run(load))

    def rest(self) -> None:
        """Close the shared resources as soon as no load is under way."""
        self._resting = True
        self._rest_if_idle()

    def _rest_if_idle(self) -> None:
        if self._resting and not self._ledger.unfinished():
            self._resting = False
            self._spawn(self._resources.close())

    def prepare(self, channel: Channel, channel_type: ChannelType) -> None:
        """Begin what the first load of such a channel would wait for."""
        if not self._over:
            self._spawn(self._prepare(channel, channel_type))

    async def _prepare(self, channel: Channel, channel_type: ChannelType) -> None:
        try:
            await channel_type.prepare(channel, self._loan(Turn(too_early)))
        except Exception as error:  # noqa: BLE001 - the load meets the same trouble, and tells it
            _log.debug("%s could not be prepared", channel.kind, exc_info=error)

    def _loan(self, turn: Turn) -> Services:
        return Loan(self._settings, self._timing, self._resources, self._paces, turn, self._keeper)

    async def _hear_all(
        self, load: Load, place: Place, orders: Sequence[tuple[Order, ChannelType]]
    ) -> Sequence[Hearings]:
        replies = [Reply(order) for order, _ in orders]
        async with place.given_up():
            for reply, (order, channel_type) in zip(replies, orders, strict=True):
                reply.future.set_running_or_notify_cancel()
                if order.target == load.target:
                    reply.settle(of_itself(load.target))
                else:
                    self.accept(reply, channel_type, of_any_name=True)
            return [await asyncio.wrap_future(reply.future) for reply in replies]

    async def _watch_deadline(self) -> None:
        await asyncio.sleep(self._settings.deadline)
        self._end(f"The run's deadline of {self._settings.deadline:g} seconds passed")

    def _end(self, why: str) -> None:
        self._over = self._over or why
        for load in self._ledger.unfinished():
            self._finish(load, self._too_late(load.target))
        for task in tuple(self._tasks):
            task.cancel()

    def _too_late(self, target: Target) -> Mishap:
        return Mishap(Cause.TIMEOUT, f"{self._over} before {target.url or target.kind} was heard.")

    async def _run(self, load: Load) -> None:
        try:
            while load.result is None:
                await self._once(load)
        except HearingError as refusal:
            self._finish(load, refusal.mishap)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must be answered
            self._finish(load, crash(load.target.kind, error))

    async def _once(self, load: Load) -> None:
        host = load.target.host
        place = Place(self.slots, host)
        await place.enter()
        try:
            outcome = await self._try(load, place)
            seconds = self._pause(load, outcome) if isinstance(outcome, Mishap) else 0.0
            if isinstance(outcome, Mishap) and _concerns_host(load.target, outcome):
                self.slots.defer(host, seconds)  # before the slot is free for the next load of the same host
        finally:
            place.close()
        if isinstance(outcome, Mishap):
            await self._retry_or_finish(load, outcome, seconds)
        else:
            self._finish(load, outcome)

    def _pause(self, load: Load, mishap: Mishap) -> float:
        asked = wish(mishap.retry_after)
        return self._timing.pause(load.tries) if asked is None else asked

    async def _retry_or_finish(self, load: Load, mishap: Mishap, seconds: float) -> None:
        if not mishap.transient or load.tries > self._settings.retries:
            self._finish(load, mishap)
        elif seconds > self._patience():
            self._finish(load, impatient(mishap, self.slots.refusal(load.target.host)))
        else:
            load.joinable = True
            self._tell(Event("retried", load.target, load.names, mishap, seconds))
            if not _concerns_host(load.target, mishap):
                await self._timing.sleep(seconds)

    def _patience(self) -> float:
        return max(0.0, min(LONGEST_WAIT, self._ends_at - self._timing.clock()))

    async def _try(self, load: Load, place: Place) -> Hearings | Mishap:
        load.joinable, load.tries = False, load.tries + 1
        if load.tries == 1:
            load.began = self._timing.clock()
            self._tell(Event("started", load.target, load.names))
        trial = self._spawn(self._hear(load, place))
        try:
            await self._wait_for(trial, load, place)
        finally:
            in_time = trial.done() or not trial.cancel()
        if in_time:
            return crash(load.target.kind, asyncio.CancelledError()) if trial.cancelled() else trial.result()
        await asyncio.wait({trial}, timeout=self._timing.stopping)
        return Mishap(Cause.TIMEOUT, f"{load.target.url} took longer than {self._allowance(load):g} seconds.")

    def _allowance(self, load: Load) -> float:
        return max(load.channel_type.allowance(channel, self._settings) for channel in load.order().channels)

    async def _wait_for(self, trial: asyncio.Task[Any], load: Load, place: Place) -> None:
        """Wait until a try is done, or has had its time; what it waits for others does not count."""
        clock = asyncio.get_running_loop().time
        began, bound = clock(), self._allowance(load) + self._timing.grace
        while not trial.done() and (left := bound + place.seconds_away - (clock() - began)) > 0:
            await asyncio.wait({trial}, timeout=left)

    async def _hear(self, load: Load, place: Place) -> Hearings | Mishap:
        try:
            loan = self._loan(Turn(partial(self._hear_all, load, place), place.leave))
            return tuple(await load.channel_type.hear(load.order(), loan))
        except asyncio.CancelledError:
            raise
        except HearingError as error:
            return error.mishap
        except BaseException as error:  # noqa: BLE001 - a channel type is anybody's code: it must not end the thread
            return crash(load.target.kind, error)

    def _finish(self, load: Load, outcome: Hearings | Mishap) -> None:
        if load.result is None:
            load.finish(outcome)
            seconds = 0.0 if load.began is None else self._timing.clock() - load.began
            self._tell(Event("finished", load.target, load.names, load.mishap, seconds))
            self._rest_if_idle()

    def _tell(self, event: Event) -> None:
        try:
            self._on_event(event)
        except Exception:  # noqa: BLE001 - a display's bug must not cost the load
            _log.exception("a progress display failed")

    def _spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _concerns_host(target: Target, mishap: Mishap) -> bool:
    return bool(target.host) and (wish(mishap.retry_after) is not None or mishap.cause is Cause.RATE_LIMITED)
