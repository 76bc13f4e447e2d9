import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from pytest_promises.gathering import Engine, Event
from pytest_promises.gathering.timing import Timing
from pytest_promises.hookspecs import ChannelType, Order, Services, Settings
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

Hear = Callable[[Order, Services], Awaitable[Sequence[Hearing]]]


@dataclass(eq=False)
class Scripted(ChannelType):
    """A channel type that does what a test says, and remembers what it was asked for."""

    script: Hear | None = None
    kind: str = "scripted"
    schema: dict = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)

    def target(self, channel: Channel, site: str) -> Target:
        raise NotImplementedError

    async def prepare(self, channel: Channel, services: Services) -> None:
        raise ValueError(channel.name)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        self.orders.append(order)
        return said(order) if self.script is None else await self.script(order, services)


def said(order: Order) -> list[Hearing]:
    """Every channel says its own address."""
    return [Hearing(channel.name, (Passage(channel.address),)) for channel in order.channels]


def order(url: str, *names: str, host: str = "shop.test", **options: object) -> Order:
    channels = tuple(Channel(name, "scripted", url, options=options) for name in names or ("page",))
    return Order(Target("scripted", url, host), channels)


class FakeTime:
    """A clock that only moves when somebody sleeps, and a sleep that takes no time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)

    def timing(self, **changes: float) -> Timing:
        waits = {"grace": 0.0, "stopping": 0.1, "closing": 1.0, **changes}
        return Timing(
            clock=lambda: self.time,
            sleep=self.sleep,
            chance=lambda: 1.0,
            now=lambda: "2026-01-02T03:04:05+00:00",
            **waits,
        )


@dataclass
class Bench:
    """Engines for a test, closed at its end, with their events."""

    time: FakeTime
    events: list[Event] = field(default_factory=list)
    engines: list[Engine] = field(default_factory=list)

    def __call__(self, waits: dict[str, float] | None = None, **settings: object) -> Engine:
        engine = Engine(Settings(**settings), self.events.append, self.time.timing(**waits or {}))
        self.engines.append(engine)
        return engine

    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def engine(time: FakeTime) -> Iterator[Bench]:
    before = set(threading.enumerate())  # another room's tests may have an engine for the whole session
    bench = Bench(time)
    yield bench
    for made in bench.engines:
        made.close()
    assert "promises-gathering" not in {thread.name for thread in set(threading.enumerate()) - before}
