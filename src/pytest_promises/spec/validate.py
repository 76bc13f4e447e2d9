"""Checks a composed spec against the JSON Schema and reports what does not fit, in sentences."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

from .nodes import MappingNode, Plain, find_node, to_data
from .report import Report
from .schema import json_schema
from .typed import boolean, number

_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")

Flawed = frozenset[tuple[str | int, ...]]
"""The paths of what does not fit the schema, and of everything above it."""


def validate(root: MappingNode, channel_schemas: Mapping[str, Mapping[str, object]], report: Report) -> Flawed:
    """Report what in the spec does not fit the schema of these channel types; return where."""
    validator = _validator(json.dumps(channel_schemas, default=dict))
    flawed: set[tuple[str | int, ...]] = set()
    data: Any = to_data(root)
    for error in validator.iter_errors(data):
        from .sentences import explain  # only a spec with problems needs the sentences

        path = tuple(error.absolute_path)
        flawed |= {path[:length] for length in range(len(path) + 1)}
        explain(error, *find_node(root, path), report)
    return frozenset(flawed)


@lru_cache(maxsize=8)
def _validator(channel_schemas: str) -> Validator:
    # An empty registry: a reference in a channel type's schema is never looked up on the network.
    validator: Validator = _spec_validator()(json_schema(json.loads(channel_schemas)), registry=Registry())
    return validator


def _typed(instance: object) -> object:
    """Return a plain scalar as the number or boolean that it can be taken for, anything else as it is."""
    if not isinstance(instance, Plain):
        return instance
    taken = boolean(instance)
    found = taken if taken is not None else number(instance)
    return instance if found is None else found


def _is(kind: str) -> Any:  # noqa: ANN401 - the type checker's own signature
    original = Draft202012Validator.TYPE_CHECKER
    return lambda _, instance: original.is_type(_typed(instance), kind)


def _numeric(keyword: str) -> Any:  # noqa: ANN401 - jsonschema's keyword functions are untyped
    original = Draft202012Validator.VALIDATORS[keyword]

    def check(validator: Any, limit: Any, instance: object, schema: Any) -> Iterator[ValidationError]:  # noqa: ANN401
        yield from original(validator, limit, _typed(instance), schema) or ()

    return check


def _either(keyword: str) -> Any:  # noqa: ANN401 - as above
    """Return the keyword's check, for which `1` is both the text and the number."""
    original = Draft202012Validator.VALIDATORS[keyword]

    def check(validator: Any, allowed: Any, instance: object, schema: Any) -> Iterator[ValidationError]:  # noqa: ANN401
        if any(original(validator, allowed, instance, schema)) and any(
            errors := list(original(validator, allowed, _typed(instance), schema))
        ):
            yield from errors

    return check


def _spec_validator() -> Any:  # noqa: ANN401 - a class made by jsonschema
    keywords = {name: _numeric(name) for name in _NUMERIC} | {name: _either(name) for name in ("const", "enum")}
    kinds = {kind: _is(kind) for kind in ("integer", "number", "boolean")}
    types = Draft202012Validator.TYPE_CHECKER.redefine_many(kinds)
    return extend(Draft202012Validator, keywords, type_checker=types)  # type: ignore[no-untyped-call]
