"""Steps carried out in a tab, one after the other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from time import perf_counter

from pytest_promises.channels.browser.acting import Actor, StuckError
from pytest_promises.channels.browser.screens import screen_of, script
from pytest_promises.measuring.journeys.blanks import Blanks
from pytest_promises.measuring.journeys.effort import Effort
from pytest_promises.measuring.journeys.limits import BEYOND, MARGIN, STEP
from pytest_promises.measuring.journeys.plan import ACTING, Plan, Step


@dataclass(slots=True)
class Clock:
    """The stretch of a journey that is timed, in seconds of `perf_counter`."""

    began: float | None = None
    ended: float | None = None

    @property
    def runs(self) -> bool:
        """Whether it was started and not stopped."""
        return self.began is not None and self.ended is None

    @property
    def seconds(self) -> float:
        """The length of the stretch, up to now while the clock runs."""
        return (self.ended or perf_counter()) - (self.began or 0.0)


@dataclass(slots=True)
class Walk:
    """One way through the steps of a plan: `go` opens an address in the tab, `left` tells the seconds that are left."""

    plan: Plan
    actor: Actor
    go: Callable[[str], Awaitable[None]]
    left: Callable[[], float]
    blanks: Blanks = field(default_factory=Blanks)
    clock: Clock = field(default_factory=Clock)
    effort: Effort = field(default_factory=Effort)

    async def walk(self, steps: tuple[Step, ...]) -> None:
        """Carry out steps; raises `StuckError` led by the step, and `HearingError`."""
        for step in steps:
            try:
                await self._one(step.filled(self.blanks))
            except StuckError as error:
                raise StuckError(f"{step.title}: {error}", error.words) from error

    async def _one(self, step: Step) -> None:
        seconds = self._patience(step)
        if self.plan.watches_effort and step.verb in ACTING and step.where is not None:
            self.effort.saw(screen_of(await self.actor.evaluate(step.where, script(), seconds)))
        if step.start:
            self.clock.began = perf_counter()
        await self._do(step, seconds)
        if step.stop:
            self.clock.ended = perf_counter()

    def _patience(self, step: Step) -> float:
        bound = self.plan.bound if self.plan.bound is not None and (step.start or self.clock.runs) else 0.0
        return max(0.1, min(step.timeout or max(STEP, bound + BEYOND), self.left() - MARGIN))

    async def _do(self, step: Step, seconds: float) -> None:
        where, text, actor = step.where, step.text, self.actor
        if step.verb == "goto":
            await self.go(text)
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
                await actor.expect_not(where, text, seconds)
            case "expect" | "wait_for":
                await actor.expect(where, text, seconds)
            case "read":
                found = await actor.read(where, seconds)
                self.blanks = replace(self.blanks, words={**self.blanks.words, step.keep: found})
