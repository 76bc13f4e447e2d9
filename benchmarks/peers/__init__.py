"""Other libraries that read quantities out of text, those that are installed.

A peer is a module with `read(text, lang)`, which returns what the text says in the plain form of `corpora`.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

Read = Callable[[str, str | None], Sequence[Mapping[str, Any]]]
"""Reads a text in a language, or in one to be found."""

NAMES = ("dateparser", "parsedatetime", "quantulum3", "recognizers-text", "ctparse", "price-parser", "timelength")


def installed(names: Sequence[str] = NAMES) -> dict[str, Read]:
    """Return the readers of the peers that can be imported, by name."""
    found: dict[str, Read] = {}
    for name in names:
        try:
            found[name] = import_module(f"peers.with_{name.replace('-', '_')}").read
        except ImportError:
            continue
    return found
