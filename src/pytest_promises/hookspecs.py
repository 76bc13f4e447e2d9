"""The hooks through which channels, measures and lexicons join: the built-in ones and a third party's alike.

A plugin implements a hook with the `pytest_promises.hookimpl` marker, in a package (entry point group
`pytest_promises`) or in a `conftest.py`. What is registered later wins, so a third party's channel type replaces a
built-in one of the same kind, and its lexicon a built-in one of the same language.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import pluggy

from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.report import Report

PROJECT = "pytest_promises"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Order:
    """Channels that share one target, to be heard with one load."""

    target: Target
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a run, and the browser that the user chose.

    `timeout` bounds one load in seconds, `deadline` the whole gathering; `concurrency` bounds loads under way in all,
    `per_host` those of one host, `retries` the further tries after a transient failure, `max_bytes` one document.
    `browser` is an engine (`chromium`, `firefox`, `webkit`), `executable` a path or `""`, `endpoint` the address of
    one that runs elsewhere. `hosts` are the only ones that may be talked to (empty: those that the specs name); `probe`
    lets channels write to the service. `screenshots` and `documents` say whether to keep pictures of pages and what was
    received; `traces` whether to record Playwright traces. What lasts from run to run is in `folder`, below the working
    folder, and in the database that `history` is the URL of (empty: one in the folder).
    """

    timeout: float = 30.0
    deadline: float = 600.0
    concurrency: int = 4
    per_host: int = 4
    retries: int = 2
    max_bytes: int = 20_000_000
    browser: str = "chromium"
    executable: str = ""
    endpoint: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    probe: bool = False
    screenshots: bool = False
    documents: bool = False
    traces: bool = False
    folder: str = ".promises"
    history: str = field(default="", repr=False)


class Keeper(Protocol):
    """Keeps evidence; where none is to be kept, it masks and keeps nothing."""

    def masks(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the spans of a text that no picture may show: secrets, mail addresses, telephone numbers."""
        ...

    def keep(self, content: bytes, media_type: str) -> str:
        """Keep something as evidence, and return what `Evidence` names it by; `""` where no evidence is kept.

        Text is redacted before it is kept. Never raises: evidence that cannot be written is told at the end of the run.
        """
        ...

    def remember(self, key: str, refs: Sequence[str]) -> None:
        """Keep what a later run may use again, by a key that says all that it depends on."""
        ...

    def recall(self, key: str) -> tuple[str, ...]:
        """Return the references that an earlier run remembered, all of which are there still; else nothing."""
        ...


class Services(Keeper, Protocol):
    """What the run lends to a channel while it hears."""

    settings: Settings

    async def shared(self, key: str, open_: Callable[[], AbstractAsyncContextManager[R]]) -> R:
        """Return the resource of that key, opened once a run and closed at its end."""
        ...

    async def discard(self, key: str) -> None:
        """Close a shared resource that broke; the next `shared` of that key opens a new one."""
        ...

    async def pace(self, host: str, rate: float) -> None:
        """Wait until a host may be asked for the next document, at so many a second (0: at once)."""
        ...

    async def hear_all(self, orders: "Sequence[tuple[Order, ChannelType]]") -> Sequence[Sequence[Hearing]]:
        """Have other targets heard on behalf of this load; return the hearings of each order, in their order.

        What anybody has asked for already is shared, and not loaded again. A load that waits here takes up no slot, and
        its own timeout stands still; the deadline of the run goes on. Never raises for an order: what could not be
        heard has a mishap.
        """
        ...

    def leave(self) -> None:
        """Let the next load begin: this one asks the host for nothing more, and has only to keep what it has got."""
        ...

    def now(self) -> str:
        """Return the time in UTC, as ISO 8601."""
        ...


class ChannelType(Protocol):
    """One way to hear a service: subclass it, or have all that it has.

    `kind` is the key that names it in a spec, whose value is the channel's address; `schema` is the JSON Schema
    (Draft 2020-12) of a channel of this kind's own options: `{"address": {...}, "options": {name: {...}}}`, and in
    `rules` a list of schemas for the whole channel, where options depend on each other. `scripts` names options that
    are lists of steps: their placeholders that a spec does not know are left to the type, braces doubled as written,
    and the option `locations` tells where in the file each step stands: `{name: ["spec.yaml:12:9", ...]}`. `places`
    names options that say where something is, as the address does: `demo:inbox` is what the bundled shop has by that
    name. `data` is the JSON Schema of options with which a channel hears values and no text, beside which a caveat
    could stand (`{}`: with any options).
    """

    kind: str
    schema: Mapping[str, object]

    def problem(self, options: Mapping[str, object]) -> str | None:  # noqa: ARG002 - what a type has that needs none
        """Return what is wrong with options that are each right by themselves, in a sentence, or `None`."""
        return None

    def target(self, channel: Channel, site: str) -> Target:
        """Return what has to be loaded for the channel, given the site's base URL."""
        ...

    async def prepare(self, channel: Channel, services: Services) -> None:  # noqa: ARG002 - as above
        """Open what the first load of such a channel would have to wait for; called while specs are still collected.

        Whatever it raises is not told: the load itself meets the same trouble, and tells it.
        """
        return None  # noqa: RET501 - with a docstring alone, type checkers take it for one that types must have

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - what a type has that is heard whole or not at all
        """Return whether some of the channel can be heard while the rest cannot: it gets a `heard` check of its own.

        What could not be heard of it are the `flaws` of its hearing.
        """
        return False

    def allowance(self, channel: Channel, settings: Settings) -> float:  # noqa: ARG002 - what most types have
        """Return the seconds that a load may take for the channel, where the run's own limit does not fit it."""
        return settings.timeout

    def hear(self, order: Order, services: Services) -> Awaitable[Sequence[Hearing]]:
        """Load the target once and return one `Hearing` a channel.

        Raises `HearingError` when nothing could be had: all the order's channels get its mishap, after the retries
        that a transient one is given.
        """
        ...


class MeasureType(ChannelType, Protocol):
    """One way to find out whether promises are kept: subclass it, or have all that it has.

    It is a channel type whose channels stand in a section of their own. Each channel that it is to hear has `asked`:
    what one promise asks of it; the hearing's `measured` answers that. One without `asked` is to be heard as any other
    channel, when `speaks` allows that. `takes` are the keys of `kept_by` (beside `name`) that it knows what to do with.
    """

    section: Literal["records", "probes"]
    takes: frozenset[str]

    def speaks(self, channel: Channel) -> bool:  # noqa: ARG002 - most probes do not
        """Return whether promises may list the probe in `stated_on`: it brings back words."""
        return False

    def objection(self, channel: Channel) -> str | None:  # noqa: ARG002 - as above
        """Return why what a promise asks makes no sense here, in a sentence that begins with the key, or `None`."""
        return None


class Blobs(Protocol):
    """Reads what is kept as evidence."""

    def get(self, ref: str) -> bytes | None:
        """Return the content of a reference (`sha256:...`), or `None` where it is not there any more."""
        ...


class ReportFormat(Protocol):
    """One format of `--promises-report NAME=PATH`: subclass it, or have all that it has.

    `name` is what the format is called. What it is given is redacted already; escaping is its own task.
    """

    name: str

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:
        """Write the report whole or not at all; its folder is there. Raises `OSError`."""
        ...


@hookspec
def promises_register_channels() -> list[ChannelType]:  # type: ignore[empty-body]
    """Return channel types to add.

    Called once, when specs are about to be loaded.
    """


@hookspec
def promises_register_measures() -> list[MeasureType]:  # type: ignore[empty-body]
    """Return kinds of measures to add.

    Called once, when specs are about to be loaded.
    """


@hookspec
def promises_register_lexicons() -> list[Traversable]:  # type: ignore[empty-body]
    """Return data files of further languages, each a path (`pathlib.Path`, `importlib.resources.files(...) / name`).

    A file is named by its language's CLDR code (`eo.toml`) and has the shape of the package's own. Called once, before
    anything is read.
    """


@hookspec
def promises_register_reports() -> list[ReportFormat]:  # type: ignore[empty-body]
    """Return formats of reports to add.

    Called once, before anything is heard.
    """
