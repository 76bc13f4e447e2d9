"""The JSON Schema of a spec: the language's own part, with the channel types that are installed."""

import json
from collections.abc import Mapping
from pathlib import Path

SCHEMA_FILE = Path(__file__).with_name("promises.schema.json")
Schema = dict[str, object]
CLOSED: Schema = {"not": {}}
"""What no value fits: the key of another kind, in a channel that has one."""


def json_schema(channel_schemas: Mapping[str, Mapping[str, object]]) -> Schema:
    """Return the JSON Schema (Draft 2020-12) of specs with these channel types.

    `channel_schemas` has for each kind `{"address": schema, "options": {name: schema}}`, and in `rules` what a whole
    channel must fit beside that. A channel is checked by
    `if`/`then` on the key that names its kind, so that what is wrong is told for that kind alone.
    """
    schema: Schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    definitions = _mapping(schema["$defs"])
    common = _mapping(_mapping(definitions["channel_options"])["properties"])
    return schema | {"$defs": definitions | {"channel": _channel(channel_schemas, common)}}


def kind_of(keys: Mapping[str, object], channel_schemas: Mapping[str, Mapping[str, object]]) -> str | None:
    """Return the kind of a channel with these keys: the first of the kinds that is one of its keys."""
    return next((kind for kind in channel_schemas if kind in keys), None)


def options_of(schema: Mapping[str, object]) -> Schema:
    """Return the schemas of a channel type's own options, by name."""
    return _mapping(schema.get("options", {}))


def _channel(types: Mapping[str, Mapping[str, object]], common: Schema) -> Schema:
    kinds = list(types)
    rest: Schema = {"anyOf": [{"required": [kind]} for kind in kinds]} if kinds else {}
    for kind in reversed(kinds):
        others = dict.fromkeys((other for other in kinds if other != kind), CLOSED)
        then = _of_kind(kind, types[kind], common, others)
        rest = {"if": {"required": [kind]}, "then": then, "else": rest}
    return {
        "title": "Channel",
        "description": f"One place where the service speaks: {', '.join(f'`{kind}`' for kind in kinds)}.",
        "type": "object",
        "properties": {**{kind: _hover(kind, types[kind]) for kind in kinds}, **common},
        **rest,
    }


def _of_kind(kind: str, schema: Mapping[str, object], common: Schema, others: Mapping[str, Schema]) -> Schema:
    options = {name: option for name, option in options_of(schema).items() if name not in common}
    multiplied = {name: {"items": option} for name, option in options.items()}
    multiplied |= {name: {"items": common[name]} for name in ("locale", "site")}
    return {
        "properties": {
            kind: schema.get("address", {"type": "string"}),
            **options,
            **dict.fromkeys(common, True),
            "for_each": {"properties": multiplied},
            **{other: closed for other, closed in others.items() if other not in options},
        },
        "additionalProperties": False,
        **({"allOf": schema["rules"]} if "rules" in schema else {}),
    }


def _hover(kind: str, schema: Mapping[str, object]) -> Schema:
    """Return what an editor shows of a kind's key before the kind is chosen."""
    address = _mapping(schema.get("address", {}))
    return {"title": kind} | {name: address[name] for name in ("title", "description", "examples") if name in address}


def _mapping(value: object) -> Schema:
    if not isinstance(value, Mapping):
        raise TypeError(f"a part of a channel type's schema is no mapping: {value!r}")
    return dict(value)
