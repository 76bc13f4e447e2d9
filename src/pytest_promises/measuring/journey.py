"""The `journey` probe: what happens to a customer who goes through the service in a browser, step by step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.journeys import options as journey_options
from pytest_promises.measuring.journeys.limits import allowance
from pytest_promises.measuring.journeys.options import plan_of
from pytest_promises.measuring.journeys.plan import Plan
from pytest_promises.measuring.journeys.schema import SCHEMA
from pytest_promises.measuring.sampling.asking import refuse_unprobed
from pytest_promises.model.amounts import counted
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Target
from pytest_promises.model.keeping import Asked
from pytest_promises.model.measured import Distribution, Measured, Outcome
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.channels.browser.session import Session
    from pytest_promises.measuring.journeys.trials import Result

_MOST_TOLD = 5


class JourneyProbe(MeasureType):
    """Walks through a service; promises that ask the same of one journey share its trials."""

    kind = "journey"
    section = "probes"
    takes = frozenset({"share", "percentile", "average", "confidence", "at_least"})
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return journey_options.problem(options)

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense here, or `None`."""
        return journey_options.objection(channel)

    def target(self, channel: Channel, site: str) -> Target:
        """Return where the journey begins, given the base URL of the site; other steps make another target.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url, plan = absolute(channel.address, site), plan_of(channel)
        steps = repr((plan, [list(step.texts()) for step in (*plan.steps, *plan.clean_up)], plan.headers))
        given = {name: str(channel.options.get(name, "")) for name in ("at", "device", "engine")}
        variant = {**given, "locale": channel.locale, "site": site, "steps": sha256(steps.encode()).hexdigest()}
        return Target(self.kind, url, host_of(url), tuple(sorted((k, v) for k, v in variant.items() if v)))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser, for a journey that will be made."""
        from pytest_promises.channels.browser.session import session_for

        if services.settings.probe or not plan_of(channel).writes:
            await session_for(str(channel.options.get("engine", "")), services)

    def allowance(self, channel: Channel, settings: Settings) -> float:
        """Return the seconds that all trials together may take."""
        return allowance(plan_of(channel), settings)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Make the trials once and return one hearing a channel.

        Raises `HearingError`: `NOT_PROBED` for a journey that writes where that is not allowed, and whatever kept any
        of the trials from being made.
        """
        from pytest_promises.channels.browser.session import is_dead, session_for

        plan, began, fetched_at = plan_of(order.channels[0]), perf_counter(), services.now()
        if plan.writes:
            refuse_unprobed(order, services.settings, "goes through the service as a customer does")
        key, session = await session_for(dict(order.target.variant).get("engine", ""), services)
        try:
            results = await _trials(plan, order, services, session)
        except HearingError as error:
            if is_dead(error, session):
                await services.discard(key)
            raise
        evidence = _evidence(order, results, session, fetched_at)
        evidence = replace(evidence, seconds=perf_counter() - began)
        return [
            Hearing(channel.name, evidence=evidence, measured=_measured(plan, results, fetched_at, channel.asked))
            for channel in order.channels
        ]


async def _trials(plan: Plan, order: Order, services: Services, session: "Session") -> "list[Result]":
    from pytest_promises.channels.browser.guard import Guard
    from pytest_promises.channels.browser.relay import relay
    from pytest_promises.channels.browser.traces import traced
    from pytest_promises.channels.http.client import own_headers
    from pytest_promises.measuring.journeys.functions import function_named
    from pytest_promises.measuring.journeys.trials import Trial

    own = own_headers(order.target.access) | dict(plan.headers)
    ask = await relay(order.target, services)
    function = await function_named(plan.function) if plan.function else None
    results: list[Result] = []
    texts = [text for step in (*plan.steps, *plan.clean_up) for text in step.texts()]
    for _ in range(plan.samples):
        async with (
            session.tab(Guard(order.target, services.settings, own, ask), fresh=True) as tab,
            traced(tab, services, *texts) as trace,
        ):
            trial = Trial(plan, order, services, tab, function, partial(_is_shown, results, plan.samples))
            try:
                result = await trial.run()
            except HearingError as error:
                again = error.mishap.transient and not (plan.writes and (trial.begun or results))
                # What was written once is not written again because what followed went wrong.
                raise HearingError(replace(error.mishap, transient=again)) from error
            # Nobody sees what a function writes.
            trace.secret = trial.signs_in or function is not None
        results.append(replace(result, notes=tuple(trial.notes), trace=trace.ref))
    return results


def _is_shown(before: "Sequence[Result]", samples: int, result: "Result") -> bool:
    """Return whether the page of a result is kept: that of the first failure, or else of the last trial."""
    is_last = len(before) == samples - 1
    return all(one.outcome.ok for one in before) and (is_last or not result.outcome.ok)


def _evidence(order: Order, results: "Sequence[Result]", session: "Session", fetched_at: str) -> Evidence:
    variant = dict(order.target.variant)
    told = next((one for one in results if not one.outcome.ok), results[-1])
    evidence = Evidence(
        url=shown(order.target.url),
        final_url=results[-1].url,
        fetched_at=fetched_at,
        locale=variant.get("locale", ""),
        device=variant.get("device", ""),
        view="browser",
        browser=session.name,
        trace=told.trace,
    )
    return told.kept.on(evidence)


def _measured(plan: Plan, results: "Sequence[Result]", fetched_at: str, asked: Asked | None) -> Measured:
    """Return the outcomes; of what is timed the times, and such outcomes as these do not tell already."""
    notes = tuple(dict.fromkeys(note for result in results for note in result.notes))
    outcomes = tuple(result.outcome for result in results)
    seconds = [result.seconds for result in results if result.seconds is not None]
    if not plan.timed and not seconds:
        return Measured(outcomes=outcomes, as_of=fetched_at, notes=notes)
    if not plan.watches_effort:
        # The failures say why it took too long; where some may, it is the times alone that tell how many did.
        all_must = asked is None or (asked.keeping.wanted is None and not asked.keeping.average)
        notes += () if all_must else _failures(outcomes)
        outcomes = tuple(outcome for outcome in outcomes if all_must and not outcome.ok)
    return Measured(distributions=(_distribution(results, seconds),), outcomes=outcomes, as_of=fetched_at, notes=notes)


def _failures(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    met = Counter(outcome.why for outcome in outcomes if not outcome.ok)
    return tuple(f"{count} of {counted(len(outcomes), 'trial')}: {why}" for why, count in met.most_common(_MOST_TOLD))


def _distribution(results: "Sequence[Result]", seconds: Sequence[float]) -> Distribution:
    waited = Counter(result.waited for result in results if result.waited is not None)
    return Distribution(
        group=(),
        closed=tuple(sorted(Counter(seconds).items())),
        open=tuple(sorted(waited.items())),
        failed=len(results) - len(seconds) - waited.total(),
        total=sum(seconds),
        squares=sum(one * one for one in seconds),
    )


@hookimpl
def promises_register_measures() -> list[MeasureType]:
    """Add the `journey` probe."""
    return [JourneyProbe()]
