"""A page loaded again and again in a browser, each time for a customer who comes for the first time."""

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from pytest_promises.channels.browser.guard import Guard
from pytest_promises.channels.browser.load_times import Until, arrived, seconds_until
from pytest_promises.channels.browser.relay import relay
from pytest_promises.channels.http.client import own_headers
from pytest_promises.channels.mishaps import status_mishap
from pytest_promises.channels.pages.ground import Ground
from pytest_promises.channels.pages.looking import closer
from pytest_promises.hookspecs import Services
from pytest_promises.measuring.sampling.exchange import Reply
from pytest_promises.measuring.sampling.statuses import fits
from pytest_promises.measuring.sampling.trials import Series
from pytest_promises.model.hearing import Cause, HearingError, Target

if TYPE_CHECKING:
    from pytest_promises.channels.browser.session import Session
    from pytest_promises.channels.browser.tab import Tab

LOOKING = 10.0
"""Seconds that it may take to see whether it is the page that has come."""


@dataclass(frozen=True, slots=True)
class Loads:
    """Loads of one page, timed by the browser itself."""

    target: Target
    services: Services
    session: "Session"
    series: Series
    until: Until

    async def load(self) -> Reply:
        """Load the page once, without cookies and without a cache, and return how long it took; its body is not kept.

        Raises `HearingError` when it does not come, not in time, or with something else in its place.
        """
        ask = await relay(self.target, self.services)
        guard = Guard(self.target, self.services.settings, own_headers(self.target.access), ask)
        async with self.session.tab(guard, fresh=True) as tab:
            return await self._load(tab, Ground(tab, self.target, self.services))

    async def _load(self, tab: "Tab", ground: Ground) -> Reply:
        began, most = perf_counter(), self.series.bounds.seconds
        answer = await tab.go(self.target.url, most)
        mishap = status_mishap(answer.status, answer.url, answer.headers, self.services.now())
        if mishap is not None and not fits(answer.status, self.series.expect):
            found = await closer(mishap, ground.look(LOOKING), self.target.url)
            if found.cause is Cause.WALL:
                raise HearingError(found)
            return Reply(answer.url, answer.status, answer.headers, b"", 0.0)
        await arrived(tab, self.until, max(0.1, most - (perf_counter() - began)))
        if mishap is None:
            # A wall is quickly there, and says nothing of the page.
            await ground.refuse(LOOKING)
        return Reply(answer.url, answer.status, answer.headers, b"", await seconds_until(tab, self.until))
