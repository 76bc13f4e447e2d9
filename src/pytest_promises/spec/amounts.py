"""Shares, lengths of time and numbers that stand beside a promise's value: read, or reported as being none."""

from dataclasses import replace
from decimal import Decimal

from pytest_promises.model.keeping import Tolerance
from pytest_promises.model.quantities import Duration, Percentage

from .context import Context
from .nodes import MappingNode, ScalarNode
from .problem import quoted
from .typed import number


def ratio_of(context: Context, node: ScalarNode | None) -> float | None:
    """Return a percentage as a number from 0 to 1, or report that it is none."""
    if node is None:
        return None
    value = context.read(node.text)
    figure = (value.maximum if value.minimum is None else value.minimum) if isinstance(value, Percentage) else None
    if figure is not None and 0 < figure <= Decimal(100):
        return float(figure) / 100
    context.report.at(node, f"{quoted(node.written)} is no share", "write it like `95%`")
    return None


def longest_of(context: Context, node: ScalarNode | None) -> Duration | None:
    """Return a duration as the longest that may be, or report that it is none."""
    value = context.read(node.text) if node else None
    if isinstance(value, Duration) and value.maximum is not None:
        return replace(value, minimum=None)
    if node is not None:
        context.report.at(node, f"{quoted(node.written)} is no longest time", "write it like `2 business days`")
    return None


def seconds_of(context: Context, node: ScalarNode | None) -> float | None:
    """Return a duration in seconds, or report that it is none."""
    value = context.read(node.text) if node else None
    if isinstance(value, Duration):
        return value.minimum if value.maximum is None else value.maximum
    if node is not None:
        context.report.at(node, f"{quoted(node.written)} is no duration", "write it like `30 days`")
    return None


def tolerance_of(context: Context, node: ScalarNode | None) -> Tolerance | None:
    """Return a percentage or a duration as a tolerance, or report that it is neither."""
    value = context.read(node.text) if node else None
    if isinstance(value, Percentage):
        figure = value.maximum if value.minimum is None else value.minimum
        return Tolerance(ratio=float(figure or 0) / 100)
    if isinstance(value, Duration):
        return Tolerance(seconds=value.minimum if value.maximum is None else value.maximum)
    if node is not None:
        message = f"{quoted(node.written)} is neither a share nor a duration"
        context.report.at(node, message, "write it like `20%` or `2 minutes`")
    return None


def number_of(node: MappingNode, key: str) -> float | None:
    """Return the number under a key; what is none was refused by the schema."""
    found = number(node.text(key))
    return None if found is None else float(found)


def count_of(node: MappingNode, key: str) -> int | None:
    """Return the whole number under a key; what is none was refused by the schema."""
    found = number_of(node, key)
    return None if found is None else int(found)
