"""Clicks: what is opened on a page before it is read, and what is waited for."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.tab import Tab, UnclickableError
from pytest_promises.channels.pages.options import nothing_matches, wrong_selector
from pytest_promises.model.hearing import Cause, Mishap

A_CLICK = 5.0
"""Seconds that what is to be clicked may take to come up, and as many to be clicked."""
_POLL = 0.05


@dataclass(slots=True)
class Clicks:
    """What was clicked on a page since it was loaded, in this order."""

    tab: Tab
    done: tuple[str, ...] = ()

    async def wait_for(self, selector: str, seconds: float) -> Mishap | None:
        """Wait until something that matches is visible; return why that did not come about."""
        try:
            there = await self.comes_up(selector, seconds)
        except ValueError:
            return wrong_selector("wait_for", selector)
        return None if there else nothing_matches("wait_for", selector, self.tab.url)

    async def comes_up(self, selector: str, seconds: float) -> bool:
        """Return whether something that matches becomes visible in that time, in whatever frame.

        Raises `ValueError` for what is no selector.
        """
        until = perf_counter() + seconds
        while not await self.tab.is_visible(selector):
            if perf_counter() > until:
                return False
            await asyncio.sleep(_POLL)
        return True

    async def open(self, selectors: tuple[str, ...], left: Callable[[], float]) -> Mishap | None:
        """Click what is not open yet; what the sequence before had opened in the same way still is.

        `left` tells how many seconds there are; returns why one of them could not be clicked.
        """
        already = _in_common(self.done, selectors)
        self.done = selectors[:already]
        for selector in selectors[already:]:
            mishap = await self._click(selector, left)
            if mishap is not None:
                return mishap
            self.done = (*self.done, selector)
        return None

    async def _click(self, selector: str, left: Callable[[], float]) -> Mishap | None:
        try:
            if not await self.comes_up(selector, min(A_CLICK, left() / 2)):
                return nothing_matches("open", selector, self.tab.url)
            await self.tab.click(selector, min(A_CLICK, left() / 2))
        except ValueError:
            return wrong_selector("open", selector)
        except UnclickableError as error:
            message = f"`open: {selector}` cannot be clicked on {shown(self.tab.url)}: {error}."
            return Mishap(Cause.MISSING, message, "Open what is before it first, or correct the selector.")
        return None


def _in_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
