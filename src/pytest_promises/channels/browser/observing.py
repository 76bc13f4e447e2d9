"""What a page shows of what is looked for, with the patience that a page takes.

Playwright's own messages never leave this module: its logs repeat what was filled in.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pytest_promises.channels.browser.errors import GONE, NAVIGATED, crashed, reason
from pytest_promises.channels.browser.locating import Locate
from pytest_promises.channels.browser.screens import place_of
from pytest_promises.channels.browser.seen import Seen, shortened
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_POLL = 0.1
_GLANCE = 0.5
"""Seconds that an element has to tell of itself."""
_STEADY = 1.0
"""Seconds that something must stay away for: a page that is still to be filled shows nothing wrong yet."""
_UNKNOWN_KEY = "Unknown key"
_BAD_SELECTOR = ("selector", "parsing", "Unexpected token", "Unknown engine")


class StuckError(Exception):
    """Raised when a page does not do what a step wants; the text says why, `words` what was there."""

    def __init__(self, why: str, words: str = "") -> None:
        super().__init__(why)
        self.words = words


@dataclass(frozen=True, slots=True)
class Observer:
    """Looks at the page of one tab; what waits takes the seconds that it may.

    All raise `StuckError` when the page does not show what is wanted, and `HearingError` when the browser is gone or
    the spec is wrong.
    """

    tab: Tab

    async def read(self, where: Locate, seconds: float) -> str:
        """Return the text that an element shows, or the value of a field."""
        seen = await self.until(where, seconds, lambda one: one.count == 1 and one.visible)
        if seen.count != 1 or not seen.visible:
            raise StuckError(self.unseen(where, seen), await self.words())
        return seen.text.strip()

    async def expect(self, where: Locate, text: str, seconds: float) -> None:
        """Wait until an element is visible, with a text in it if one is given."""
        seen = await self.until(where, seconds, lambda one: one.shows(text))
        if seen.shows(text):
            return
        if seen.count == 1 and seen.visible:
            raise StuckError(f'{where} does not show "{text}"', shortened(seen.text))
        raise StuckError(self.unseen(where, seen), await self.words())

    async def expect_not(self, where: Locate, text: str, seconds: float) -> None:
        """Wait until an element is not visible, or without a text if one is given, and stays so for a second.

        With a text the element itself must be there.
        """
        until = perf_counter() + max(seconds, _STEADY)
        seen = await self.until(where, seconds, lambda one: one.lacks(text))
        since = perf_counter()
        while perf_counter() - since < _STEADY:
            await asyncio.sleep(_POLL)
            seen = await self.see(where)
            since = since if seen.lacks(text) else perf_counter()
            if perf_counter() > until and not seen.lacks(text):
                break
        if not seen.lacks(text):
            if text and not (seen.count == 1 and seen.visible):
                raise StuckError(self.unseen(where, seen), await self.words())
            raise StuckError(f'{where} shows "{text}"' if text else f"{where} is visible", shortened(seen.text))

    async def words(self) -> str:
        """Return the beginning of what the page shows; empty when it cannot be read."""
        try:
            async with asyncio.timeout(2 * _GLANCE):
                main = self.tab.page.locator("css=main:visible, [role=main]:visible, body").last
                return shortened(await main.inner_text())
        except (PlaywrightError, TimeoutError):
            return ""

    async def until(self, where: Locate, seconds: float, enough: Callable[[Seen], bool]) -> Seen:
        """Look until it is enough, or the time is over; return what was seen last."""
        until = perf_counter() + seconds
        seen = await self.see(where)
        while not enough(seen) and perf_counter() < until:
            await asyncio.sleep(_POLL)
            seen = await self.see(where)
        return seen

    async def see(self, where: Locate) -> Seen:
        """Return what a locator finds now."""
        found = where.on(self.tab.page)
        try:
            async with asyncio.timeout(2 * _GLANCE):
                count = await found.count()
                if count != 1:
                    return Seen(count)
                visible = await found.is_visible()
                return Seen(1, visible, await _text(found) if visible else "")
        except (PlaywrightTimeout, TimeoutError):
            return Seen(0)
        except PlaywrightError as error:
            await self.translate(where, error)
            return Seen(0)

    async def translate(self, where: Locate | str, error: PlaywrightError) -> None:
        """Raise what an error means, when it is none of the page's."""
        refused = self.tab.guard.taken()
        if refused is not None:
            raise HearingError(refused) from error
        if self.tab.died.is_set() or (GONE.search(error.message) and not NAVIGATED.search(error.message)):
            raise crashed(self.tab.url) from error
        if _UNKNOWN_KEY in error.message:
            message = f"There is no such key to press on {where}."
            raise failed(Cause.MALFORMED, message, "Name it as Playwright does: `Enter`.") from error
        if any(sign in error.message for sign in _BAD_SELECTOR) and "strict mode" not in error.message:
            message = f"{where} is no locator ({reason(error.message)})."
            raise failed(Cause.MALFORMED, message, "Correct it in the spec.") from error

    def unseen(self, where: Locate, seen: Seen) -> str:
        """Return in words why there is not one element to be seen."""
        if seen.count > 1:
            return f"{where} is {seen.count} elements on {place_of(self.tab.url)}, and must be one"
        return f"{where} is {'not visible' if seen.count else 'not there'} on {place_of(self.tab.url)}"


async def _text(found: Locator) -> str:
    """Return what an element shows: of a field what is in it."""
    script = "e => e.matches('input, textarea, select') ? e.value : e.innerText"
    return str(await found.evaluate(script, timeout=_GLANCE * 1000))
