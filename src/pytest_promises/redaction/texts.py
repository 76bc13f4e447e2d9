"""Changes the texts in a value, wherever they are, and leaves everything else as it is."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from pytest_promises.model.finding import Quote
from pytest_promises.model.statement import Statement

_CLOSED = frozenset(
    {"cause", "direction", "document", "kind", "layout", "screenshot", "trace", "underlying", "unit", "verdict"}
)
"""Fields with a value from a closed list, or the hash of one: a secret that happens to be in them is none."""

_NAMES = frozenset({"as_of", "check", "fetched_at", "lang", "locale", "location", "promise", "selector", "spec"})
"""Fields with times, names and places in files, in which nobody's telephone number stands."""

Change = Callable[[str], str]


def changed(value: Any, change: Change, in_names: Change) -> Any:
    """Return the value with its texts changed; it is the same object where nothing was.

    `in_names` changes names, times and places. Spans are moved to where the words stand after the change.
    """
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        parts = tuple([changed(one, change, in_names) for one in value])
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    if isinstance(value, Mapping):
        return MappingProxyType({key: changed(one, change, in_names) for key, one in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return _changed_fields(value, change, in_names)
    return value


def _changed_fields(value: Any, change: Change, in_names: Change) -> Any:
    new = {}
    for name in _names(cast("Hashable", type(value))):
        old = getattr(value, name)
        one = changed(old, in_names if name in _NAMES else change, in_names)
        if one is not old:
            new[name] = one
    if isinstance(value, Quote) and "context" in new:
        new |= _moved(value.context, value.words, value.span, change, "context")
    if isinstance(value, Statement) and "passage" in new:
        moved = _moved(value.passage.text, value.words, value.span, change, "text")
        new |= {"span": moved["span"], "words": moved["words"], "passage": replace(new["passage"], text=moved["text"])}
    return replace(value, **new) if new else value


def _moved(text: str, words: str, span: tuple[int, int], change: Change, name: str) -> dict[str, Any]:
    """Return the text changed in three parts - before, within and after the span - with the span of the second."""
    start, end = span
    if not 0 <= start <= end <= len(text):
        return {name: change(text), "span": span, "words": change(words)}
    before, within, after = change(text[:start]), change(text[start:end]), change(text[end:])
    whole = change(text)
    if before + within + after != whole:
        # What is taken out crosses an end of the words: they go with it.
        return {name: whole, "span": (0, 0), "words": change(words)}
    return {name: whole, "span": (len(before), len(before) + len(within)), "words": change(words)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _CLOSED)
