"""The options that presets take: what they mean, in JSON Schema."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def named(title: str, what: str, *examples: str) -> Schema:
    """Return the schema of an option that picks records by name."""
    return {
        "title": title,
        "description": f"{what}, in any case of letters; `*` stands for any text. Default: all of them.",
        "type": "string",
        "minLength": 1,
        "examples": list(examples),
    }


def word(title: str, what: str, *examples: str) -> Schema:
    """Return the schema of an option that is a text."""
    return {"title": title, "description": what, "type": "string", "minLength": 1, "examples": list(examples)}


def one_of(title: str, what: str, *values: str) -> Schema:
    """Return the schema of an option that is one of a few words."""
    return {"title": title, "description": what, "enum": list(values), "examples": [values[0]]}


POLICY = named("Policy", "The policy's name", "E-mail", "Enterprise*")
SCHEDULE = named("Schedule", "The schedule's name", "Customer care", "Default")
TITLE = named("Title", "The title of a canned reply or an article", "{locale}::*", "*return*")
COMPONENT = named("Component", "The component's name", "Order tracking", "API*")
SERVICE = named("Service", "The shipping service's name", "Standard", "Express*")
PLACE = named("Place", "The name of the place that is waited at", "San Ysidro*", "Workshop")
COUNTRY: Schema = {
    "title": "Country",
    "description": "The country that the parcel goes to, or comes back from, as its ISO 3166 code. Default: all.",
    "type": "string",
    "pattern": "^[A-Za-z]{2}$",
    "patternErrorMessage": "a country is two letters, like `BG`",
    "examples": ["BG", "DE"],
}
TOPIC = word("Topic", "What the figures are about, in place of what the preset says.", "resolution")
