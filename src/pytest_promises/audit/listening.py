"""Where hearings come from: this process's own engine, or another process that gathers for all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from pytest_promises.channels.addresses import host_of, shown
from pytest_promises.evidence.recorder import Recorder
from pytest_promises.gathering import Engine, crash
from pytest_promises.hookspecs import ChannelType, Order
from pytest_promises.model.access import Access
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel, Spec

from .sites import Sites

Key = tuple[str, str]
"""A spec's path and the name of one of its channels."""


class Listening(Protocol):
    """Asks for channels and hands out what was heard."""

    def prepare(self, spec: Spec) -> None:
        """Say that the channels of a spec may soon be wanted."""
        ...

    def ask(self, keys: Sequence[Key]) -> None:
        """Say which channels will be wanted, so that they are all heard at the same time."""
        ...

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return the hearing to come of one channel; its future never raises."""
        ...

    def close(self) -> None:
        """End everything that is under way."""
        ...


class LocalListening:
    """Hears channels with an engine of its own, which loads each distinct target once.

    `spec` gives the spec of a path, or `None` for one with problems. What is heard is redacted and
    recorded, where there is a recorder.
    """

    def __init__(
        self,
        engine: Engine,
        types: Mapping[str, ChannelType],
        sites: Sites,
        spec: Callable[[str], Spec | None],
        recorder: Recorder | None = None,
    ) -> None:
        self.engine = engine
        self._types = types
        self._sites = sites
        self._spec = spec
        self._recorder = recorder
        self._futures: dict[Key, Future[Hearing]] = {}

    def ask(self, keys: Sequence[Key]) -> None:
        """Start the loads of all channels that were not asked for before.

        The bundled shop makes what it has beside its site when it is asked for the place: the pages load meanwhile.
        """
        made = {key: None for key in keys if self._is_made(*key)}
        self._start([key for key in keys if key not in made])
        for path, name in made:
            self._make(path, name)
        self._start(list(made))
        self.engine.rest()

    def _start(self, keys: Sequence[Key]) -> None:
        with self.engine.hold():
            for key in keys:
                self.hearing(key)

    def _is_made(self, path: str, name: str) -> bool:
        spec = self._spec(path)
        return spec is not None and spec.channel(name).address.startswith("demo:")

    def _make(self, path: str, name: str) -> None:
        spec = self._spec(path)
        with suppress(Exception):  # the order meets the same trouble, and tells it
            if spec is not None:
                self._placed(spec, spec.channel(name))

    def prepare(self, spec: Spec) -> None:
        """Begin what the first loads of a spec's channels would have to wait for."""
        for channel in (*spec.channels, *spec.probes, *spec.measures):
            self.engine.prepare(channel, self._types[channel.kind])

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return the hearing to come of one channel, asking for it if nobody did."""
        if key not in self._futures:
            self._futures[key] = self._recorded(key, self._recorder) if self._recorder else self._order(*key)
        return self._futures[key]

    def _recorded(self, key: Key, recorder: Recorder) -> "Future[Hearing]":
        """Return what was heard as everybody is to see it, and keep it."""
        clean: Future[Hearing] = Future()

        def take(heard: "Future[Hearing]") -> None:
            hearing = recorder.redactor.hearing(heard.result())
            recorder.heard(*key, hearing)
            clean.set_result(hearing)

        self._order(*key).add_done_callback(take)
        return clean

    def fingerprints(self, keys: Sequence[Key]) -> dict[Key, str]:
        """Return the digests of pages as their servers send them, without those that cannot be had."""
        from pytest_promises.channels.fingerprints import Fingerprint

        kind = Fingerprint()
        with self.engine.hold():
            orders = [(key, order) for key in dict.fromkeys(keys) if (order := self._page_order(key, kind))]
            replies = [(key, self.engine.submit(order, kind)) for key, order in orders]
        heard = ((key, reply.result()[0]) for key, reply in replies)
        return {key: one.passages[0].text for key, one in heard if one.mishap is None and one.passages}

    def _page_order(self, key: Key, kind: ChannelType) -> Order | None:
        spec = self._spec(key[0])
        try:
            order = self._placed(spec, spec.channel(key[1])) if spec else None
        except HearingError:
            return None
        return replace(order, target=replace(order.target, kind=kind.kind)) if order else None

    def close(self) -> None:
        """Stop the engine and the bundled shop."""
        self.engine.close()
        self._sites.close()

    def _order(self, path: str, name: str) -> "Future[Hearing]":
        future: Future[Hearing] = Future()
        spec = self._spec(path)
        if spec is None:
            future.set_result(Hearing(name, mishap=Mishap(Cause.MALFORMED, f"{path} has problems of its own")))
            return future
        channel = spec.channel(name)
        try:
            order = self._placed(spec, channel)
        except HearingError as error:
            future.set_result(Hearing(name, evidence=Evidence(url=shown(channel.address)), mishap=error.mishap))
            return future
        except Exception as error:  # noqa: BLE001 - a channel type is anybody's code: it must not end the run
            future.set_result(Hearing(name, mishap=crash(channel.kind, error)))
            return future
        done = self.engine.submit(order, self._types[channel.kind])
        done.add_done_callback(lambda heard: future.set_result(_located(heard.result()[0], order.target)))
        return future

    def _placed(self, spec: Spec, channel: Channel) -> Order:
        """Return what is to be heard, with the site's address and the way there."""
        site = channel.site or spec.site
        base = self._sites.base_url(site)
        named = {name: channel.options[name] for name in self._places(channel) if name in channel.options}
        places = {name: self._sites.place(str(value), site) for name, value in named.items()}
        address = self._sites.place(channel.address, site)
        placed = replace(channel, address=address, options={**channel.options, **places})
        target = self._types[channel.kind].target(placed, base)
        return Order(replace(target, access=_access(spec, channel, target, base)), (placed,))

    def _places(self, channel: Channel) -> Collection[str]:
        """Return the options of a channel that say where something is, as its address does."""
        names: Collection[str] = self._types[channel.kind].schema.get("places", ())  # type: ignore[assignment]
        return names


def _access(spec: Spec, channel: Channel, target: Target, base: str) -> Access:
    """Return the way to a target: what a site is told of us is for that site, and for no other that a spec names."""
    common = spec.access if host_of(base) == target.host else spec.access.anonymous()
    return common if channel.access is None else channel.access.over(common)


def _located(hearing: Hearing, target: Target) -> Hearing:
    """Return the hearing with at least the address that was asked for."""
    if hearing.evidence.url:
        return hearing
    return replace(hearing, evidence=replace(hearing.evidence, url=shown(target.url)))
