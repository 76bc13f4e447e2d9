"""A running browser: started once a run, its tabs lent to one load at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from pytest_promises.channels.browser.closing import CLOSING, close_soon, closed
from pytest_promises.channels.browser.devices import Devices
from pytest_promises.channels.browser.errors import GONE, crashed, reason
from pytest_promises.channels.browser.guard import Guard
from pytest_promises.channels.browser.standing import stand
from pytest_promises.channels.browser.start import connecting, launching
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.browser.views import View, context_options, cookies, view_of
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Services, Settings
from pytest_promises.model.hearing import Cause, HearingError

_CLEAR = "() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }"
_SETTLE = Path(__file__).with_name("settle.js")
_KEEPING = 2
_IDLE = 2
"""Tabs kept for each load under way: loads in turn have other languages and devices, and what a tab paints first costs
most."""


@dataclass(eq=False, slots=True)
class Session:
    """A running browser; tabs that are given back are kept for the next load with the same view.

    `keeping` is held while evidence is kept of a page: few at a time, for the next loads have begun by then.
    """

    playwright: Playwright
    browser: Browser
    most_idle: int
    idle: list[Tab] = field(default_factory=list)
    keeping: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_KEEPING))

    @property
    def name(self) -> str:
        """The engine and version, for evidence."""
        return f"{self.browser.browser_type.name} {self.browser.version}"

    @property
    def is_alive(self) -> bool:
        """Whether the browser is still there."""
        return self.browser.is_connected()

    @asynccontextmanager
    async def tab(self, guard: Guard, *, fresh: bool = False) -> AsyncIterator[Tab]:
        """Lend a tab for what a guard watches; one that was not used as it should be is thrown away.

        A `fresh` one was used by nobody before, and is used by nobody after. Raises `HearingError`.
        """
        view = view_of(guard.target)
        tab = (None if fresh else self._idle(view, guard)) or await self._open(view, guard)
        tab.reusable = tab.reusable and not fresh
        try:
            yield tab
        except BaseException:
            tab.reusable = False
            raise
        finally:
            await self._give_back(tab)

    @asynccontextmanager
    async def turn_to_keep(self, seconds: float) -> AsyncIterator[None]:
        """Wait until few others are keeping evidence, but no longer than so many seconds."""
        held = False
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                held = await self.keeping.acquire()
        try:
            yield
        finally:
            if held:
                self.keeping.release()

    def _idle(self, view: View, guard: Guard) -> Tab | None:
        for tab in self.idle:
            if tab.view == view and tab.guard.settings.hosts == guard.settings.hosts:
                self.idle.remove(tab)
                tab.guard.take_over(guard)
                return tab
        return None

    async def _open(self, view: View, guard: Guard) -> Tab:
        options = context_options(view, self.playwright.devices, self.browser.browser_type.name)
        try:
            context = await self.browser.new_context(**options)
            await context.add_init_script(_settle())
            await context.add_cookies(cookies(view, guard.target.url))  # type: ignore[arg-type]
            page = await context.new_page()
            if view.at:
                await page.clock.set_fixed_time(view.at)
            await stand(guard, context, page, engine=self.browser.browser_type.name)
        except PlaywrightError as error:
            if not self.is_alive or GONE.search(error.message):
                raise crashed("about:blank") from error
            message = f"The browser cannot look as {view.device or 'a desktop'} in {view.locale or 'no'} locale: "
            raise failed(Cause.MALFORMED, message + reason(error.message)) from error
        tab = Tab(view, context, page, guard, reusable=not view.brings_something)
        page.on("crash", lambda _: tab.died.set())
        context.on("page", lambda other: _close_popup(other, tab))
        return tab

    async def _give_back(self, tab: Tab) -> None:
        if tab.reusable and self.is_alive and await _forget(tab):
            self.idle.append(tab)
            tab = self.idle.pop(0) if len(self.idle) > self.most_idle else tab
        if tab not in self.idle:
            await closed(tab.context.close)


def _close_popup(page: Page, tab: Tab) -> None:
    if page is not tab.page:
        tab.reusable = False
        close_soon(page.close)


async def _forget(tab: Tab) -> bool:
    """Clear what a page has stored; return whether that was possible."""
    try:
        async with asyncio.timeout(CLOSING):
            await tab.context.clear_cookies()
            await tab.page.evaluate(_CLEAR)
    except (PlaywrightError, TimeoutError):
        return False
    return True


@cache
def _settle() -> str:
    return _SETTLE.read_text(encoding="utf-8")


@asynccontextmanager
async def open_session(settings: Settings, engine: str) -> AsyncIterator[Session]:
    """Start a browser of that engine, and stop it at the end.

    Raises `HearingError` (`UNAVAILABLE`) when there is none, or it does not start.
    """
    own = engine == settings.browser
    start = connecting(settings.endpoint) if own and settings.endpoint else launching(settings.executable * own, engine)
    async with async_playwright() as playwright:
        try:
            browser = await start.call(getattr(playwright, engine), settings.timeout * 1000)
        except PlaywrightError as error:
            raise failed(Cause.UNAVAILABLE, f"{start.failure}: {reason(error.message)}", start.remedy) from error
        try:
            yield Session(playwright, browser, most_idle=_IDLE * settings.concurrency)
        finally:
            await closed(browser.close)


@asynccontextmanager
async def open_devices() -> AsyncIterator[Devices]:
    """Ask Playwright for its devices; no browser is started for that."""
    async with async_playwright() as playwright:
        yield playwright.devices


async def session_for(asked: str, services: Services) -> tuple[str, Session]:
    """Return the run's session of an engine (`""`: the user's), and the key that it is shared by.

    Raises `HearingError` like `open_session`.
    """
    engine = asked or services.settings.browser
    key = f"browser-{engine}"
    session = await services.shared(key, lambda: open_session(services.settings, engine))
    if not session.is_alive:
        # It died between two loads, or its end was heard of only after the load that it broke had been told.
        await services.discard(key)
        session = await services.shared(key, lambda: open_session(services.settings, engine))
    return key, session


def is_dead(error: HearingError, session: Session) -> bool:
    """Return whether an error means that the browser itself has to be replaced."""
    return error.mishap.cause is Cause.CRASHED and not session.is_alive
