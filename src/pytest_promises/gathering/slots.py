"""Who may load now: a bound in all, a bound for each host, and hosts that asked to be left alone for a while."""

import asyncio
import math
from collections import Counter, deque
from collections.abc import Callable

from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import Cause, HearingError, Mishap


class Slots:
    """Slots for loads under way, given in turn to the hosts that wait; who waits holds none.

    Used on the event loop's thread only. `patience` returns the seconds that a load may still wait for its host.
    """

    def __init__(self, settings: Settings, timing: Timing, patience: Callable[[], float]) -> None:
        self._settings = settings
        self._timing = timing
        self._patience = patience
        self._held = 0
        self._busy: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._not_before: dict[str, float] = {}
        self._timers: dict[str, asyncio.Task[None]] = {}

    async def enter(self, host: str) -> None:
        """Wait for a slot; raises `HearingError` when the host asked for a longer wait than the run has patience."""
        if refusal := self.refusal(host):
            raise HearingError(refusal)
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(host, deque()).append(turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(host)
            raise

    def leave(self, host: str) -> None:
        """Give the slot back."""
        self._busy[host] -= 1
        self._give()

    def defer(self, host: str, seconds: float) -> None:
        """Let nothing of that host begin for so long; those that would wait too long are refused at once."""
        self._not_before[host] = max(self._timing.clock() + seconds, self._not_before.get(host, -math.inf))
        if refusal := self.refusal(host):
            for turn in self._waiting.pop(host, ()):
                if not turn.done():
                    turn.set_exception(HearingError(refusal))
        elif host not in self._timers:
            self._timers[host] = asyncio.create_task(self._rouse(host))

    def hold(self) -> None:
        """Let nothing begin until as many calls of `release`."""
        self._held += 1

    def release(self) -> None:
        """Undo one `hold`."""
        self._held -= 1
        self._give()

    def close(self) -> None:
        """End the timers."""
        for timer in self._timers.values():
            timer.cancel()

    def refusal(self, host: str) -> Mishap | None:
        """Return why the host is not to be loaded from any more, or `None` when it may be waited for."""
        left = self._left(host)
        if left == 0 or left <= self._patience():
            return None
        message = f"{host or 'The service'} asked to be left alone for {_spoken(left)}, longer than this run can wait."
        return Mishap(Cause.RATE_LIMITED, message, "Run the audit again later.", retry_after=left)

    def _left(self, host: str) -> float:
        return max(0.0, self._not_before.get(host, -math.inf) - self._timing.clock())

    async def _rouse(self, host: str) -> None:
        while (left := self._left(host)) > 0:
            await self._timing.sleep(min(left, self._settings.deadline))
        del self._timers[host]
        self._give()

    def _give(self) -> None:
        while not self._held and self._busy.total() < self._settings.concurrency and (turn := self._next()):
            turn.set_result(None)

    def _next(self) -> asyncio.Future[None] | None:
        for host in tuple(self._waiting):
            queue = self._waiting[host]
            while queue and queue[0].done():
                queue.popleft()
            if not queue:
                del self._waiting[host]
            elif self._is_free(host):
                self._busy[host] += 1
                self._waiting[host] = self._waiting.pop(host)
                return queue.popleft()
        return None

    def _is_free(self, host: str) -> bool:
        return self._left(host) <= 0 and (not host or self._busy[host] < self._settings.per_host)


def _spoken(seconds: float) -> str:
    if math.isinf(seconds):
        return "ever"
    return f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{math.ceil(seconds)} seconds"
