"""JSON Schema's own validator, for data in which a scalar without quotes is text and whatever it can be taken for."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from .schema import Schema
from .typed import is_type, typed

_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_TYPES = ("integer", "number", "boolean")


def violations(data: Any, schema: Schema) -> Iterator[ValidationError]:
    """Yield every way in which the data does not fit the schema (Draft 2020-12)."""
    # An empty registry: a reference in a channel type's schema is never looked up on the network.
    return iter(_validator()(schema, registry=Registry()).iter_errors(data))


@cache
def _validator() -> Any:
    keywords = {name: _numeric(name) for name in _NUMERIC} | {name: _either(name) for name in ("const", "enum")}
    types = Draft202012Validator.TYPE_CHECKER.redefine_many({kind: _is(kind) for kind in _TYPES})
    return extend(Draft202012Validator, keywords, type_checker=types)  # type: ignore[no-untyped-call]


def _is(kind: str) -> Any:
    return lambda _, instance: is_type(instance, kind)


def _numeric(keyword: str) -> Any:
    original = Draft202012Validator.VALIDATORS[keyword]

    def check(validator: Any, limit: Any, instance: object, schema: Any) -> Iterator[ValidationError]:
        yield from original(validator, limit, typed(instance), schema) or ()

    return check


def _either(keyword: str) -> Any:
    """Return the keyword's check, for which `1` without quotes is both the text and the number."""
    original = Draft202012Validator.VALIDATORS[keyword]

    def check(validator: Any, allowed: Any, instance: object, schema: Any) -> Iterator[ValidationError]:
        if any(original(validator, allowed, instance, schema)):
            yield from original(validator, allowed, typed(instance), schema)

    return check
