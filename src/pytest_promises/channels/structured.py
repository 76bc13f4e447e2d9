"""The `structured` channel: what a page says to machines, as schema.org data in JSON-LD, microdata and RDFa."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.channels.page import PageChannel
from pytest_promises.channels.pages import options as page_options
from pytest_promises.hookspecs import ChannelType, hookimpl
from pytest_promises.model.promise import Channel

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
        **{name: option for name, option in _PAGE["options"].items() if name not in {"within", "open", "view", "mask"}},
    },
    "data": {},
}


class StructuredChannel(PageChannel):
    """Hears the data of web pages; its load is the one of the `page` channels of the same page."""

    kind = "structured"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return page_options.problem(options)

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - true of each
        """Return `True`: a malformed block of data is told, and hides no other."""
        return True


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `structured` channel."""
    return [StructuredChannel()]
