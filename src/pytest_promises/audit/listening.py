"""Where hearings come from: this process's own engine, or another process that gathers for all."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType, Order
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

    `spec` gives the spec of a path, or `None` for one with problems.
    """

    def __init__(
        self, engine: Engine, types: Mapping[str, ChannelType], sites: Sites, spec: Callable[[str], Spec | None]
    ) -> None:
        self.engine = engine
        self._types = types
        self._sites = sites
        self._spec = spec
        self._futures: dict[Key, Future[Hearing]] = {}

    def ask(self, keys: Sequence[Key]) -> None:
        """Start the loads of all channels that were not asked for before."""
        with self.engine.hold():
            for key in keys:
                self.hearing(key)
        self.engine.rest()

    def prepare(self, spec: Spec) -> None:
        """Begin what the first loads of a spec's channels would have to wait for."""
        for channel in spec.channels:
            self.engine.prepare(channel, self._types[channel.kind])

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return the hearing to come of one channel, asking for it if nobody did."""
        if key not in self._futures:
            self._futures[key] = self._order(*key)
        return self._futures[key]

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
            target = self._target(spec, channel)
        except HearingError as error:
            future.set_result(Hearing(name, evidence=Evidence(url=channel.address), mishap=error.mishap))
            return future
        done = self.engine.submit(Order(target, (channel,)), self._types[channel.kind])
        done.add_done_callback(lambda heard: future.set_result(_located(heard.result()[0], target)))
        return future

    def _target(self, spec: Spec, channel: Channel) -> Target:
        site = channel.site or spec.site
        if not site and not urlsplit(channel.address).scheme:
            message = f"there is no site that {channel.address} could be on"
            raise HearingError(Mishap(Cause.MALFORMED, message, "Give the spec a `site:`, or write the whole address."))
        return self._types[channel.kind].target(channel, self._sites.base_url(site))


def _located(hearing: Hearing, target: Target) -> Hearing:
    """Return the hearing with at least the address that was asked for."""
    if hearing.evidence.url:
        return hearing
    return replace(hearing, evidence=replace(hearing.evidence, url=target.url))
