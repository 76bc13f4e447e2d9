"""What is checked: one check is one pytest item."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .keeping import Keeping
from .promise import Channel, Location, Promise, Spec, measure_name

CHANNELS = "channels"
"""What the checks of channels themselves stand under, where those of a promise have its name."""

COVERAGE = "coverage"
"""What the check of all that is stated stands under; it has no other name."""


class CheckKind(StrEnum):
    """The question a check asks."""

    STATED = "stated"
    CONSISTENT = "consistent"
    WORDING = "wording"
    CAVEATS = "caveats"
    SAME = "same"
    FRESH = "fresh"
    KEPT = "kept"
    HEARD = "heard"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Check:
    """One question about one promise: on one channel, on all of the spec's, or put to one measure.

    `location` is where the spec asks for it: the channel's name in `stated_on`, the entry of `kept_by`, or the promise.
    What is asked of the channels themselves has a promise that no spec declares.
    """

    spec: Spec
    promise: Promise
    kind: CheckKind
    channel: str
    location: Location
    keeping: Keeping | None = None

    @property
    def name(self) -> str:
        """The last part of the node id: `stated[contact-ru]`, `kept[tickets]`, `consistent`."""
        about = self.keeping.name if self.keeping else self.channel
        return f"{self.kind}[{about}]" if about else str(self.kind)

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of the channels that the check waits for."""
        if self.keeping:
            return (measure_name(self.promise.id, self.keeping),)
        if self.kind is CheckKind.SAME:
            return (self.channel, self.promise.published)
        if self.channel:
            return (self.channel,)
        if self.kind is CheckKind.COVERAGE and self.spec.coverage and self.spec.coverage.on:
            return self.spec.coverage.on
        return tuple(channel.name for channel in (*self.spec.channels, *self.spec.probes))


def called(promise: str, check: str, between: str = "::") -> str:
    """Return what a check is called with its promise (`first-reply::stated[faq]`); that of coverage is called alone."""
    return check if check == COVERAGE else f"{promise}{between}{check}"


def is_compared(promise: Promise) -> bool:
    """Tell whether what channels say is held against a promise: what is only measured need not be said anywhere."""
    has_value = promise.value is not None or bool(promise.published)
    return has_value and bool(promise.stated_on or promise.same_on or not promise.kept_by)


def checks_of(spec: Spec, promise: Promise) -> tuple[Check, ...]:
    """Return the checks that a promise asks for, in the order of the spec."""
    checks = []
    if promise.value is not None:
        checks += [Check(spec, promise, CheckKind.STATED, at.channel, at.location) for at in promise.stated_on]
        if is_compared(promise):
            checks += [Check(spec, promise, CheckKind.CONSISTENT, "", promise.location)]
    worded = {at.channel: at for at in (*promise.on, *(promise.stated_on if promise.says else ()))}
    checks += [Check(spec, promise, CheckKind.WORDING, at.channel, at.location) for at in worded.values()]
    checks += [Check(spec, promise, CheckKind.CAVEATS, at.channel, at.location) for at in promise.caveats_on]
    checks += [Check(spec, promise, CheckKind.SAME, at.channel, at.location) for at in promise.same_on]
    if promise.fresh is not None:
        checks += [Check(spec, promise, CheckKind.FRESH, promise.published, promise.location)]
    checks += [Check(spec, promise, CheckKind.KEPT, "", keeping.location, keeping) for keeping in promise.kept_by]
    return tuple(checks)


def channel_checks_of(spec: Spec, in_parts: Callable[[Channel], bool]) -> tuple[Check, ...]:
    """Return one check for each channel that can be heard in part: whether all of it could be."""
    return tuple(_channel_check(spec, channel) for channel in spec.channels if in_parts(channel))


def _channel_check(spec: Spec, channel: Channel) -> Check:
    whole = Promise(CHANNELS, "", channel.location, text=f"All that {channel.name} says can be heard.")
    return Check(spec, whole, CheckKind.HEARD, channel.name, channel.location)


def coverage_checks_of(spec: Spec) -> tuple[Check, ...]:
    """Return the one check that asks whether promises cover what is stated, where the spec asks for it."""
    asked = spec.coverage
    if asked is None:
        return ()
    all_of_it = Promise(
        COVERAGE,
        "",
        asked.location,
        text="What the channels state is covered by promises.",
        owner=asked.owner,
        waived=asked.waived,
        draft=asked.draft,
    )
    return (Check(spec, all_of_it, CheckKind.COVERAGE, "", asked.location),)
