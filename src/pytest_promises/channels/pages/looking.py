"""A tab looked at: once its page is quiet, all its frames together."""

import asyncio
import json
from dataclasses import dataclass
from time import perf_counter

from pytest_promises.channels.browser.tab import NavigatedError, Tab
from pytest_promises.channels.markup.walls import instead, likelier
from pytest_promises.channels.mishaps import going_round, too_large
from pytest_promises.channels.pages.in_page import FRAME, argument, script
from pytest_promises.channels.pages.sights import Sight, one_sight, origin_of
from pytest_promises.model.hearing import Cause, HearingError, Mishap

MOST_NAVIGATIONS = 20
"""How often a page may go elsewhere while it is looked at."""
_RESTLESS = 3.0
_PATIENCE = 10.0
_FRAMES = 8.0
_POLL = 0.05
_MAY_BE_WALLS = frozenset({Cause.DENIED, Cause.SERVER_ERROR, Cause.RATE_LIMITED})


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a tab that may take `left` seconds, at a page of at most so many bytes."""

    tab: Tab
    left: float
    max_bytes: int

    async def hide_banners(self) -> float:
        """Hide cookie banners once the page is quiet, so that they take no clicks; return the document's origin.

        Raises `HearingError`.
        """
        for _ in range(MOST_NAVIGATIONS):
            try:
                asked = argument(settle=self._settle(), hideBanners=True)
                return origin_of(await self.tab.evaluate(self.tab.frames()[0], script(), asked))
            except NavigatedError:
                await asyncio.sleep(_POLL)
        raise going_round(self.tab.url)

    async def sight(self, withins: tuple[str, ...]) -> Sight:
        """Read all frames once the page is quiet; start again when the page goes elsewhere.

        Raises `HearingError`.
        """
        for _ in range(MOST_NAVIGATIONS):
            try:
                return await self._sight(withins)
            except NavigatedError:
                await asyncio.sleep(_POLL)
        raise going_round(self.tab.url)

    async def _sight(self, withins: tuple[str, ...]) -> Sight:
        said = await self.tab.evaluate(self.tab.frames()[0], script(), argument(settle=self._settle(), within=withins))
        sight = one_sight(said, "", withins)
        if sight.rest == "large":
            raise too_large(self.tab.url, self.max_bytes)
        return sight if not sight.frames else await self._with_frames(sight, withins)

    def _settle(self) -> dict[str, float]:
        return {
            "most": self.max_bytes,
            "restless": 1000 * min(_RESTLESS, self.left / 2),
            "patience": 1000 * min(_PATIENCE, self.left / 2),
        }

    async def _with_frames(self, sight: Sight, withins: tuple[str, ...]) -> Sight:
        until = perf_counter() + min(_FRAMES, self.left / 3)
        count = len(self.tab.frames())
        for number in range(1, count):
            share = (until - perf_counter()) / (count - number)
            try:
                async with asyncio.timeout(max(_POLL, share)):
                    part = await self._frame(number, withins)
            except (NavigatedError, TimeoutError):
                # A frame whose document never arrives shows nothing, and keeps nobody from the rest of the page.
                continue
            if part is not None and part.rest != "large":
                sight = sight.joined(part)
        return sight

    async def _frame(self, number: int, withins: tuple[str, ...]) -> Sight | None:
        """Read one frame; `None` when it is not shown, or gone."""
        frames = self.tab.frames()
        if number >= len(frames):
            return None
        context = await self.tab.element_evaluate(frames[number], FRAME)
        if not isinstance(context, str):
            return None
        asked = argument(settle=self._settle(), within=withins, context=json.loads(context))
        said = await self.tab.evaluate(frames[number], script(), asked)
        return one_sight(said, frames[number].url, withins, number)


async def closer(mishap: Mishap, look: Look, url: str) -> Mishap:
    """Return what a page that was refused is at a closer look: it can be a bot wall. `url` is what was asked for."""
    if mishap.cause not in _MAY_BE_WALLS:
        return mishap
    try:
        sight = await look.sight(())
    except HearingError:
        return mishap
    return likelier(mishap, instead(sight.look(url, look.tab.url))) or mishap
