"""The `round_trip` probe: a message is sent, its automatic reply is waited for, measured, and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from secrets import token_hex
from threading import Event
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, scheme_of, shown
from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.inbox import InboxChannel
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import MeasureType, Order, Services, Settings, hookimpl
from pytest_promises.measuring.sampling.asking import not_elapsed, refuse_unprobed
from pytest_promises.measuring.sampling.round_trip_options import INBOX_OPTIONS, SCHEMA, problem
from pytest_promises.measuring.sampling.sending import filled, sent_by
from pytest_promises.model.amounts import counted
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Target
from pytest_promises.model.measured import Distribution, Measured
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.measuring.sampling.arrivals import Arrival, Awaited, Missed

_LONGEST = 120.0
_SECRETS = frozenset({"password", "token", "smtp_password"})


class RoundTripProbe(MeasureType):
    """Sends one message for all who want to know: promises that it keeps, and those that its reply states."""

    kind = "round_trip"
    section = "probes"
    takes: frozenset[str] = frozenset()
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return problem(options)

    def speaks(self, channel: Channel) -> bool:  # noqa: ARG002 - every reply says something
        """Return that promises may list the probe in `stated_on`: the reply is read."""
        return True

    def objection(self, channel: Channel) -> str | None:
        """Return why what a promise asks makes no sense here, or `None`."""
        return not_elapsed(self.kind, channel)

    def target(self, channel: Channel, site: str) -> Target:
        """Return where the message is sent; what is sent makes another target, secrets apart.

        Raises `HearingError` (`MALFORMED`) for an address that is neither http(s) nor `mailto:`.
        """
        mail = scheme_of(channel.address) == "mailto"
        url = channel.address.strip() if mail else absolute(channel.address, site)
        host = host_of(str(channel.options.get("smtp", ""))) if mail else host_of(url)
        told = sorted((name, repr(value)) for name, value in channel.options.items() if name not in _SECRETS)
        variant = {"sent": sha256(repr(told).encode()).hexdigest(), "locale": channel.locale}
        return Target(self.kind, url, host, tuple(sorted((k, v) for k, v in variant.items() if v)))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser, where there is a form."""
        if "form" in channel.options and services.settings.probe:
            from pytest_promises.channels.browser.session import session_for

            await session_for("", services)

    def allowance(self, channel: Channel, settings: Settings) -> float:
        """Return the seconds that sending, waiting and reading may take."""
        return _longest(channel) + 4 * settings.timeout + 60.0

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Send the message once, wait for its reply, and return one hearing a channel."""
        from pytest_promises.channels.aside import aside
        from pytest_promises.measuring.sampling.arrivals import Arrival, already_there, ending, remove, wait

        refuse_unprobed(order, services.settings, "sends a message")
        channel, fetched_at = order.channels[0], services.now()
        token, over = f"pp{token_hex(6)}", Event()
        awaited = _awaited(channel, order.target, token, services.settings)
        # Before anything is sent: a reply that nobody could read would be asked for in vain.
        known = await aside(partial(already_there, awaited), "mailbox")
        try:
            async with sent_by(channel, order.target, token, services) as sent:
                with ending(over):
                    came = await aside(partial(wait, awaited, known, sent.at, over), "mailbox")
                shows = "" if isinstance(came, Arrival) else await sent.shows()
            trip = _Trip(came, awaited, shown(order.target.url), fetched_at, shows)
            heard = [trip.hearing(one) for one in order.channels]
            if channel.options.get("clean_up") is True and trip.arrival is not None:
                await aside(partial(remove, awaited, trip.arrival), "mailbox")
        except HearingError as error:
            # Trying again would send it again.
            raise HearingError(replace(error.mishap, transient=False)) from error
        return heard


def _longest(channel: Channel) -> float:
    return age_of(str(channel.options.get("within_at_most", "")).strip()) or _LONGEST


def _awaited(channel: Channel, target: Target, token: str, settings: Settings) -> "Awaited":
    from pytest_promises.channels.http.hosts import refuse_unnamed
    from pytest_promises.channels.mail.options import options_of
    from pytest_promises.measuring.sampling.arrivals import Awaited

    given = {name: filled(value, token) for name, value in channel.options.items() if name in INBOX_OPTIONS}
    inbox = Channel(channel.name, "inbox", str(channel.options["inbox"]), options=given, location=channel.location)
    mailbox = replace(InboxChannel().target(inbox, ""), access=target.access.anonymous())
    if mailbox.host:
        refuse_unnamed(mailbox.url, mailbox, settings)
    return Awaited(mailbox, options_of(inbox), token, _longest(channel), settings.max_bytes)


@dataclass(frozen=True, slots=True)
class _Trip:
    """What came of one message; `shows` is what its page has shown since, where nothing came."""

    came: "Arrival | Missed"
    awaited: "Awaited"
    url: str
    fetched_at: str
    shows: str = ""

    @property
    def arrival(self) -> "Arrival | None":
        """The reply, if it came."""
        from pytest_promises.measuring.sampling.arrivals import Arrival

        return self.came if isinstance(self.came, Arrival) else None

    def hearing(self, channel: Channel) -> Hearing:
        """Return how long it took for whom that was asked, and what the reply says for everybody else."""
        evidence = Evidence(self.url, self.url, fetched_at=self.fetched_at, seconds=self.came.seconds)
        if self.arrival is not None:
            as_of = datetime.fromtimestamp(self.arrival.received, UTC).isoformat(timespec="seconds")
            evidence = replace(evidence, final_url=self.arrival.url, as_of=as_of)
        try:
            if channel.asked is not None:
                return Hearing(channel.name, evidence=evidence, measured=self._measured())
            return self._said(channel, evidence)
        except HearingError as error:
            return Hearing(channel.name, evidence=evidence, mishap=error.mishap)

    def _measured(self) -> Measured:
        from pytest_promises.measuring.sampling.arrivals import POLL

        seconds = self.came.seconds
        if self.arrival is None:
            waiting = Distribution((), closed=(), open=((seconds, 1),))
            return Measured(distributions=(waiting,), as_of=self.fetched_at, notes=(self._nothing(),))
        took = Distribution((), closed=((seconds, 1),), total=seconds, squares=seconds * seconds)
        note = f"by the clock of the run: the reply was seen at most {POLL:g} second after it came"
        return Measured(distributions=(took,), as_of=self.fetched_at, notes=(note,))

    def _said(self, channel: Channel, evidence: Evidence) -> Hearing:
        from pytest_promises.channels.mail.body import read

        if self.arrival is None:
            raise failed(Cause.EMPTY, self._nothing(), "See whether the reply is sent, and repeats what it answers.")
        options = self.awaited.options
        said = read(self.arrival.body, options.part, options.within, "The reply")
        return Hearing(channel.name, said.passages, evidence=replace(evidence, view=said.nature))

    def _nothing(self) -> str:
        from pytest_promises.measuring.sampling.arrivals import Missed

        stray = self.came.stray if isinstance(self.came, Missed) else ""
        near = f' The mail "{stray}" came, but without the token of the message.' if stray else ""
        page = f' The page shows "{self.shows}".' if self.shows else ""
        return f"No reply to what was sent came within {counted(round(self.came.seconds), 'second')}.{near}{page}"


@hookimpl
def promises_register_measures() -> list[MeasureType]:
    """Add the `round_trip` probe."""
    return [RoundTripProbe()]
