"""What a customer does on a page, done with Playwright, and what the page shows then.

Playwright's own messages never leave this module: its logs repeat what was filled in.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

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

T = TypeVar("T")
_POLL = 0.1
_GLANCE = 0.5
"""Seconds that an element has to tell of itself."""
_STEADY = 1.0
"""Seconds that something must stay away for: a page that is still to be filled shows nothing wrong yet."""
_BAD_SELECTOR = ("selector", "parsing", "Unexpected token", "Unknown engine")


class StuckError(Exception):
    """Raised when a page does not do what a step wants; the text says why, `words` what was there."""

    def __init__(self, why: str, words: str = "") -> None:
        super().__init__(why)
        self.words = words


@dataclass(frozen=True, slots=True)
class Actor:
    """Acts on the page of one tab; every method takes the seconds that it may wait.

    All raise `StuckError` when the page stands in the way, and `HearingError` when the browser or the spec does.
    """

    tab: Tab

    async def click(self, where: Locate, seconds: float) -> None:
        """Click an element."""
        await self._act(where, "clicked", lambda found: found.click(timeout=seconds * 1000))

    async def fill(self, where: Locate, text: str, seconds: float) -> None:
        """Write a text into a field, in place of what is in it."""
        await self._act(where, "filled in", lambda found: found.fill(text, timeout=seconds * 1000))

    async def select(self, where: Locate, option: str, seconds: float) -> None:
        """Choose an option of a list, by its label or its value."""
        await self._act(where, "set to that option", lambda found: found.select_option(option, timeout=seconds * 1000))

    async def check(self, where: Locate, seconds: float) -> None:
        """Tick a box, or choose a radio button."""
        await self._act(where, "ticked", lambda found: found.check(timeout=seconds * 1000))

    async def press(self, where: Locate | None, key: str, seconds: float) -> None:
        """Press a key, on an element or wherever the focus is."""
        if where is not None:
            await self._act(where, "typed into", lambda found: found.press(key, timeout=seconds * 1000))
            return
        try:
            await self.tab.page.keyboard.press(key)
        except PlaywrightError as error:
            if GONE.search(error.message):
                raise crashed(self.tab.url) from error
            raise failed(
                Cause.MALFORMED, f"There is no key {key!r}.", "Name it as Playwright does: `Enter`."
            ) from error

    async def read(self, where: Locate, seconds: float) -> str:
        """Return the text that an element shows, or the value of a field."""
        seen = await self._until(where, seconds, lambda one: one.count == 1 and one.visible)
        if seen.count != 1 or not seen.visible:
            raise StuckError(self._unseen(where, seen), await self.words())
        return seen.text.strip()

    async def expect(self, where: Locate, text: str, seconds: float) -> None:
        """Wait until an element is visible, with a text in it if one is given."""
        seen = await self._until(where, seconds, lambda one: one.shows(text))
        if seen.shows(text):
            return
        if seen.count == 1 and seen.visible:
            raise StuckError(f'{where} does not show "{text}"', shortened(seen.text))
        raise StuckError(self._unseen(where, seen), await self.words())

    async def expect_not(self, where: Locate, text: str, seconds: float) -> None:
        """Wait until an element is not visible, or without a text if one is given, and stays so for a second.

        With a text the element itself must be there.
        """
        until = perf_counter() + max(seconds, _STEADY)
        seen = await self._until(where, seconds, lambda one: one.lacks(text))
        since = perf_counter()
        while perf_counter() - since < _STEADY:
            await asyncio.sleep(_POLL)
            seen = await self._see(where)
            since = since if seen.lacks(text) else perf_counter()
            if perf_counter() > until and not seen.lacks(text):
                break
        if not seen.lacks(text):
            if text and not (seen.count == 1 and seen.visible):
                raise StuckError(self._unseen(where, seen), await self.words())
            raise StuckError(f'{where} shows "{text}"' if text else f"{where} is visible", shortened(seen.text))

    async def evaluate(self, where: Locate, script: str, seconds: float) -> Any:
        """Return what a script says of an element."""
        return await self._act(where, "found", lambda found: found.evaluate(script, timeout=seconds * 1000))

    async def call(self, function: Callable[..., Awaitable[Any]], arguments: Mapping[str, object]) -> Any:
        """Return what somebody's own function does with the page; an assertion that fails is the page's fault."""
        try:
            return await function(self.tab.page, **arguments)
        except AssertionError as error:
            raise StuckError(_first_line(error) or "an assertion failed", await self.words()) from error
        except PlaywrightError as error:
            await self._translate("what the function looks for", error)
            raise StuckError(_first_line(error), await self.words()) from error

    async def words(self) -> str:
        """Return the beginning of what the page shows; empty when it cannot be read."""
        try:
            async with asyncio.timeout(2 * _GLANCE):
                main = self.tab.page.locator("css=main:visible, [role=main]:visible, body").last
                return shortened(await main.inner_text())
        except (PlaywrightError, TimeoutError):
            return ""

    async def _act(self, where: Locate, done: str, act: Callable[[Locator], Awaitable[T]]) -> T:
        found = where.on(self.tab.page)
        try:
            return await act(found)
        except PlaywrightTimeout as error:
            seen = await self._see(where)
            why = self._unseen(where, seen) if seen.count != 1 else f"{where} cannot be {done}"
            raise StuckError(why, await self.words()) from error
        except PlaywrightError as error:
            await self._translate(where, error)
            seen = await self._see(where)
            why = self._unseen(where, seen) if seen.count > 1 else f"{where} cannot be {done}"
            raise StuckError(why, await self.words()) from error

    async def _translate(self, where: Locate | str, error: PlaywrightError) -> None:
        """Raise what an error means, when it is none of the page's."""
        refused = self.tab.guard.taken()
        if refused is not None:
            raise HearingError(refused) from error
        if self.tab.died.is_set() or (GONE.search(error.message) and not NAVIGATED.search(error.message)):
            raise crashed(self.tab.url) from error
        if any(sign in error.message for sign in _BAD_SELECTOR) and "strict mode" not in error.message:
            message = f"{where} is no locator ({reason(error.message)})."
            raise failed(Cause.MALFORMED, message, "Correct it in the spec.") from error

    async def _until(self, where: Locate, seconds: float, enough: Callable[[Seen], bool]) -> Seen:
        """Look until it is enough, or the time is over; return what was seen last."""
        until = perf_counter() + seconds
        seen = await self._see(where)
        while not enough(seen) and perf_counter() < until:
            await asyncio.sleep(_POLL)
            seen = await self._see(where)
        return seen

    async def _see(self, where: Locate) -> Seen:
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
            await self._translate(where, error)
            return Seen(0)

    def _unseen(self, where: Locate, seen: Seen) -> str:
        if seen.count > 1:
            return f"{where} is {seen.count} elements on {place_of(self.tab.url)}, and must be one"
        return f"{where} is {'not visible' if seen.count else 'not there'} on {place_of(self.tab.url)}"


async def _text(found: Locator) -> str:
    """Return what an element shows: of a field what is in it."""
    script = "e => e.matches('input, textarea, select') ? e.value : e.innerText"
    return str(await found.evaluate(script, timeout=_GLANCE * 1000))


def _first_line(error: Exception) -> str:
    """Return what an error says without its log, which repeats what was filled in."""
    return shortened(str(error).strip().partition("\n")[0])
