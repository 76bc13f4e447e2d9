"""The options of a `structured` channel as values, and the way from a loaded page to what such channels hear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pytest_promises.model.hearing import Evidence, Hearing
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock


@dataclass(frozen=True, slots=True)
class StructuredOptions:
    """What a channel asks of a page's data: the types that are heard (none: all), and what a day of shipping is."""

    types: frozenset[str] = frozenset()
    days: Clock = Clock.BUSINESS


def options_of(channel: Channel) -> StructuredOptions:
    """Return the channel's options as values."""
    asked = channel.options.get("type") or ()
    types = (asked,) if isinstance(asked, str) else tuple(asked) if isinstance(asked, (list, tuple)) else ()
    days = Clock.ELAPSED if channel.options.get("days") == "calendar" else Clock.BUSINESS
    return StructuredOptions(frozenset(str(one).strip() for one in types), days)


def hears_data(channel: Channel) -> bool:
    """Return whether a channel hears the data of its page, and not its text."""
    return channel.kind == "structured" or channel.options.get("view") == "structured"


async def listen(
    channels: Sequence[Channel], html: str, evidence: Evidence, *, scripted: bool
) -> Mapping[str, Hearing]:
    """Return what those of the channels that hear data hear in a page's markup, by name, parsed beside other loads.

    `scripted` is whether the page's scripts have run.
    """
    asked = tuple(filter(hears_data, channels))
    if not asked:
        return {}
    import asyncio

    from pytest_promises.channels.schema_org.hearing import hearings

    return await asyncio.to_thread(hearings, asked, html, evidence, scripted=scripted)
