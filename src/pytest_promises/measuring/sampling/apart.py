"""Work with a loop of its own, in a thread of its own: what is timed there does not wait for what others do here."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from pytest_promises.channels.aside import aside
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Target

R = TypeVar("R")
Pace = Callable[[], Awaitable[None]]
"""Waits until the host may be asked again; awaited on any loop."""


async def apart(work: Callable[[], Coroutine[Any, Any, R]], name: str) -> R:
    """Return what the work returns, or raise what it raises; the work is cancelled with whoever waits for it."""
    begun: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[R]]] = []

    async def remembered() -> R:
        task = asyncio.current_task()
        assert task is not None
        begun.append((asyncio.get_running_loop(), task))
        return await work()

    try:
        return await aside(lambda: asyncio.run(remembered()), name)
    except asyncio.CancelledError:
        for loop, task in begun:
            if not loop.is_closed():
                loop.call_soon_threadsafe(task.cancel)
        raise


def pace_of(target: Target, services: Services, rate: float) -> Pace:
    """Return the pace of a target's host, at so many a second or what its spec allows, whichever is slower."""
    home = asyncio.get_running_loop()
    slower = min(rate, target.access.rate) if target.access.rate > 0 else rate

    async def pace() -> None:
        turn = asyncio.run_coroutine_threadsafe(_turn(services, target.host, slower), home)
        await asyncio.wrap_future(turn)

    return pace


async def _turn(services: Services, host: str, rate: float) -> None:
    await services.pace(host, rate)
