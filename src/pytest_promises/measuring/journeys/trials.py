"""One trial of a journey: a browser context of its own, arrival, the steps, and what has to be cleaned up."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import perf_counter

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.acting import Actor
from pytest_promises.channels.browser.observing import StuckError
from pytest_promises.channels.browser.screens import place_of
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.pages.ground import Ground
from pytest_promises.channels.pages.kept import Kept, keep_page
from pytest_promises.hookspecs import Order, Services
from pytest_promises.measuring.journeys.effort import repeated, too_many
from pytest_promises.measuring.journeys.functions import Function
from pytest_promises.measuring.journeys.limits import trial_limit
from pytest_promises.measuring.journeys.plan import Plan
from pytest_promises.measuring.journeys.walking import Walk
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.measured import Outcome

_GLANCE = 2.0
"""Seconds for a look at the last page, of which a picture is kept."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a trial went: `seconds` that the timed stretch took, or `waited` in vain; `notes` are for the reader."""

    outcome: Outcome
    seconds: float | None = None
    waited: float | None = None
    notes: tuple[str, ...] = ()
    url: str = ""
    kept: Kept = field(default_factory=Kept)
    trace: str = ""


@dataclass(slots=True)
class Trial:
    """One trial under way; `begun` is whether a step was done that may have changed something.

    `shown` tells of which results the last page is to be kept, `signs_in` whether a password was asked for on the way.
    """

    plan: Plan
    order: Order
    services: Services
    tab: Tab
    function: Function | None = None
    shown: Callable[[Result], bool] = lambda _: False
    signs_in: bool = False
    begun: bool = False
    notes: list[str] = field(default_factory=list)
    _until: float = 0.0

    async def run(self) -> Result:
        """Go the whole way; raises `HearingError` when the service could not be tried."""
        self._extend(trial_limit(self.plan, self.services.settings))
        ground = Ground(self.tab, self.order.target, self.services)
        walk = Walk(self.plan, Actor(self.tab), ground, self._left, self.plan.blanks)
        try:
            async with asyncio.timeout(self._left()):
                await ground.go(self.order.target.url, self._left())
                self.begun = True
                result = await self._walk(walk)
            return replace(result, kept=await self._kept(ground)) if self.shown(result) else result
        except TimeoutError as error:
            message = f"The journey from {shown(self.order.target.url)} did not end in the time that it has."
            raise failed(Cause.TIMEOUT, message, "Allow its steps more time, or make it shorter.") from error
        finally:
            if self.begun and self.plan.clean_up:
                await self._clean_up(walk)
            self.signs_in = ground.signs_in

    async def _kept(self, ground: Ground) -> Kept:
        """Keep the page that the journey has come to; nothing where it cannot be read any more."""
        settings = self.services.settings
        if not (settings.screenshots or settings.documents):
            return Kept()
        try:
            sight = await ground.look(min(_GLANCE, self._left())).sight(())
        except HearingError:
            return Kept()
        return await keep_page(self.tab, sight, (), self.services, self._left())

    async def _walk(self, walk: Walk) -> Result:
        seconds = None
        try:
            if self.function is not None:
                seconds = await self._call(self.function, walk)
            else:
                await walk.walk(self.plan.steps)
        except StuckError as error:
            waited = walk.clock.seconds if walk.clock.runs else None
            outcome = Outcome(ok=False, why=str(error) + self._so_far(walk), words=error.words)
            return self._result(outcome, waited=waited)
        refused = self.tab.guard.taken()
        if refused is not None:
            raise HearingError(refused)
        if not self.plan.ends_seen:
            # A click that led nowhere is no step that was let through.
            await walk.ground.refuse(self._left())
        seconds = walk.clock.seconds if walk.clock.ended is not None else seconds
        return self._result(self._effort(walk) or Outcome(ok=True), seconds=seconds)

    async def _call(self, function: Function, walk: Walk) -> float | None:
        await walk.ground.prepare(self._left(), hurried=False)
        try:
            return await function.call(walk.actor, self.plan)
        except StuckError:
            await walk.ground.refuse(self._left())
            raise

    def _effort(self, walk: Walk) -> Outcome | None:
        most, screens = self.plan.at_most_steps, walk.effort.screens
        long = too_many(screens, most) if most is not None else None
        return long or (repeated(screens) if self.plan.no_repeats else None)

    def _so_far(self, walk: Walk) -> str:
        """Return what the customer has met before the journey came to its end, as more of a sentence."""
        most, screens = self.plan.at_most_steps, walk.effort.screens
        twice = repeated(screens) if self.plan.no_repeats else None
        if twice is not None:
            return f"; {twice.why}"
        if most is None or len(screens) < most:
            return ""
        return f"; the customer has worked on {len(screens)} pages and forms already, where at most {most} are promised"

    def _result(self, outcome: Outcome, *, seconds: float | None = None, waited: float | None = None) -> Result:
        return Result(outcome, seconds, waited, url=place_of(self.tab.url))

    async def _clean_up(self, walk: Walk) -> None:
        seconds = self.services.settings.timeout
        self._extend(seconds)
        after = Walk(Plan(), walk.actor, walk.ground, self._left, walk.blanks)
        try:
            async with asyncio.timeout(seconds):
                await after.walk(self.plan.clean_up)
        except (StuckError, HearingError, TimeoutError, KeyError) as error:
            why = "a value was never read" if isinstance(error, KeyError) else str(error) or "it took too long"
            self.notes.append(f"It was not cleaned up: {why}")

    def _extend(self, seconds: float) -> None:
        self._until = perf_counter() + seconds

    def _left(self) -> float:
        return max(0.1, self._until - perf_counter())
