"""Closing what the browser holds open, within a limit: one that is stuck keeps nobody from going on."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.async_api import Error as PlaywrightError

CLOSING = 5.0
"""Seconds that a tab or a browser may take to close."""

_UNDER_WAY: set[asyncio.Future[None]] = set()


async def closed(close: Callable[[], Any]) -> None:
    """Wait until something is closed; never raises."""
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSING):
            await close()


def close_soon(close: Callable[[], Any]) -> None:
    """Have something closed without waiting for it."""
    closing = asyncio.ensure_future(closed(close))
    _UNDER_WAY.add(closing)
    closing.add_done_callback(_UNDER_WAY.discard)
