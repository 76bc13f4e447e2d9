"""What a customer does on a page, done with Playwright.

Playwright's own messages never leave this module: its logs repeat what was filled in.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pytest_promises.channels.browser.errors import GONE, crashed
from pytest_promises.channels.browser.locating import Locate
from pytest_promises.channels.browser.observing import Observer, StuckError
from pytest_promises.channels.browser.seen import shortened
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

T = TypeVar("T")
_HINDRANCES = (
    ("intercepts pointer events", "something else lies over it"),
    ("element is not enabled", "it is disabled"),
    ("element is not editable", "it is read-only"),
    ("element is not visible", "it is not visible"),
    ("did not find some options", "there is no such option"),
    ("element is not stable", "it does not hold still"),
)
"""What Playwright's log says of an element, and what that means."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Acts on the page of one tab; every method takes the seconds that it may wait.

    All raise `StuckError` when the page stands in the way, and `HearingError` when the browser or the spec does.
    """

    tab: Tab

    @property
    def observer(self) -> Observer:
        """Who looks at the same page."""
        return Observer(self.tab)

    async def click(self, where: Locate, seconds: float) -> None:
        """Click an element."""
        await self._act(where, "clicked", lambda found: found.click(timeout=seconds * 1000))

    async def fill(self, where: Locate, text: str, seconds: float) -> None:
        """Write a text into a field, in place of what is in it."""
        await self._act(where, "filled in", lambda found: found.fill(text, timeout=seconds * 1000))

    async def asks_password(self, where: Locate, seconds: float) -> bool:
        """Return whether an element is a field for a password."""
        return bool(await self.evaluate(where, "e => e.matches('input[type=password]')", seconds))

    async def select(self, where: Locate, option: str, seconds: float) -> None:
        """Choose an option of a list, by its label or its value."""
        await self._act(where, "set to that option", lambda found: found.select_option(option, timeout=seconds * 1000))

    async def check(self, where: Locate, seconds: float, *, on: bool = True) -> None:
        """Tick a box, or choose a radio button; a box that is not to be `on` is cleared."""
        done = "ticked" if on else "cleared"
        await self._act(where, done, lambda found: found.set_checked(on, timeout=seconds * 1000))

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

    async def evaluate(self, where: Locate, script: str, seconds: float) -> Any:
        """Return what a script says of an element."""
        return await self._act(where, "found", lambda found: found.evaluate(script, timeout=seconds * 1000))

    async def call(self, function: Callable[..., Awaitable[Any]], arguments: Mapping[str, object]) -> Any:
        """Return what somebody's own function does with the page; an assertion that fails is the page's fault."""
        try:
            return await function(self.tab.page, **arguments)
        except AssertionError as error:
            raise StuckError(_first_line(error) or "an assertion failed", await self.observer.words()) from error
        except PlaywrightError as error:
            await self.observer.translate("what the function looks for", error)
            raise StuckError(_first_line(error), await self.observer.words()) from error

    async def _act(self, where: Locate, done: str, act: Callable[[Locator], Awaitable[T]]) -> T:
        try:
            return await act(where.on(self.tab.page))
        except PlaywrightError as error:
            if not isinstance(error, PlaywrightTimeout):
                await self.observer.translate(where, error)
            seen = await self.observer.see(where)
            why = self.observer.unseen(where, seen) if seen.count != 1 else f"{where} cannot be {done}"
            raise StuckError(
                why + (_hindrance(error) if seen.count == 1 else ""), await self.observer.words()
            ) from error


def _hindrance(error: PlaywrightError) -> str:
    """Return why an element that is there could not be used, as more of a sentence; empty when nobody knows."""
    last, what = max((error.message.rfind(sign), what) for sign, what in _HINDRANCES)
    return f": {what}" if last >= 0 else ""


def _first_line(error: Exception) -> str:
    """Return what an error says without its log, which repeats what was filled in."""
    return shortened(str(error).strip().partition("\n")[0])
