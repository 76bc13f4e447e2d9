"""The JSON Schema of a spec: the language's own part, with the channel types that are installed."""

import json
from collections.abc import Mapping
from pathlib import Path

from .sections import MeasureKind, Schemas, sections

SCHEMA_FILE = Path(__file__).with_name("promises.schema.json")
Schema = dict[str, object]
KEEPING_KEYS = (
    "name",
    "share",
    "percentile",
    "average",
    "confidence",
    "over",
    "every",
    "at_least",
    "by",
    "group_at_least",
    "where",
    "satisfying",
    "steady",
    "tolerance",
)
"""The keys of `kept_by` that are no kind of measure."""
CLOSED: Schema = {"not": {}}
"""What no value fits: the key of another kind, in a channel that has one."""


def json_schema(channel_schemas: Schemas, measures: Mapping[str, MeasureKind] | None = None) -> Schema:
    """Return the JSON Schema (Draft 2020-12) of specs with these kinds of channels and of measures.

    An entry is checked by `if`/`then` on the key that names its kind, so that what is wrong is told for that kind
    alone.
    """
    return schema_of(*(dict(section.schemas) for section in sections(channel_schemas, measures or {})))


def schema_of(channels: Schemas, records: Schemas, probes: Schemas) -> Schema:
    """Return the JSON Schema of specs whose sections have entries of these kinds."""
    schema: Schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    definitions = _mapping(schema["$defs"])
    common = _mapping(_mapping(definitions["channel_options"])["properties"])
    return schema | {
        "$defs": definitions
        | {
            "channel": _entry("Channel", "One place where the service speaks", channels, common),
            "record": _entry("Records", "Served customers, one a row", records, common),
            "probe": _entry("Probe", "A trial that the audit makes itself", probes, common),
            "kept_by": _kept_by(_mapping(definitions["kept_by"]), (["records"] if records else []) + [*probes]),
        }
    }


def _kept_by(schema: Schema, kinds: list[str]) -> Schema:
    named: Schema = {"title": "Measure", "description": "Its name in the spec.", "type": "string", "minLength": 1}
    properties = {kind: named | {"title": kind, "examples": [f"my-{kind}"]} for kind in kinds}
    own = {name: one for name, one in _mapping(schema["properties"]).items() if name in KEEPING_KEYS}
    plain = {name: one for name, one in schema.items() if name not in {"anyOf", *CLOSED}}
    rest: Schema = {"anyOf": [{"required": [kind]} for kind in kinds]} if kinds else CLOSED
    return plain | {"properties": properties | own} | rest


def kind_of(keys: Mapping[str, object], schemas: Schemas) -> str | None:
    """Return the key that names the kind of an entry with these keys: the first that does."""
    return next((kind for kind in schemas if kind in keys), None)


def options_of(schema: Mapping[str, object]) -> Schema:
    """Return the schemas of a channel type's own options, by name."""
    return _mapping(schema.get("options", {}))


def _entry(title: str, what: str, types: Schemas, common: Schema) -> Schema:
    kinds = list(types)
    rest: Schema = {"anyOf": [{"required": [kind]} for kind in kinds]} if kinds else {}
    for kind in reversed(kinds):
        others = dict.fromkeys((other for other in kinds if other != kind), CLOSED)
        then = _of_kind(kind, types[kind], common, others)
        rest = {"if": {"required": [kind]}, "then": then, "else": rest}
    return {
        "title": title,
        "description": f"{what}: {', '.join(f'`{kind}`' for kind in kinds)}.",
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
