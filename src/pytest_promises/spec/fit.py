"""Tells whether a spec fits its schema, with what a spec's schema is made of.

JSON Schema proper takes a tenth of a second to import and ten times as long to check. It is needed only to find what
does not fit: whatever this does not know, or refuses, is left to it. A test holds the two together.
"""

import re
from collections.abc import Callable, Mapping, Sized
from typing import Any

from .typed import is_type, typed


class _Unknown(Exception):  # noqa: N818 - a keyword that is left to JSON Schema is no error
    pass


def fits(data: object, schema: Mapping[str, object]) -> bool:
    """Tell whether the data surely fits the schema; `False` may also mean that it is not known here."""
    try:
        return _fits(data, schema, schema)
    except _Unknown:
        return False


def _fits(data: object, schema: Any, root: Mapping[str, object]) -> bool:
    if isinstance(schema, bool):
        return schema
    return all(_keyword(name)(data, value, schema, root) for name, value in schema.items() if name not in _NOTES)


def _keyword(name: str) -> Callable[..., bool]:
    if name not in _KEYWORDS:
        raise _Unknown(name)
    return _KEYWORDS[name]


def _type(data: object, wanted: str | list[str], *_: object) -> bool:
    return any(is_type(data, kind) for kind in ([wanted] if isinstance(wanted, str) else wanted))


def _reference(data: object, pointer: str, _: object, root: Mapping[str, object]) -> bool:
    found: Any = root
    for step in pointer.split("/")[1:]:
        if step not in found:
            raise _Unknown(pointer)
        found = found[step]
    if not pointer.startswith("#/"):
        raise _Unknown(pointer)
    return _fits(data, found, root)


def _properties(data: object, properties: Mapping[str, Any], _: object, root: Mapping[str, object]) -> bool:
    if not isinstance(data, dict):
        return True
    return all(_fits(value, properties[name], root) for name, value in data.items() if name in properties)


def _others(data: object, schema: Any, parent: Mapping[str, Any], root: Mapping[str, object]) -> bool:
    if not isinstance(data, dict):
        return True
    known = parent.get("properties", ())
    return all(_fits(value, schema, root) for name, value in data.items() if name not in known)


def _names(data: object, schema: Any, _: object, root: Mapping[str, object]) -> bool:
    return not isinstance(data, dict) or all(_fits(name, schema, root) for name in data)


def _items(data: object, schema: Any, _: object, root: Mapping[str, object]) -> bool:
    return not isinstance(data, list) or all(_fits(item, schema, root) for item in data)


def _required(data: object, names: list[str], *_: object) -> bool:
    return not isinstance(data, dict) or all(name in data for name in names)


def _dependent(data: object, needed: Mapping[str, list[str]], *_: object) -> bool:
    return not isinstance(data, dict) or all(_required(data, names) for name, names in needed.items() if name in data)


def _if(data: object, schema: Any, parent: Mapping[str, Any], root: Mapping[str, object]) -> bool:
    return _fits(data, parent.get("then" if _fits(data, schema, root) else "else", True), root)


def _one_of(data: object, allowed: list[object], *_: object) -> bool:
    if isinstance(data, dict | list):
        raise _Unknown("enum")
    return any(data == one or _same(typed(data), one) for one in allowed)


def _same(one: object, other: object) -> bool:
    """Tell whether two values are the same in JSON, where `true` is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _pattern(data: object, pattern: str, *_: object) -> bool:
    return not isinstance(data, str) or re.search(pattern, data) is not None


def _size(kind: type[Sized], within: Callable[[int, int], bool]) -> Callable[..., bool]:
    return lambda data, limit, *_: not isinstance(data, kind) or within(len(data), limit)


def _limit(within: Callable[[float, float], bool]) -> Callable[..., bool]:
    return lambda data, limit, *_: not is_type(data, "number") or within(typed(data), limit)


_NOTES = frozenset(
    {
        "$schema",
        "$id",
        "$defs",
        "title",
        "description",
        "examples",
        "default",
        "patternErrorMessage",
        "format",
        "then",
        "else",
    }
)
_KEYWORDS: Mapping[str, Callable[..., bool]] = {
    "type": _type,
    "$ref": _reference,
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "items": _items,
    "required": _required,
    "dependentRequired": _dependent,
    "if": _if,
    "enum": _one_of,
    "const": lambda data, value, *_: _one_of(data, [value]),
    "pattern": _pattern,
    "minLength": _size(str, lambda size, limit: size >= limit),
    "maxLength": _size(str, lambda size, limit: size <= limit),
    "minItems": _size(list, lambda size, limit: size >= limit),
    "maxItems": _size(list, lambda size, limit: size <= limit),
    "minProperties": _size(dict, lambda size, limit: size >= limit),
    "minimum": _limit(lambda number, limit: number >= limit),
    "maximum": _limit(lambda number, limit: number <= limit),
    "exclusiveMinimum": _limit(lambda number, limit: number > limit),
    "exclusiveMaximum": _limit(lambda number, limit: number < limit),
    "anyOf": lambda data, schemas, _, root: any(_fits(data, one, root) for one in schemas),
    "allOf": lambda data, schemas, _, root: all(_fits(data, one, root) for one in schemas),
    "oneOf": lambda data, schemas, _, root: [_fits(data, one, root) for one in schemas].count(True) == 1,
    "not": lambda data, schema, _, root: not _fits(data, schema, root),
}
