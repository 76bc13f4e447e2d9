"""Playwright's own record of a visit: what it did, and the page before and after each step.

A trace is kept as it is: nothing in it can be taken out. So there is none of a visit that brings anything secret along.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Error as PlaywrightError

from pytest_promises.channels.browser.tab import Tab
from pytest_promises.hookspecs import Services

_PATIENCE = 10.0
MEDIA_TYPE = "application/zip"


@dataclass(slots=True)
class Trace:
    """The trace of a visit: once that is over, the reference to what is kept of it, or `""`.

    `secret` is set when something is met that nobody may see: then nothing is kept.
    """

    ref: str = ""
    secret: bool = False


@asynccontextmanager
async def traced(tab: Tab, services: Services, *texts: str) -> AsyncIterator[Trace]:
    """Record what is done in a tab, where the run wants that and may; `texts` are what will be written there.

    A visit that fails leaves no trace: there is nothing that could refer to it. Never fails a visit itself. A tab that
    is still being recorded at the end is used by nobody else.
    """
    trace = Trace()
    begun = services.settings.traces and _is_public(tab, services, texts) and await _begin(tab)
    yield trace
    if begun and not trace.secret:
        trace.ref = await _end(tab, services)
    elif begun:
        tab.reusable = False


def _is_public(tab: Tab, services: Services, texts: Sequence[str]) -> bool:
    """Return whether anybody could come the same way, and nothing is written that nobody may see."""
    access = tab.guard.target.access
    brought = (access.cookies, access.storage_state, access.http_credentials, access.proxy, tab.guard.own)
    return not any(brought) and not any(map(services.masks, (tab.guard.target.url, *texts)))


async def _begin(tab: Tab) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE):
            await tab.context.tracing.start(screenshots=True, snapshots=True)
    except (PlaywrightError, TimeoutError):
        tab.reusable = False
        return False
    return True


async def _end(tab: Tab, services: Services) -> str:
    with suppress(PlaywrightError, TimeoutError, OSError), tempfile.TemporaryDirectory(prefix="promises-") as folder:
        path = Path(folder) / "trace.zip"
        async with asyncio.timeout(_PATIENCE):
            await tab.context.tracing.stop(path=path)
        if path.stat().st_size <= services.settings.max_bytes:
            return await asyncio.to_thread(lambda: services.keep(path.read_bytes(), MEDIA_TYPE))
        return ""
    tab.reusable = False
    return ""
