"""Who asked for what: orders with the same target are joined into one load, and each asker gets its own answer."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field, replace

from pytest_promises.hookspecs import ChannelType, Order
from pytest_promises.model.hearing import Cause, Hearing, Mishap, Target
from pytest_promises.model.promise import Channel

Hearings = tuple[Hearing, ...]


@dataclass(eq=False, slots=True)
class Reply:
    """What one order is owed. `settle` may be called from any thread and more than once: the first call counts."""

    order: Order
    future: Future[Hearings] = field(default_factory=Future)

    def settle(self, result: Hearings | Mishap) -> None:
        """Answer the order: its hearings, or one mishap for all its channels."""
        if isinstance(result, Mishap):
            result = tuple(Hearing(channel.name, mishap=result) for channel in self.order.channels)
        try:
            self.future.set_result(result)
        except InvalidStateError:
            return


@dataclass(eq=False, slots=True)
class Load:
    """One trip to a target for all the channels that want something from it.

    It is `joinable` while it is not under way; `tries` counts the trips made, `began` is the clock's reading at the
    first; `result` is what came of it, by the channels' names in the load.
    """

    target: Target
    channel_type: ChannelType
    joinable: bool = True
    tries: int = 0
    began: float | None = None
    result: Mapping[str, Hearing] | Mishap | None = None
    _by_name: dict[str, list[Channel]] = field(default_factory=dict)
    _channels: dict[str, Channel] = field(default_factory=dict)
    _waiting: list["_Parts"] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the channels in this load."""
        return tuple(self._channels)

    @property
    def mishap(self) -> Mishap | None:
        """What kept every channel of the load from being heard, once it is done."""
        if self.result is None or isinstance(self.result, Mishap):
            return self.result
        mishaps = [hearing.mishap for hearing in self.result.values()]
        return mishaps[0] if mishaps and all(mishaps) else None

    def order(self) -> Order:
        """Return the order for all the channels, each under a name of its own."""
        return Order(self.target, tuple(self._channels.values()))

    def name_of(self, channel: Channel, *, of_any_name: bool = False) -> str | None:
        """Return the name that the channel, or one that reads the same, has in this load."""
        for known in self._channels.values() if of_any_name else self._by_name.get(channel.name, ()):
            if _reads_as(known, channel):
                return known.name
        return None

    def add(self, channel: Channel) -> str:
        """Take the channel in and return its name in this load: two specs may use one name for different things."""
        known = self._by_name.setdefault(channel.name, [])
        name = channel.name
        while name in self._channels:
            name += "'"
        self._channels[name] = replace(channel, name=name)
        known.append(self._channels[name])
        return name

    def finish(self, outcome: Iterable[Hearing] | Mishap) -> None:
        """Take what came of the load, and answer everybody whose last load this was."""
        if self.result is None:
            self.result = outcome if isinstance(outcome, Mishap) else self._matched(outcome)
        self.joinable = False
        waiting, self._waiting = self._waiting, []
        for parts in waiting:
            parts.settle_when_done()

    def hearing(self, name: str, channel: Channel) -> Hearing:
        """Return what the load heard for the channel of that name in it."""
        if isinstance(self.result, Mishap):
            return Hearing(channel.name, mishap=self.result)
        hearing = self.result.get(name) if self.result is not None else None
        if hearing is None:
            message = f"The channel type {self.target.kind!r} gave no answer for {channel.name}."
            return Hearing(channel.name, mishap=Mishap(Cause.MALFORMED, message, "Report it to the type's author."))
        return hearing if hearing.channel == channel.name else replace(hearing, channel=channel.name)

    def owe(self, parts: "_Parts") -> None:
        """Have `parts` answered when the load is done."""
        self._waiting.append(parts)

    def _matched(self, hearings: Iterable[Hearing]) -> Mapping[str, Hearing]:
        matched: dict[str, Hearing] = {}
        for hearing in hearings:
            if isinstance(hearing, Hearing):
                matched.setdefault(hearing.channel, hearing)
        return matched


@dataclass(eq=False, slots=True)
class _Parts:
    """The loads that answer one order, with each channel's name in its load."""

    reply: Reply
    loads: tuple[tuple[Load, str], ...]

    def settle_when_done(self) -> None:
        if all(load.result is not None for load, _ in self.loads):
            channels = self.reply.order.channels
            pairs = zip(self.loads, channels, strict=True)
            self.reply.settle(tuple(load.hearing(name, channel) for (load, name), channel in pairs))


class Ledger:
    """The loads of a run by target; used on the event loop's thread only.

    A channel that was asked for before is answered from the same load, be it done, under way or to come. A new one
    joins its target's load as long as that has not begun. When it comes later, a load that failed answers for it too;
    otherwise the target is loaded once more, for the late channels alone: the first load did not know what to look for.
    """

    def __init__(self) -> None:
        self._loads: dict[Target, list[Load]] = {}

    def enter(
        self, reply: Reply, channel_type: ChannelType, *, of_any_name: bool = False
    ) -> tuple[tuple[Load, ...], tuple[str, ...]]:
        """Write an order down; returns the loads to start for it, and the names of the channels newly waited for.

        With `of_any_name`, a channel that reads the same answers for another one whatever their names are.
        """
        loads = self._loads.setdefault(reply.order.target, [])
        known, new, placed = len(loads), [], []
        for channel in reply.order.channels:
            load, name, is_new = _place(loads, channel, reply.order.target, channel_type, of_any_name)
            placed.append((load, name))
            if is_new:
                new.append(channel.name)
        parts = _Parts(reply, tuple(placed))
        for load in {id(load): load for load, _ in placed if load.result is None}.values():
            load.owe(parts)
        parts.settle_when_done()
        return tuple(loads[known:]), tuple(new)

    def unfinished(self) -> tuple[Load, ...]:
        """Return the loads that have no result yet."""
        return tuple(load for loads in self._loads.values() for load in loads if load.result is None)


def _place(
    loads: list[Load], channel: Channel, target: Target, channel_type: ChannelType, of_any_name: bool
) -> tuple[Load, str, bool]:
    for load in loads:
        if name := load.name_of(channel, of_any_name=of_any_name):
            return load, name, False
    if loads and isinstance(loads[-1].result, Mishap):
        return loads[-1], channel.name, False
    if not loads or not loads[-1].joinable:
        loads.append(Load(target, channel_type))
    return loads[-1], loads[-1].add(channel), True


def _reads_as(one: Channel, other: Channel) -> bool:
    return _what_is_read(one) == _what_is_read(other)


def _what_is_read(channel: Channel) -> tuple[object, ...]:
    return (channel.kind, channel.address, channel.locale, channel.site, channel.options, channel.asked)
