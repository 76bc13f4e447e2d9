"""Steps carried out in a tab, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import perf_counter

from pytest_promises.channels.addresses import absolute
from pytest_promises.channels.browser.acting import Actor
from pytest_promises.channels.browser.observing import StuckError
from pytest_promises.channels.browser.screens import screen_of, script
from pytest_promises.channels.pages.ground import Ground
from pytest_promises.measuring.journeys.blanks import Blanks
from pytest_promises.measuring.journeys.effort import Effort
from pytest_promises.measuring.journeys.limits import BEYOND, MARGIN, STEP
from pytest_promises.measuring.journeys.plan import ACTING, Plan, Step
from pytest_promises.model.hearing import HearingError


@dataclass(slots=True)
class Clock:
    """The stretch of a journey that is timed, in seconds of `perf_counter`; `given_up` is when it came to no end."""

    began: float | None = None
    ended: float | None = None
    given_up: float | None = None

    @property
    def runs(self) -> bool:
        """Whether it was started and not stopped."""
        return self.began is not None and self.ended is None

    @property
    def seconds(self) -> float:
        """The length of the stretch, up to now while the clock runs."""
        return (self.ended or self.given_up or perf_counter()) - (self.began or 0.0)


@dataclass(slots=True)
class Walk:
    """One way through the steps of a plan: `ground` is where it leads, `left` tells the seconds that are left."""

    plan: Plan
    actor: Actor
    ground: Ground
    left: Callable[[], float]
    blanks: Blanks = field(default_factory=Blanks)
    clock: Clock = field(default_factory=Clock)
    effort: Effort = field(default_factory=Effort)

    async def walk(self, steps: tuple[Step, ...]) -> None:
        """Carry out steps; raises `StuckError` led by the step, and `HearingError` that tells of it."""
        for step in steps:
            try:
                await self._tried(step)
            except HearingError as error:
                message = f"{error.mishap.message} The journey was at {step.title}."
                raise HearingError(replace(error.mishap, message=message)) from error

    async def _tried(self, step: Step) -> None:
        try:
            await self._one(step.filled(self.blanks))
        except StuckError as error:
            self.clock.given_up = perf_counter()
            await self.ground.refuse(self.left())
            raise StuckError(f"{step.title}: {error}", error.words) from error

    async def _one(self, step: Step) -> None:
        if step.verb in ACTING:
            await self.ground.prepare(self._spare(), hurried=self.clock.runs)
        seconds, at = self._patience(step), self.ground.tab.url
        if self.plan.watches_effort and step.verb in ACTING and step.where is not None:
            self.effort.saw(screen_of(await self.actor.evaluate(step.where, script(), seconds)))
        password = await self._asks_password(step, seconds)
        if step.start:
            self.clock.began = perf_counter()
        await self._do(step, seconds)
        if step.stop:
            self.clock.ended = perf_counter()
        if step.verb in ACTING:
            self.ground.worked(at, password=password)
        elif step.verb == "expect_not" and not step.sees:
            await self.ground.refuse(self._spare())

    async def _asks_password(self, step: Step, seconds: float) -> bool:
        if step.verb != "fill" or step.where is None:
            return False
        return await self.actor.asks_password(step.where, seconds)

    def _spare(self) -> float:
        return max(0.1, self.left() - MARGIN)

    def _patience(self, step: Step) -> float:
        bound = self.plan.bound if self.plan.bound is not None and (step.start or self.clock.runs) else 0.0
        return min(step.timeout or max(STEP, bound + BEYOND), self._spare())

    async def _do(self, step: Step, seconds: float) -> None:
        where, text, actor = step.where, step.text, self.actor
        if step.verb == "goto":
            site = dict(self.ground.target.variant).get("site", "")
            await self.ground.go(absolute(text, site), self._spare())
            return
        if step.verb == "press":
            await actor.press(where, text, seconds)
            return
        assert where is not None
        match step.verb:
            case "click":
                await actor.click(where, seconds)
            case "fill":
                await actor.fill(where, text, seconds)
            case "select":
                await actor.select(where, text, seconds)
            case "check":
                await actor.check(where, seconds)
            case "expect_not":
                await actor.observer.expect_not(where, text, seconds)
            case "expect" | "wait_for":
                await actor.observer.expect(where, text, seconds)
            case "read":
                found = await actor.observer.read(where, seconds)
                self.blanks = replace(self.blanks, words={**self.blanks.words, step.keep: found})
