"""What is checked: one check is one pytest item."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .promise import Channel, Location, Promise, Spec

CHANNELS = "channels"
"""What the checks of channels themselves stand under, where those of a promise have its name."""


class CheckKind(StrEnum):
    """The question a check asks."""

    STATED = "stated"
    CONSISTENT = "consistent"
    WORDING = "wording"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Check:
    """One question about one promise, on one channel or on all of the spec's.

    `location` is where the spec asks for it: the channel's name in `stated_on`, or the promise.
    """

    spec: Spec
    promise: Promise
    kind: CheckKind
    channel: str
    location: Location

    @property
    def name(self) -> str:
        """The last part of the node id: `stated[contact-ru]`, `consistent`."""
        return f"{self.kind}[{self.channel}]" if self.channel else str(self.kind)

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of the channels that the check waits for."""
        if self.channel:
            return (self.channel,)
        return tuple(channel.name for channel in self.spec.channels)


def checks_of(spec: Spec, promise: Promise) -> tuple[Check, ...]:
    """Return the checks that a promise asks for, in the order of the spec."""
    checks = []
    if promise.value is not None:
        checks += [Check(spec, promise, CheckKind.STATED, at.channel, at.location) for at in promise.stated_on]
        checks += [Check(spec, promise, CheckKind.CONSISTENT, "", promise.location)]
    worded = {at.channel: at for at in (*promise.on, *(promise.stated_on if promise.says else ()))}
    checks += [Check(spec, promise, CheckKind.WORDING, at.channel, at.location) for at in worded.values()]
    return tuple(checks)


def channel_checks_of(spec: Spec, in_parts: Callable[[Channel], bool]) -> tuple[Check, ...]:
    """Return one check for each channel that can be heard in part: whether all of it could be."""
    return tuple(_channel_check(spec, channel) for channel in spec.channels if in_parts(channel))


def _channel_check(spec: Spec, channel: Channel) -> Check:
    whole = Promise(CHANNELS, "", channel.location, text=f"All that {channel.name} says can be heard.")
    return Check(spec, whole, CheckKind.HEARD, channel.name, channel.location)
