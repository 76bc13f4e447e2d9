"""Work that blocks, done in a thread of its own: nobody waits for it who does not want to."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

R = TypeVar("R")


async def aside(work: Callable[[], R], name: str) -> R:
    """Return what the work returns, or raise what it raises.

    Unlike a thread of `asyncio.to_thread`, one that hangs keeps neither the loop nor the process from ending.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[R] = loop.create_future()

    def tell(result: R | None, error: Exception | None) -> None:
        if not done.done():
            done.set_exception(error) if error is not None else done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - it is raised where the work is waited for
            failure = error
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell, result, failure)

    Thread(target=run, name=name, daemon=True).start()
    return await done
