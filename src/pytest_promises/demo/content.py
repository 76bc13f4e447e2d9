"""What the shop says, in each of its languages: the data files in `content/`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LOCALES = ("en", "ru", "th", "bg")

Content = Mapping[str, object]
"""Texts by name; a group of texts is a mapping of its own."""


@cache
def content(locale: str) -> Content:
    """Return the texts of a language, as the file has them."""
    return tomllib.loads(files(__package__).joinpath("content", f"{locale}.toml").read_text("utf-8"))


def look_up(texts: Content, key: str) -> object:
    """Return what a dotted key (`faq.items.reply.a`) names; raises `KeyError`."""
    found: object = texts
    for name in key.split("."):
        if not isinstance(found, Mapping):
            raise KeyError(key)
        found = found[name]
    return found


def group(texts: Content, key: str) -> Content:
    """Return the group of texts that a dotted key names; raises `KeyError`."""
    found = look_up(texts, key)
    if not isinstance(found, Mapping):
        raise KeyError(key)
    return found


def reworded(texts: Content, key: str, text: str) -> Content:
    """Return the texts with one of them exchanged; raises `KeyError` when there is none of that key."""
    name, _, rest = key.partition(".")
    if rest:
        return {**texts, name: reworded(group(texts, name), rest, text)}
    if not isinstance(texts[name], str):
        raise KeyError(key)
    return {**texts, name: text}
