from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pytest_promises.audit import Key, LocalListening
from pytest_promises.audit.reading import Readings, vocabulary
from pytest_promises.demo import Fault, Shop
from pytest_promises.demo.changes import Response, Reword
from pytest_promises.demo.content import LOCALES
from pytest_promises.demo.desks import PATHS as DESKS
from pytest_promises.demo.phone import PATHS as PHONE
from pytest_promises.demo.premises import PLACES, contents
from pytest_promises.demo.records import PLACES as RECORDS
from pytest_promises.demo.site import Site
from pytest_promises.demo.vendors import PATHS as VENDORS
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import Settings
from pytest_promises.judging import Heard, Judge
from pytest_promises.model.check import Check, channel_checks_of, checks_of, coverage_checks_of
from pytest_promises.model.finding import Finding
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.promise import Channel, Spec
from pytest_promises.plugins import manager
from pytest_promises.plugins.specs import all_types, load_spec
from pytest_promises.spec import render

SPECS = Path(__file__).parents[2] / "specs"
NAMES = ("support", "delivery", "returns", "shop", "pages", "probes")
STALL = 9.0
NOW = "2026-11-23T08:00:00+00:00"


class _Borrowed:
    """An engine for one of its many users: closing is the owner's."""

    def __init__(self, engine: Engine) -> None:
        self.submit = engine.submit
        self.hold = engine.hold
        self.rest = lambda: None

    def close(self) -> None: ...


@dataclass(frozen=True)
class _One:
    """One site, whatever a spec asks for."""

    shop: Shop

    def base_url(self, site: str) -> str:
        return self.shop.url

    def place(self, address: str, site: str) -> str:
        return self.shop.places[address[5:]] if address.startswith("demo:") else address

    def close(self) -> None: ...


@dataclass
class Auditor:
    """Audits shops with the project's own specs: one browser for all, and every spec and text read once."""

    specs: tuple[Spec, ...]
    types: Mapping
    engine: Engine
    impatient: Engine
    readings: Readings = field(default_factory=Readings)
    sound: dict[Key, Heard] = field(default_factory=dict)
    _sound_findings: dict[str, Sequence[Finding]] = field(default_factory=dict)

    def ask(self, shop: Shop, keys: Iterable[Key], *, stalls: bool = False) -> dict[Key, Future[Hearing]]:
        """Begin to hear those channels of a shop."""
        by_path = {spec.path: spec for spec in self.specs}
        engine = _Borrowed(self.impatient if stalls else self.engine)
        listening = LocalListening(engine, self.types, _One(shop), by_path.get)
        keys = list(keys)
        listening.ask(keys)
        return {key: listening.hearing(key) for key in keys}

    def read(self, hearings: Mapping[Key, Future[Hearing]]) -> dict[Key, Heard]:
        """Wait for what was asked and read it."""
        heard = {}
        for (path, name), hearing in hearings.items():
            spec = next(spec for spec in self.specs if spec.path == path)
            heard[path, name] = self.readings.heard(spec.channel(name), hearing.result(120), vocabulary(spec))
        return heard

    def judge(self, heard: Mapping[Key, Heard]) -> list[Finding]:
        """Return the findings of all checks of all specs; a spec that hears the sound shop alone is judged once."""
        return [finding for spec in self.specs for finding in self._judge(spec, heard)]

    def _judge(self, spec: Spec, heard: Mapping[Key, Heard]) -> Sequence[Finding]:
        own = {name: one for (path, name), one in heard.items() if path == spec.path}
        if any(one is not self.sound.get((spec.path, name)) for name, one in own.items()):
            return self._findings(spec, own)
        if spec.path not in self._sound_findings:
            self._sound_findings[spec.path] = self._findings(spec, own)
        return self._sound_findings[spec.path]

    def _findings(self, spec: Spec, own: Mapping[str, Heard]) -> Sequence[Finding]:
        judge = Judge(spec, date(2026, 11, 23))
        return [judge.judge(check, own) for check in self.checks(spec)]

    def checks(self, spec: Spec) -> Iterable[Check]:
        """Return all checks of a spec, those of its channels too."""
        for promise in spec.promises:
            yield from checks_of(spec, promise)
        yield from channel_checks_of(spec, lambda channel: self.types[channel.kind].in_parts(channel))
        yield from coverage_checks_of(spec)

    @property
    def keys(self) -> list[Key]:
        return [(spec.path, channel.name) for spec in self.specs for channel in _sources(spec)]

    def affected(self, fault: Fault) -> list[Key]:
        """Return the channels that may hear a fault: the others are served what the sound shop serves.

        A page may fetch what is below `/api/{locale}/`, its chat, the wait board and nothing else of what can change;
        a preset what the shop has with vendors, a phone menu all that is beside it.
        """
        changed = _changed_paths(fault, {channel.address for spec in self.specs for channel in _sources(spec)})
        return [
            (spec.path, channel.name)
            for spec in self.specs
            for channel in _sources(spec)
            if any(_may_fetch(channel, path) for path in changed)
        ]


def _sources(spec: Spec) -> tuple[Channel, ...]:
    return (*spec.channels, *spec.probes, *spec.measures)


def _changed_paths(fault: Fault, addresses: set[str]) -> set[str]:
    fetched = {f"/{locale}/chat" for locale in LOCALES} | {"/static/shop.js", "/static/shop.css", "/api/wait.json"}
    fetched |= {f"/api/{locale}/{name}.json" for locale in LOCALES for name in ("stock", "chat", "answer")}
    fetched |= {*VENDORS, *PHONE}
    own = {change.path for change in fault.changes if not isinstance(change, Reword)}
    # Only other words can turn up anywhere: all else is done to the document that it names, whatever it is asked.
    reworded = any(isinstance(change, Reword) for change in fault.changes)
    named = {path.partition("?")[0] for path in own}
    may = {path for path in addresses | fetched if reworded or path.partition("?")[0] in named}
    asked = {path for path in may | own if not path.startswith("demo:")}
    faulty = Site(fault.changes, lambda: NOW)
    served = {path for path in asked if _sound(path) != faulty.respond(*path.partition("?")[::2])}
    # Where forms are sent to, a fault may change the reply alone.
    replying = {change.path for change in fault.changes if change.path.endswith("/message")}
    return served | replying | _changed_places(fault)


@cache
def _sound(path: str) -> Response:
    return Site((), lambda: NOW).respond(*path.partition("?")[::2])


_sound_contents = cache(lambda: contents(()))


def _changed_places(fault: Fault) -> set[str]:
    sound, faulty = _sound_contents(), contents(fault.changes)
    changed = [name for name in sound if sound[name] != faulty[name]]
    places = {place for place, at in PLACES.items() if any(Path(name).is_relative_to(at) for name in changed)}
    changed_records = {change.path for change in fault.changes if not isinstance(change, Reword)}
    return {f"demo:{place}" for place in places} | (changed_records & {f"demo:{name}" for name in RECORDS})


def _is_on_the_way(begin: str, path: str) -> bool:
    asked = f"/api{begin.removesuffix('/chat')}/answer.json" if begin.endswith("/chat") else "/static/cart.js"
    return path.startswith(begin) or path == asked


def _may_fetch(channel: Channel, path: str) -> bool:
    if channel.address == path or channel.kind == "sitemap":
        return channel.address == path or path.startswith(f"/{channel.locale}/")
    of_a_desk = path.partition("?")[0] in DESKS
    if channel.kind == "records" and "preset" in channel.options:
        return of_a_desk
    if {"preset", "status"} & set(channel.options):
        return path in VENDORS or (path.startswith("/api/v2/") and not of_a_desk)
    if channel.kind in {"voice", "round_trip"}:
        beside = path.rpartition("/")[0] == channel.address.rpartition("/")[0]
        return beside and (channel.kind == "voice" or path.endswith("/message"))
    if channel.kind not in {"page", "chat"}:
        return channel.kind == "journey" and _is_on_the_way(channel.address, path)
    shared = path.startswith("/static/") or path == "/api/wait.json"
    return (
        shared
        or path in {f"/{channel.locale}/chat", f"/api/{channel.locale}/chat.json"}
        or (path == f"/api/{channel.locale}/stock.json")
        or (path == f"/api/{channel.locale}/answer.json" and bool(channel.options.get("ask")))
    )


@pytest.fixture(scope="session")
def auditor():
    types = all_types(manager(installed=False))
    loaded = [load_spec(SPECS / f"{name}.yaml", types, {}) for name in NAMES]
    problems = [render(problem) for one in loaded for problem in one.problems]
    assert not problems, "\n".join(problems)
    with Engine(Settings(probe=True)) as engine, Engine(Settings(timeout=STALL, retries=0, probe=True)) as impatient:
        yield Auditor(tuple(one.spec for one in loaded), types, engine, impatient)
