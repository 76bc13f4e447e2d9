"""How often a host is asked for a document, where a spec bounds it."""

from pytest_promises.gathering.timing import Timing


class Paces:
    """The next moment at which each host may be asked; used on the event loop's thread only."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._next: dict[str, float] = {}

    async def wait(self, host: str, rate: float) -> None:
        """Wait for the host's turn, at so many documents a second; 0 is no bound."""
        if rate <= 0:
            return
        now = self._timing.clock()
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + 1 / rate
        if turn > now:
            await self._timing.sleep(turn - now)
