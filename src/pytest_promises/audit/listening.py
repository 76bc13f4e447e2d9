"""Where hearings come from: this process's own engine, or another process that gathers for all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Protocol

from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType
from pytest_promises.model.hearing import Evidence, Hearing, HearingError
from pytest_promises.model.promise import Channel, Spec

from .orders import Key, Load, no_site, plan
from .sites import Sites


class Listening(Protocol):
    """Asks for channels and hands out what was heard."""

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
    """Hears channels with an engine of its own; each distinct target is loaded once."""

    def __init__(
        self, engine: Engine, types: Mapping[str, ChannelType], sites: Sites, load: Callable[[str], Spec | None]
    ) -> None:
        self._engine = engine
        self._types = types
        self._sites = sites
        self._load = load
        self._futures: dict[Key, Future[Hearing]] = {}

    def ask(self, keys: Sequence[Key]) -> None:
        """Start the loads of all channels that were not asked for before."""
        new = [key for key in dict.fromkeys(keys) if key not in self._futures]
        for key in new:
            self._futures[key] = Future()
        planned = plan(self._wanted(new), self._types)
        for key, hearing in planned.refused.items():
            self._futures[key].set_result(hearing)
        for load in planned.loads:
            self._engine.submit(load.order, load.channel_type).add_done_callback(partial(self._answer, load))

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return the hearing to come of one channel, asking for it if nobody did."""
        if key not in self._futures:
            self.ask([key])
        return self._futures[key]

    def close(self) -> None:
        """Stop the engine and the bundled shop."""
        self._engine.close()
        self._sites.close()

    def _wanted(self, keys: Iterable[Key]) -> "Iterable[tuple[Spec, Channel, str]]":
        for key in keys:
            spec = self._load(key[0])
            if spec is None:
                continue
            channel = spec.channel(key[1])
            site = channel.site or spec.site
            mishap = None if site else no_site(channel)
            try:
                url = self._sites.base_url(site)
            except HearingError as error:
                mishap, url = error.mishap, ""
            if mishap:
                self._futures[key].set_result(Hearing(key[1], evidence=Evidence(url=channel.address), mishap=mishap))
            else:
                yield spec, channel, url

    def _answer(self, load: Load, done: "Future[tuple[Hearing, ...]]") -> None:
        for hearing in done.result():
            for key in load.keys.get(hearing.channel, ()):
                self._futures[key].set_result(replace(hearing, channel=key[1]))
