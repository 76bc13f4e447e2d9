"""The `request` probe: how long a page or an API takes to answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.sampling.asking import not_elapsed, refuse_unprobed
from pytest_promises.measuring.sampling.request_options import MARK, NAMES, SCHEMA, RequestOptions, options_of, problem
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Target
from pytest_promises.model.measured import Distribution, Measured
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.measuring.sampling.trials import Series, Trials

_SENT = frozenset({"body", "marked"})
_AROUND = 30.0
"""Seconds that a browser may take around a load: to open and close its context, and to see what has come."""


class RequestProbe(MeasureType):
    """Measures response times; promises that are kept by one probe share its exchanges."""

    kind = "request"
    section = "probes"
    takes = frozenset({"share", "percentile", "average", "confidence", "at_least"})
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return problem(options)

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense here, or `None`."""
        return not_elapsed(self.kind, channel)

    def target(self, channel: Channel, site: str) -> Target:
        """Return what is asked, given the base URL of the site; probes that ask otherwise have another target.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        how = {name: str(value) for name, value in channel.options.items() if name in NAMES - _SENT}
        sent = repr([channel.options.get(name) for name in sorted(_SENT)])
        how |= {"locale": channel.locale, "sent": sha256(sent.encode()).hexdigest()}
        return Target(
            self.kind, url, host_of(url), tuple(sorted((name, value) for name, value in how.items() if value))
        )

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser, where there is one; warming up is part of the probe."""
        options = options_of(channel)
        if options.view == "browser":
            from pytest_promises.channels.browser.session import session_for

            await session_for(options.engine, services)

    def allowance(self, channel: Channel, settings: Settings) -> float:
        """Return the seconds that all exchanges together may take."""
        options = options_of(channel)
        each = (options.timeout or settings.timeout) + 1 / options.rate + (_AROUND if options.view == "browser" else 0)
        return (options.warm_up + options.samples) * each + settings.timeout

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Make the exchanges once and return one hearing a channel."""
        from pytest_promises.channels.http.hosts import refuse_unnamed

        fetched_at, options = services.now(), options_of(order.channels[0])
        series = _series(order.target.url, options, services.settings)
        refuse_unnamed(order.target.url, order.target, services.settings)
        if series.question.writes:
            refuse_unprobed(order, services.settings, f"sends {options.method}")
        try:
            trials, evidence = await (_loaded if options.view == "browser" else _asked)(order, services, series)
        except HearingError as error:
            if not series.question.writes:
                raise
            # What was written once is not written again because the answer was lost.
            raise HearingError(replace(error.mishap, transient=False)) from error
        measured = Measured(
            distributions=(_distribution(trials.seconds, trials.late, trials.failures.total(), series.bounds.seconds),),
            as_of=fetched_at,
            notes=(*_timed(options, evidence), *trials.notes()),
        )
        status = trials.last.status if trials.last else None
        evidence = replace(evidence, status=status, fetched_at=fetched_at, seconds=sum(trials.seconds))
        return [Hearing(channel.name, evidence=evidence, measured=measured) for channel in order.channels]


async def _asked(order: Order, services: Services, series: "Series") -> "tuple[Trials, Evidence]":
    """Ask over plain HTTP, apart from what else the run does meanwhile."""
    from pytest_promises.channels.http.client import letterhead
    from pytest_promises.measuring.sampling.apart import apart, pace_of
    from pytest_promises.measuring.sampling.trials import over_one_connection

    target, now = order.target, services.now()
    letters, pace = letterhead(target, "*/*"), pace_of(target, services, options_of(order.channels[0]).rate)
    trials = await apart(lambda: over_one_connection(series, target.access, letters, pace, now), RequestProbe.kind)
    return trials, Evidence(shown(target.url), shown(target.url))


async def _loaded(order: Order, services: Services, series: "Series") -> "tuple[Trials, Evidence]":
    """Load the page in the browser."""
    from pytest_promises.channels.browser.session import is_dead, session_for
    from pytest_promises.measuring.sampling.apart import pace_of
    from pytest_promises.measuring.sampling.loads import Loads
    from pytest_promises.measuring.sampling.trials import tried

    target, options = order.target, options_of(order.channels[0])
    key, session = await session_for(options.engine, services)
    loads, pace = Loads(target, services, session, series, options.until), pace_of(target, services, options.rate)
    try:
        trials = await tried(series, loads.load, pace, services.now())
    except HearingError as error:
        if is_dead(error, session):
            await services.discard(key)
        raise
    final = trials.last.url if trials.last else target.url
    evidence = Evidence(shown(target.url), shown(final), device=options.device, view="browser", browser=session.name)
    return trials, evidence


def _timed(options: RequestOptions, evidence: Evidence) -> tuple[str, ...]:
    return (f"timed up to the {options.until.replace('_', ' ')}, by {evidence.browser}",) if evidence.browser else ()


def _series(url: str, options: RequestOptions, settings: Settings) -> "Series":
    from pytest_promises.measuring.sampling.exchange import READING, Bounds, Question, body_from
    from pytest_promises.measuring.sampling.statuses import expected
    from pytest_promises.measuring.sampling.trials import Series

    body, body_type = body_from(options.body)
    usual = {} if options.method in READING else MARK
    return Series(
        Question(url, options.method, body, body_type, usual if options.marked is None else options.marked),
        samples=options.samples,
        warm_up=options.warm_up,
        expect=expected(options.expect),
        media_type=options.media_type,
        bounds=Bounds(options.timeout or settings.timeout, settings.max_bytes),
    )


def _distribution(seconds: Sequence[float], late: int, failures: int, bound: float) -> Distribution:
    """Return the exact times; what was given up is still open after the seconds that were waited for it."""
    return Distribution(
        group=(),
        closed=tuple(sorted(Counter(seconds).items())),
        open=((bound, late),) if late else (),
        failed=failures,
        total=sum(seconds),
        squares=sum(one * one for one in seconds),
    )


@hookimpl
def promises_register_measures() -> list[MeasureType]:
    """Add the `request` probe."""
    return [RequestProbe()]
