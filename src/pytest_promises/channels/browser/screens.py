"""The pages and forms that a customer works on, and the fields that each of them asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pytest_promises.channels.addresses import shown

_SCREEN = Path(__file__).with_name("screen.js")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its label, its `name`, and its `autocomplete` in lower case; what it has not is empty."""

    label: str = ""
    name: str = ""
    autocomplete: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page, or one form of it (`form` is 0 for what is in none), as a customer comes to it.

    `page` differs from one document to the next. `required` are the fields that are empty and must be filled in, `own`
    is the field that is worked on, if it is one. `refused` are those because of which the browser would not send it.
    """

    page: str
    form: int
    url: str
    title: str
    required: tuple[Field, ...] = ()
    own: tuple[Field, ...] = ()
    refused: tuple[Field, ...] = ()


@cache
def script() -> str:
    """Return the script: a JavaScript function from an element to the data of `screen_of`."""
    return f"({_SCREEN.read_text(encoding='utf-8').strip().removesuffix(';')})"


def screen_of(data: Mapping[str, Any]) -> Screen:
    """Return the screen that the script told of."""
    required, own, refused = (tuple(Field(**one) for one in data[name]) for name in ("required", "own", "refused"))
    return Screen(data["page"], data["form"], place_of(data["url"]), data["title"], required, own, refused)


def place_of(url: str) -> str:
    """Return a URL for messages, without its query, in which forms put what was filled in."""
    return shown(url).partition("?")[0]
