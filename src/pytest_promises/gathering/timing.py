"""The waits of a run: how long, and by which clock."""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_WAIT = 120.0
"""Seconds that a run waits for a host that asks for it; one that asks for more is left alone."""


def utc_now() -> str:
    """Return the time in UTC, as ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock, the sleep and the chance that the engine uses, and its fixed waits in seconds.

    `grace` is what a try may take beyond the load's own timeout before it is cut off, `stopping` what a cancelled one
    may take to clean up, `closing` what all resources together may take at the end; `backoff` is the first pause before
    a retry, doubled each time up to `longest_backoff`.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    now: Callable[[], str] = utc_now
    grace: float = 5.0
    stopping: float = 2.0
    closing: float = 10.0
    backoff: float = 0.5
    longest_backoff: float = 8.0

    def pause(self, tries: int) -> float:
        """Return the seconds to wait after that many tries: doubling, and spread so that loads do not march in step."""
        full = min(self.backoff * 2.0 ** min(tries - 1, 30), self.longest_backoff)
        return full * (0.5 + self.chance() / 2)


def wish(retry_after: float | None) -> float | None:
    """Return the seconds that a server asked for, or `None` when it asked for nothing that makes sense."""
    if retry_after is None or math.isnan(retry_after) or retry_after < 0:
        return None
    return retry_after
