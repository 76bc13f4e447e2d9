"""What has to be loaded for the channels that are wanted: each distinct target once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pytest_promises.hookspecs import ChannelType, Order
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel, Spec

Key = tuple[str, str]
"""A spec's path and the name of one of its channels."""


@dataclass(slots=True)
class Load:
    """One order and whom it answers: for each of its channels the keys that asked for the same thing."""

    channel_type: ChannelType
    target: Target
    channels: dict[str, Channel] = field(default_factory=dict)
    keys: dict[str, list[Key]] = field(default_factory=dict)

    @property
    def order(self) -> Order:
        """The order to be given to the channel type."""
        return Order(self.target, tuple(self.channels.values()))


@dataclass(frozen=True, slots=True)
class Planned:
    """Loads to start, and hearings that need none because the target itself is wrong."""

    loads: tuple[Load, ...]
    refused: Mapping[Key, Hearing]


def plan(wanted: Iterable[tuple[Spec, Channel, str]], types: Mapping[str, ChannelType]) -> Planned:
    """Return the loads for wanted channels, given each with its spec and its site's base URL."""
    loads: dict[Target, Load] = {}
    refused: dict[Key, Hearing] = {}
    for spec, channel, site in wanted:
        key = (spec.path, channel.name)
        try:
            target = types[channel.kind].target(channel, site)
        except HearingError as error:
            refused[key] = Hearing(channel.name, evidence=Evidence(url=channel.address), mishap=error.mishap)
            continue
        _add(loads.setdefault(target, Load(types[channel.kind], target)), key, channel)
    return Planned(tuple(loads.values()), refused)


def _add(load: Load, key: Key, channel: Channel) -> None:
    """Join channels that ask for the same, of whatever spec and name, into one."""
    same = json.dumps([channel.kind, channel.address, channel.locale, channel.options], default=str, sort_keys=True)
    if same not in load.channels:
        taken = {other.name for other in load.channels.values()}
        name = channel.name if channel.name not in taken else f"{channel.name}~{len(taken)}"
        load.channels[same] = replace(channel, name=name)
        load.keys[name] = []
    load.keys[load.channels[same].name].append(key)


def no_site(channel: Channel) -> Mishap | None:
    """Return why a channel has no page to look at, when neither it nor its spec says where the site is."""
    if urlsplit(channel.address).scheme:
        return None
    message = f"there is no `site:` for {channel.address}"
    return Mishap(Cause.MALFORMED, message, "Give the spec a `site:`, or the channel a whole address.")
