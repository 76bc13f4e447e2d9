"""The browser: started once a run, its tabs lent to one load at a time; the one module that knows Playwright."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Frame,
    Page,
    Playwright,
    Response,
    Route,
    WebSocketRoute,
    async_playwright,
)
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pytest_promises.channels.browser_errors import GONE, NAVIGATED, crashed, navigation_error, reason
from pytest_promises.channels.browser_guard import Guard
from pytest_promises.channels.browser_start import connecting, launching
from pytest_promises.channels.devices import Devices
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.channels.views import View, context_options, cookies, view_of
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import Cause, HearingError

CLOSING = 5.0
"""Seconds that a tab or a browser may take to close."""

_CLEAR = "() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }"
_SETTLE = Path(__file__).with_name("settle.js")


class NavigatedError(Exception):
    """Raised when a page goes elsewhere while it is looked at."""


class UnclickableError(Exception):
    """Raised for an element that cannot be clicked; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered to a navigation; header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]


@dataclass(eq=False, slots=True)
class Tab:
    """One page in a context of its own, so that no load sees another's cookies; `guard` watches whom it asks."""

    view: View
    context: BrowserContext
    page: Page
    guard: Guard
    reusable: bool = True
    died: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """Where the tab is now."""
        return self.page.url

    def frames(self) -> list[Frame]:
        """Return the main frame and, after it, all others, outer ones first."""
        return list(self.page.frames)

    async def go(self, url: str, seconds: float) -> Answer:
        """Go to a URL; return as soon as the server's answer is there.

        Raises `HearingError`.
        """
        try:
            if self.page.url.partition("#")[0] == url.partition("#")[0]:
                await self.page.goto("about:blank")
            response = await self.page.goto(url, wait_until="commit", timeout=seconds * 1000)
        except PlaywrightTimeout as error:
            raise timed_out(url, seconds) from error
        except PlaywrightError as error:
            refused = self.guard.taken()
            raise HearingError(refused) if refused else navigation_error(error.message, url) from error
        self._refuse_redirects(response)
        if response is None:
            raise failed(Cause.MALFORMED, f"{url} answered nothing that a browser shows.", "Correct the address.")
        return Answer(response.url, response.status, response.headers)

    def _refuse_redirects(self, response: Response | None) -> None:
        request = response.request if response is not None else None
        while request is not None:
            if mishap := self.guard.refusal(request.url):
                raise HearingError(mishap)
            request = request.redirected_from

    async def content(self) -> str:
        """Return the markup of the page as it is now, without its frames; raises like `evaluate`."""
        try:
            return await self.page.content()
        except PlaywrightError as error:
            raise self._error(error) from error

    async def evaluate(self, frame: Frame, script: str, argument: str) -> Any:
        """Return what a script says in a frame; raises `NavigatedError`, `HearingError`."""
        try:
            return await frame.evaluate(script, argument)
        except PlaywrightError as error:
            raise self._error(error) from error

    async def element_evaluate(self, frame: Frame, script: str) -> Any:
        """Return what a script says of the element that a frame stands in; raises like `evaluate`."""
        try:
            element = await frame.frame_element()
            return await element.evaluate(script)
        except PlaywrightError as error:
            raise self._error(error) from error

    async def is_visible(self, selector: str) -> bool:
        """Return whether an element that matches is visible in any frame; raises `ValueError` for no selector."""
        for frame in self.frames():
            try:
                if await frame.locator(f"css={selector}").first.is_visible():
                    return True
            except PlaywrightError as error:
                if _is_bad_selector(error):
                    raise ValueError(selector) from error
                if GONE.search(error.message):
                    raise self._error(error) from error
        return False

    async def click(self, selector: str, seconds: float) -> None:
        """Click the first visible element that matches, in whatever frame.

        Raises `UnclickableError` when it cannot be clicked, and `HearingError`.
        """
        for frame in self.frames():
            found = frame.locator(f"css={selector}").filter(visible=True).first
            try:
                if not await found.is_visible():
                    continue
                await found.click(timeout=seconds * 1000)
            except PlaywrightTimeout as error:
                raise UnclickableError(_why_unclickable(error.message)) from error
            except PlaywrightError as error:
                if GONE.search(error.message):
                    raise self._error(error) from error
                raise UnclickableError(reason(error.message)) from error
            return
        raise UnclickableError("it is not visible")

    async def write(self, selector: str, text: str, send: str, seconds: float) -> None:
        """Write into the first visible field that matches, inner frames first, and send it.

        `send` is what is then clicked in the same frame (`""`: Enter is pressed). Raises `UnclickableError`,
        `HearingError`.
        """
        for frame in reversed(self.frames()):
            found = frame.locator(f"css={selector}").filter(visible=True).first
            try:
                if not await found.is_visible():
                    continue
                await found.fill(text, timeout=seconds * 1000)
                if send:
                    await frame.locator(f"css={send}").filter(visible=True).first.click(timeout=seconds * 1000)
                else:
                    await found.press("Enter", timeout=seconds * 1000)
            except PlaywrightError as error:
                if GONE.search(error.message):
                    raise self._error(error) from error
                raise UnclickableError(reason(error.message)) from error
            return
        raise UnclickableError("it is not visible")

    def _error(self, error: PlaywrightError) -> Exception:
        if self.died.is_set() or (GONE.search(error.message) and not NAVIGATED.search(error.message)):
            return crashed(self.page.url)
        if NAVIGATED.search(error.message):
            return NavigatedError(error.message)
        return failed(Cause.MALFORMED, f"{self.page.url} cannot be read ({reason(error.message)}).", "")


def _is_bad_selector(error: PlaywrightError) -> bool:
    return any(sign in error.message for sign in ("selector", "parsing", "Unexpected token"))


def _why_unclickable(message: str) -> str:
    return "something else lies over it" if "intercepts pointer events" in message else "it does not hold still"


@dataclass(eq=False, slots=True)
class Session:
    """A running browser; tabs that are given back are kept for the next load with the same view."""

    playwright: Playwright
    browser: Browser
    most_idle: int
    idle: list[Tab] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The engine and version, for evidence."""
        return f"{self.browser.browser_type.name} {self.browser.version}"

    @property
    def is_alive(self) -> bool:
        """Whether the browser is still there."""
        return self.browser.is_connected()

    @asynccontextmanager
    async def tab(self, guard: Guard) -> AsyncIterator[Tab]:
        """Lend a tab for what a guard watches; one that was not used as it should be is thrown away.

        Raises `HearingError`.
        """
        view = view_of(guard.target)
        tab = self._idle(view, guard) or await self._open(view, guard)
        try:
            yield tab
        except BaseException:
            tab.reusable = False
            raise
        finally:
            await self._give_back(tab)

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
            await self._guard(context, page, guard)
        except PlaywrightError as error:
            if not self.is_alive or GONE.search(error.message):
                raise crashed("about:blank") from error
            message = f"The browser cannot look as {view.device or 'a desktop'} in {view.locale or 'no'} locale: "
            raise failed(Cause.MALFORMED, message + reason(error.message)) from error
        tab = Tab(view, context, page, guard, reusable=not view.brings_something)
        page.on("crash", lambda _: tab.died.set())
        context.on("page", lambda other: _close_popup(other, tab))
        return tab

    async def _guard(self, context: BrowserContext, page: Page, guard: Guard) -> None:
        if self.browser.browser_type.name == "chromium":
            session = await context.new_cdp_session(page)
            tree = await session.send("Page.getFrameTree")
            await guard.stand(session, tree["frameTree"]["frame"]["id"])
        elif guard.watches_all:
            await context.route("**/*", lambda route: _follow(route, guard))
        if guard.settings.hosts:
            # Playwright keeps notes on the object of a bound method, which has no room for them.
            await context.route_web_socket(partial(Guard.forbids, guard), _hang_up)

    async def _give_back(self, tab: Tab) -> None:
        if tab.reusable and self.is_alive and await _forget(tab):
            self.idle.append(tab)
            tab = self.idle.pop(0) if len(self.idle) > self.most_idle else tab
        if tab not in self.idle:
            await _close(tab.context.close)


async def _follow(route: Route, guard: Guard) -> None:
    """Let a request go on as the guard wants it, in a browser without the DevTools protocol."""
    request = route.request
    if guard.forbids(request.url):
        await route.abort()
    elif guard.is_at_home(request.url):
        await route.continue_(headers=guard.headers(request.headers))
    else:
        await route.continue_()


def _hang_up(socket: WebSocketRoute) -> None:
    closing = asyncio.ensure_future(_close(socket.close))
    _CLOSINGS.add(closing)
    closing.add_done_callback(_CLOSINGS.discard)


async def _forget(tab: Tab) -> bool:
    """Clear what a page has stored; return whether that was possible."""
    try:
        async with asyncio.timeout(CLOSING):
            await tab.context.clear_cookies()
            await tab.page.evaluate(_CLEAR)
    except (PlaywrightError, TimeoutError):
        return False
    return True


def _close_popup(page: Page, tab: Tab) -> None:
    if page is not tab.page:
        tab.reusable = False
        closing = asyncio.ensure_future(_close(page.close))
        _CLOSINGS.add(closing)
        closing.add_done_callback(_CLOSINGS.discard)


_CLOSINGS: set[asyncio.Future[None]] = set()


async def _close(close: Callable[[], Any]) -> None:
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSING):
            await close()


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
            yield Session(playwright, browser, most_idle=settings.concurrency)
        finally:
            await _close(browser.close)


@asynccontextmanager
async def open_devices() -> AsyncIterator[Devices]:
    """Ask Playwright for its devices; no browser is started for that."""
    async with async_playwright() as playwright:
        yield playwright.devices


def is_dead(error: HearingError, session: Session) -> bool:
    """Return whether an error means that the browser itself has to be replaced."""
    return error.mishap.cause is Cause.CRASHED and not session.is_alive
