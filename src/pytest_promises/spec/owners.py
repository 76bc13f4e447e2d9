"""Who is told of a promise, and where."""

from collections.abc import Iterator

from pytest_promises.model.promise import Owner

from .context import Context
from .nodes import Node, ScalarNode, SequenceNode


def build_owners(context: Context) -> tuple[Owner, ...]:
    """Return the owners of a spec."""
    owners = context.root.mappings("owners")
    return tuple(
        Owner(key.text, tuple(_addresses(node.entries["notify"].value)))
        for key, node in owners
        if "notify" in node.entries
    )


def _addresses(node: Node) -> Iterator[str]:
    scalars = node.scalars() if isinstance(node, SequenceNode) else iter([node] if isinstance(node, ScalarNode) else [])
    return (scalar.text for scalar in scalars if scalar.text)
