"""The `availability` probe: how much of the time a service is up, and whether its status page says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.sampling.availability_options import SCHEMA, Plan, plan_of, problem
from pytest_promises.measuring.sampling.availability_promises import objection, over, promised_hours
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Target
from pytest_promises.model.measured import Measured
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.measuring.sampling.sample import Sample
    from pytest_promises.measuring.sampling.shelf import Shelf
    from pytest_promises.measuring.sampling.status_page import Standing

_SECRETS = frozenset({"api_key"})


class AvailabilityProbe(MeasureType):
    """Looks whether a service is up, and remembers; or asks a monitor that has looked all the time."""

    kind = "availability"
    section = "probes"
    takes = frozenset({"share", "over", "confidence", "at_least"})
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return problem(options)

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense here, or `None`."""
        return objection(channel)

    def target(self, channel: Channel, site: str) -> Target:
        """Return what is looked at, given the base URL of the site; a monitor is asked once for each window.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        how = {name: repr(value) for name, value in channel.options.items() if name not in _SECRETS}
        if "status" in channel.options:
            how["status"] = absolute(str(channel.options["status"]), site)
        if "preset" in channel.options:
            how["over"] = str(over(channel))
        return Target(self.kind, url, host_of(url), tuple(sorted(how.items())))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a client is opened in no time."""

    def allowance(self, channel: Channel, settings: Settings) -> float:
        """Return the seconds that all looks together, the status page and the file of samples may take."""
        plan = plan_of(channel)
        return plan.samples * (plan.timeout + 1 / plan.rate) + 3 * settings.timeout

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Look once, or ask the monitor once, and return one hearing a channel."""
        if "preset" in order.channels[0].options:
            return await _monitored(order, services)
        from pytest_promises.measuring.sampling.shelf import shelf_of
        from pytest_promises.measuring.sampling.status_page import standing

        now = services.now()
        plan, target = plan_of(order.channels[0]), order.target
        shelf = shelf_of(plan.keep_in, services.settings)
        samples = await _looked(order, plan, shelf, services)
        url = dict(target.variant).get("status", "")
        said = await standing(target, url, plan.component, services) if url else None
        seen = _Seen(order.target, plan, shelf, samples, said, now)
        return [await seen.hearing(channel) for channel in order.channels]


async def _looked(order: Order, plan: Plan, shelf: "Shelf", services: Services) -> "tuple[Sample, ...]":
    """Return the samples of this run; each is kept as soon as it is taken."""
    from pytest_promises.channels.aside import aside
    from pytest_promises.channels.http.client import letterhead, open_client
    from pytest_promises.channels.http.hosts import refuse_unnamed
    from pytest_promises.measuring.sampling.apart import pace_of
    from pytest_promises.measuring.sampling.exchange import Bounds, Question
    from pytest_promises.measuring.sampling.looks import look
    from pytest_promises.measuring.sampling.sample import Sample
    from pytest_promises.measuring.sampling.shelf import place_of

    target, taken = order.target, list[Sample]()
    refuse_unnamed(target.url, target, services.settings)
    letters, pace = letterhead(target, "*/*"), pace_of(target, services, plan.rate)
    bounds, place = Bounds(plan.timeout, services.settings.max_bytes), place_of(target.url, plan.expect)
    for _ in range(plan.samples):
        await pace()
        # A connection of its own for each: one that was open before says nothing of who comes now.
        async with open_client(target.access.proxy, target.access.ca_certificates) as client:
            up, why = await look(client, Question(target.url), letters, bounds, plan.expect)
        sample = Sample(datetime.now(UTC).timestamp(), up, why)
        await aside(lambda sample=sample: shelf.keep(place, sample), "samples")  # type: ignore[misc]
        taken.append(sample)
    return tuple(taken)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What this run has seen, and what the status page says meanwhile."""

    target: Target
    plan: Plan
    shelf: "Shelf"
    samples: "tuple[Sample, ...]"
    said: "Standing | None"
    now: str

    async def hearing(self, channel: Channel) -> Hearing:
        """Return what one promise wanted to know."""
        url = shown(self.target.url)
        evidence = Evidence(url, url, fetched_at=self.now)
        try:
            value = channel.asked.value if channel.asked else None
            measured = self._status() if value is None else await self._uptime(channel)
        except HearingError as error:
            return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
        return Hearing(channel.name, evidence=evidence, measured=measured)

    def _status(self) -> Measured:
        from pytest_promises.measuring.sampling.looks import down_because
        from pytest_promises.measuring.sampling.status_page import held_against

        assert self.said is not None  # an objection otherwise
        down, up = down_because(self.samples), all(sample.up for sample in self.samples)
        now = datetime.fromisoformat(self.now).timestamp()
        outcome = held_against(self.said, down, up, self.target.url, now, self.plan.grace)
        return Measured(outcomes=(outcome,), as_of=self.now)

    async def _uptime(self, channel: Channel) -> Measured:
        from pytest_promises.channels.aside import aside
        from pytest_promises.measuring.sampling.service import service_of, tally
        from pytest_promises.measuring.sampling.shelf import place_of

        window, calendar = over(channel), channel.asked.calendar if channel.asked else None
        since = datetime.fromisoformat(self.now).timestamp() - window if window is not None else 0.0
        place = place_of(self.target.url, self.plan.expect)
        samples = await aside(lambda: self.shelf.kept(place, since), "samples")
        announced = self.said.announced if self.said else ()
        service = service_of(promised_hours(channel), calendar, announced, samples)
        counted, notes = tally(samples, service)
        if not counted.total:
            message = f"None of the {len(samples)} samples of {shown(self.target.url)} is of a time that counts."
            raise failed(Cause.EMPTY, message, "Run the audit within the hours, outside of maintenance.")
        newest = datetime.fromtimestamp(samples[-1].at, UTC).isoformat(timespec="seconds")
        return Measured(tallies=(counted,), as_of=newest, notes=notes)


async def _monitored(order: Order, services: Services) -> Sequence[Hearing]:
    from pytest_promises.measuring.sampling.monitors import USUAL, Window, uptime

    now = services.now()
    first, end = order.channels[0], datetime.fromisoformat(now).timestamp()
    window = Window(end - (over(first) or USUAL), end)
    counted, url = await uptime(order.target, first.options, window, services)
    notes = (
        f"the uptime of the last {(window.end - window.start) / 86400:g} days, as {first.options['preset']} has it",
    )
    evidence = Evidence(shown(url), shown(url), fetched_at=now)
    measured = Measured(tallies=(counted,), as_of=now, notes=notes)
    return [Hearing(channel.name, evidence=evidence, measured=measured) for channel in order.channels]


@hookimpl
def promises_register_measures() -> list[MeasureType]:
    """Add the `availability` probe."""
    return [AvailabilityProbe()]
