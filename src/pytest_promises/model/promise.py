"""What a spec declares: promises, the channels that state them, and where in the file each of it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from .access import Access
from .calendar import Calendar
from .keeping import Asked, Keeping, Tolerance
from .place import Location
from .quantities import Value
from .redacting import Redacting
from .statement import Scope
from .topics import Topic

__all__ = ["Calendar", "Channel", "Coverage", "Listed", "Location", "Promise", "ScopeWords", "Spec", "Waiver"]

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Waiver:
    """A known breach let through up to and including `until`."""

    until: date
    why: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One place where the service speaks, after `for_each` and placeholders.

    `kind` is the key that names its type in the spec (`page`), `address` that key's value (the path), `options` the
    type's own options as plain data. `group` is the name that the spec gives, `name` the name with the `for_each`
    values joined on (`contact-ru`). `access` is the channel's own way to the service, where it is not the spec's.

    Records and probes are channels too: they tell what is done. What a promise asks of one is `asked`.
    """

    name: str
    kind: str
    address: str
    group: str = ""
    locale: str = ""
    site: str = ""
    options: Mapping[str, object] = field(default_factory=lambda: _NOTHING, repr=False)
    location: Location = field(default_factory=lambda: Location(""))
    access: Access | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A channel's name in `stated_on` or `on`, and where in the file it is listed."""

    channel: str
    location: Location


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that customers are told to expect.

    `value` and `value_text` (as written) are of a promise with a figure; `says` (required words by locale; `""` is any
    locale) and `never` (forbidden words) are of a wording. `stated_on` and `on` list channels, expanded; `kept_by` are
    the measures that tell whether it is true. Where a channel is `published`, the value is whatever it says now; those
    in `same_on` must say the same within the `tolerance`, and it must not be older than `fresh`, in seconds.
    `caveats` are words by locale (`""` as above) that must stand beside it on `caveats_on`, which are of `stated_on`.
    """

    id: str
    topic: str
    location: Location
    text: str = ""
    owner: str = ""
    value: Value | None = None
    value_text: str = ""
    scope: Scope = ()
    stated_on: tuple[Listed, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    never: tuple[str, ...] = ()
    on: tuple[Listed, ...] = ()
    caveats: tuple[tuple[str, tuple[str, ...]], ...] = ()
    caveats_on: tuple[Listed, ...] = ()
    kept_by: tuple[Keeping, ...] = ()
    published: str = ""
    same_on: tuple[Listed, ...] = ()
    tolerance: Tolerance | None = None
    fresh: float | None = None
    waived: Waiver | None = None
    draft: bool = False
    value_location: Location = field(default_factory=lambda: Location(""))

    def caveats_in(self, locale: str) -> tuple[str, ...]:
        """Return the caveats for a locale."""
        by_locale = dict(self.caveats)
        return by_locale.get(serving(locale, by_locale) or "", ())


def serving(locale: str, given: Collection[str]) -> str | None:
    """Return which of the locales that words are given in serves one: itself, its language, or `""`, which is any."""
    named = {name.casefold().replace("_", "-"): name for name in given}
    parts = locale.casefold().replace("_", "-").split("-")
    chain = ("-".join(parts[:count]) for count in range(len(parts), -1, -1))
    return next((named[name] for name in chain if name in named), None)


def measure_name(promise: str, keeping: Keeping) -> str:
    """Return the name of the measure that an entry of a promise's `kept_by` is; no channel has such a name."""
    return f"{promise}::{keeping.name}"


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """The words that name one value of a scope dimension, by language: `plan`, `Pro`, `{"en": ("Pro plan",)}`."""

    dimension: str
    value: str
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is told of a promise: `notify` are addresses as Apprise writes them, which hold tokens."""

    name: str
    notify: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of all that the channels state must be covered by promises.

    `at_least` is the share (0 to 1). `topics` are those that are asked about and `on` the names of the channels; none
    are all. What is said in the words of `exceptions` needs no promise.
    """

    location: Location
    at_least: float = 1.0
    topics: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    owner: str = ""
    waived: Waiver | None = None
    draft: bool = False


_NO_CHANNELS: Mapping[str, Channel] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spec:
    """One spec file, complete: every reference resolved, every value read.

    `probes` are the probes that promises list in `stated_on`, and `measures` the records and probes that they are kept
    by, one for each entry of `kept_by`. `secrets` are the values that came from secret environment variables; they
    appear in no output, and neither does what `redacting` says.
    """

    path: str
    service: str = ""
    site: str = ""
    access: Access = field(default_factory=Access)
    locale: str = "en"
    calendar: Calendar | None = None
    topics: tuple[Topic, ...] = ()
    scopes: tuple[ScopeWords, ...] = ()
    channels: tuple[Channel, ...] = ()
    probes: tuple[Channel, ...] = ()
    measures: tuple[Channel, ...] = ()
    promises: tuple[Promise, ...] = ()
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    redacting: Redacting = field(default_factory=Redacting)
    owners: tuple[Owner, ...] = ()
    coverage: Coverage | None = None

    _by_name: Mapping[str, Channel] = field(init=False, repr=False, compare=False, default_factory=lambda: _NO_CHANNELS)

    def __post_init__(self) -> None:
        every = (*self.channels, *self.probes, *self.measures)
        object.__setattr__(self, "_by_name", {channel.name: channel for channel in every})

    def channel(self, name: str) -> Channel:
        """Return the channel, probe or measure of that name; raises `KeyError`."""
        return self._by_name[name]
