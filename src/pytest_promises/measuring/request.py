"""The `request` probe: how long a page or an API takes to answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.data.ages import age_of
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.sampling.asking import not_elapsed, refuse_unprobed
from pytest_promises.measuring.sampling.request_options import NAMES, SCHEMA, RequestOptions, options_of
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Target
from pytest_promises.model.measured import Distribution, Measured
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.measuring.sampling.trials import Series


class RequestProbe(MeasureType):
    """Measures response times; promises that are kept by one probe share its exchanges."""

    kind = "request"
    section = "probes"
    takes = frozenset({"share", "percentile", "average", "confidence", "at_least"})
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        timeout = options.get("timeout")
        if isinstance(timeout, str) and age_of(timeout.strip()) is None:
            return f"`timeout: {timeout}` is no length of time: write it like `10 seconds`"
        if "body" in options and options.get("method", "GET") in {"GET", "HEAD"}:
            return "`body:` is sent by other methods than GET and HEAD: add `method: POST`"
        return None

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense here, or `None`."""
        return not_elapsed(self.kind, channel)

    def target(self, channel: Channel, site: str) -> Target:
        """Return what is asked, given the base URL of the site; probes that ask otherwise have another target.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        how = tuple(sorted((name, repr(value)) for name, value in channel.options.items() if name in NAMES))
        return Target(self.kind, url, host_of(url), (*how, *((("locale", channel.locale),) if channel.locale else ())))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: warming up is part of the probe."""

    def allowance(self, channel: Channel, settings: Settings) -> float:
        """Return the seconds that all exchanges together may take."""
        options = options_of(channel)
        each = (options.timeout or settings.timeout) + 1 / options.rate
        return (options.warm_up + options.samples) * each + settings.timeout

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Make the exchanges once and return one hearing a channel."""
        from pytest_promises.channels.http.client import letterhead
        from pytest_promises.channels.http.hosts import refuse_unnamed
        from pytest_promises.measuring.sampling.apart import apart, pace_of
        from pytest_promises.measuring.sampling.trials import tried

        target, fetched_at = order.target, services.now()
        options = options_of(order.channels[0])
        series = _series(target.url, options, services.settings)
        refuse_unnamed(target.url, target, services.settings)
        if series.question.writes:
            refuse_unprobed(order, services.settings, f"sends {options.method}")
        letters, pace = letterhead(target, "*/*"), pace_of(target, services, options.rate)
        try:
            trials = await apart(lambda: tried(series, target.access, letters, pace, fetched_at), self.kind)
        except HearingError as error:
            if not series.question.writes:
                raise
            # What was written once is not written again because the answer was lost.
            raise HearingError(replace(error.mishap, transient=False)) from error
        measured = Measured(
            distributions=(_distribution(trials.seconds, trials.late, trials.failures.total(), series.bounds.seconds),),
            as_of=fetched_at,
            notes=trials.notes(),
        )
        status = trials.last.status if trials.last else None
        evidence = Evidence(shown(target.url), shown(target.url), status, fetched_at, seconds=sum(trials.seconds))
        return [Hearing(channel.name, evidence=evidence, measured=measured) for channel in order.channels]


def _series(url: str, options: RequestOptions, settings: Settings) -> "Series":
    from pytest_promises.measuring.sampling.exchange import Bounds, Question, body_from
    from pytest_promises.measuring.sampling.statuses import expected
    from pytest_promises.measuring.sampling.trials import Series

    body, body_type = body_from(options.body)
    return Series(
        Question(url, options.method, body, body_type),
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
