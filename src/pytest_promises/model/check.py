"""What is checked: one check is one pytest item."""

from dataclasses import dataclass
from enum import StrEnum

from .promise import Location, Promise, Spec


class CheckKind(StrEnum):
    """The question a check asks."""

    STATED = "stated"
    CONSISTENT = "consistent"
    WORDING = "wording"


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
