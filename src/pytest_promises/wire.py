"""Values as plain data and back: what crosses to another process, or is written to a file."""

from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from pytest_promises.model.quantities import Value

T = TypeVar("T")


@cache
def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list, frozenset: sorted})
    converter.register_unstructure_hook(Decimal, str)
    # A StrEnum passes for a string until something asks for exactly that type.
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    configure_tagged_union(Value, converter, tag_name="is")
    return converter


def to_plain(value: object, as_type: object = None) -> Any:
    """Return the value as dicts, lists, strings and numbers, ready for JSON."""
    return _converter().unstructure(value, as_type)


def from_plain(data: object, as_type: type[T]) -> T:
    """Return the value that `to_plain` gave the data of; raises `cattrs.BaseValidationError` when it does not fit."""
    return _converter().structure(data, as_type)
