"""One tab of the browser: where it is, what is visible in it, and what is clicked and written there."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from playwright.async_api import (
    BrowserContext,
    CDPSession,
    Frame,
    Locator,
    Page,
    Response,
)
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pytest_promises.channels.browser.errors import GONE, NAVIGATED, crashed, navigation_error, reason
from pytest_promises.channels.browser.guard import Guard
from pytest_promises.channels.browser.views import View
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.model.hearing import Cause, HearingError

_POLL = 0.05
_ANSWER = 0.5
"""Seconds that a frame has to tell whether something is visible in it."""

# What `Page.content` says, too; but the world of its own that it asks takes longer to be made than a page to be read.
_MARKUP = """() => {
  const { doctype, documentElement } = document;
  const markup = documentElement ? documentElement.outerHTML : "";
  const opening = doctype ? new XMLSerializer().serializeToString(doctype) : "";
  return typeof markup === "string" ? opening + markup : null;
}"""


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
    """One page in a context of its own, so that no load sees another's cookies; `guard` watches whom it asks.

    `devtools` is the session of the DevTools protocol that pictures are taken with, once there is one.
    """

    view: View
    context: BrowserContext
    page: Page
    guard: Guard
    reusable: bool = True
    died: asyncio.Event = field(default_factory=asyncio.Event)
    devtools: CDPSession | None = None

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
        said = await self._own_markup()
        if isinstance(said, str):
            return said
        try:
            return await self.page.content()
        except PlaywrightError as error:
            raise self._error(error) from error

    async def _own_markup(self) -> Any:
        """Return what the page itself says its markup is: anything, where it has changed what it is asked with."""
        try:
            return await self.evaluate(self.frames()[0], _MARKUP, "")
        except HearingError as error:
            if error.mishap.cause is not Cause.MALFORMED:
                raise
            return None

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
                if await _shows(frame.locator(f"css={selector}").first):
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
        try:
            _, found = await self._shown(selector, seconds)
            await found.click(timeout=seconds * 1000)
        except PlaywrightTimeout as error:
            raise UnclickableError(_why_unclickable(error.message)) from error
        except PlaywrightError as error:
            raise self._unusable(error) from error

    async def write(self, selector: str, text: str, send: str, seconds: float) -> None:
        """Write into the first visible field that matches, inner frames first, and send it.

        `send` is what is then clicked in the same frame (`""`: Enter is pressed). Raises `UnclickableError`,
        `HearingError`.
        """
        try:
            frame, found = await self._shown(selector, seconds, inner_first=True)
            await found.fill(text, timeout=seconds * 1000)
            if send:
                await frame.locator(f"css={send}").filter(visible=True).first.click(timeout=seconds * 1000)
            else:
                await found.press("Enter", timeout=seconds * 1000)
        except PlaywrightError as error:
            raise self._unusable(error) from error

    async def _shown(self, selector: str, seconds: float, *, inner_first: bool = False) -> tuple[Frame, Locator]:
        """Return the first visible element that matches with its frame; a busy page takes a while to show it."""
        until = perf_counter() + seconds
        while True:
            for frame in reversed(self.frames()) if inner_first else self.frames():
                found = frame.locator(f"css={selector}").filter(visible=True).first
                if await _shows(found):
                    return frame, found
            if perf_counter() > until:
                raise UnclickableError("it is not visible")
            await asyncio.sleep(_POLL)

    def _unusable(self, error: PlaywrightError) -> Exception:
        return self._error(error) if GONE.search(error.message) else UnclickableError(reason(error.message))

    def _error(self, error: PlaywrightError) -> Exception:
        if self.died.is_set() or (GONE.search(error.message) and not NAVIGATED.search(error.message)):
            return crashed(self.page.url)
        if NAVIGATED.search(error.message):
            return NavigatedError(error.message)
        return failed(Cause.MALFORMED, f"{self.page.url} cannot be read ({reason(error.message)}).", "")


async def _shows(found: Locator) -> bool:
    """Return whether an element is visible; one in a frame whose document never arrives is not."""
    try:
        async with asyncio.timeout(_ANSWER):
            return await found.is_visible()
    except TimeoutError:
        return False


def _is_bad_selector(error: PlaywrightError) -> bool:
    return any(sign in error.message for sign in ("selector", "parsing", "Unexpected token"))


def _why_unclickable(message: str) -> str:
    return "something else lies over it" if "intercepts pointer events" in message else "it does not hold still"
