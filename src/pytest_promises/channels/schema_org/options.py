"""The options of a `structured` channel, and the way from a loaded page to what such channels hear of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_promises.channels.pages import options as page_options
from pytest_promises.model.hearing import Evidence, Hearing
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock

_PAGE: Mapping[str, Any] = page_options.SCHEMA
_TYPE = {"type": "string", "minLength": 1, "pattern": "^[A-Za-z][A-Za-z0-9]*$", "examples": ["Product"]}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Structured data",
        "description": (
            "A web page whose schema.org data is heard (JSON-LD, microdata, RDFa): a path below the site, or a whole "
            "http(s) address."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/en/", "/{locale}/product/tent"],
    },
    "options": {
        "type": {
            "title": "Type",
            "description": (
                "A schema.org type, or a list of them: only items of these types, and what they hold, are heard. "
                "Default: all."
            ),
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "pattern": _TYPE["pattern"],
            "patternErrorMessage": "a type is a name of schema.org's, without its address: `Product`",
            "items": _TYPE,
            "examples": ["Product", ["ContactPoint", "Store"]],
        },
        "days": {
            "title": "Days",
            "description": (
                "What a day of handling, transit or lead time is where the data has no `businessDays`. schema.org "
                "takes it for a business day."
            ),
            "enum": ["business", "calendar"],
            "default": "business",
            "examples": ["calendar"],
        },
        "view": {
            "title": "View",
            "description": (
                "`browser` hears what the page carries once its scripts have run. `http` reads only what the server "
                "sends."
            ),
            "enum": ["browser", "http"],
            "default": "browser",
            "examples": ["http"],
        },
        **{name: option for name, option in _PAGE["options"].items() if name not in {"within", "open", "view"}},
    },
}


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
