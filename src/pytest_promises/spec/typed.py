"""Scalars as the numbers and booleans that a schema wants; everything else stays text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number"}
_BOOLEANS = {"true": True, "false": False}


def number(text: str) -> int | float | None:
    """Return the number that a text is, written in plain digits."""
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else None


def boolean(text: str) -> bool | None:
    """Return the boolean that a text is: exactly `true` or `false`."""
    return _BOOLEANS.get(text)


def typed(instance: object) -> Any:
    """Return a plain scalar as the number or boolean that it can be taken for, anything else as it is."""
    if not isinstance(instance, Plain):
        return instance
    taken = boolean(instance)
    found = taken if taken is not None else number(instance)
    return instance if found is None else found


def is_type(instance: object, kind: str) -> bool:
    """Tell whether a spec's data is of a JSON type; a plain scalar is text and what it can be taken for."""
    taken = typed(instance) if kind in {"integer", "number", "boolean"} else instance
    return isinstance(taken, _PYTHON_TYPES[kind]) and (kind == "boolean" or not isinstance(taken, bool))


def plain_value(node: Node, schema: object, text: Callable[[ScalarNode], object]) -> object:
    """Return a node as plain data: what its schema wants as number or boolean is one, the rest what `text` makes."""
    if isinstance(node, MappingNode):
        return {key: plain_value(entry.value, _property(schema, key), text) for key, entry in node.entries.items()}
    if isinstance(node, SequenceNode):
        return [plain_value(item, _keyword(schema, "items"), text) for item in node.items]
    types = _types(schema)
    if node.plain and types and "string" not in types:
        taken = boolean(node.text) if "boolean" in types else None
        return taken if taken is not None else number(node.text)
    return text(node)


def _types(schema: object) -> set[str]:
    """Return the types that a schema admits, as far as it names any."""
    if not isinstance(schema, Mapping):
        return set()
    own: Any = schema.get("type", [_JSON_TYPES.get(type(value), "string") for value in schema.get("enum", ())])
    found = {own} if isinstance(own, str) else set(own)
    for keyword in ("anyOf", "oneOf", "allOf"):
        found |= {name for one in schema.get(keyword, ()) for name in _types(one)}
    return found


def _keyword(schema: object, name: str) -> object:
    return schema.get(name, {}) if isinstance(schema, Mapping) else {}


def _property(schema: object, key: str) -> object:
    properties = _keyword(schema, "properties")
    found = properties.get(key) if isinstance(properties, Mapping) else None
    return found if found is not None else _keyword(schema, "additionalProperties")
