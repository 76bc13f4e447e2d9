"""A place of a spec that does not fit its schema: how it is called, where to point, an example of what fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import ValidationError

from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .problem import quoted
from .report import Report


@dataclass(frozen=True, slots=True)
class Place:
    """A node that does not fit, with the key that it is under and the error."""

    error: ValidationError
    key: ScalarNode | None
    node: Node
    report: Report

    @property
    def schema(self) -> Mapping[str, Any]:
        """What does not fit: the schema at this place."""
        return self.error.schema if isinstance(self.error.schema, dict) else {}

    @property
    def wanted(self) -> Any:
        """What the schema asks for."""
        return self.error.validator_value

    @property
    def name(self) -> str:
        """What the node is called: its key, an item of its key, or the spec."""
        if self.key is None:
            return "the spec"
        item = bool(self.error.absolute_path) and isinstance(self.error.absolute_path[-1], int)
        return f"an item of {quoted(self.key.text)}" if item else quoted(self.key.text)

    def at(self) -> Node:
        """Return what to point at: the value, or its key where nothing is written or it is a whole block."""
        blank = isinstance(self.node, ScalarNode) and self.node.empty
        block = isinstance(self.node, MappingNode | SequenceNode)
        item = self.name.startswith("an item")
        return self.key if self.key is not None and (blank or block) and not item else self.node

    def say(self, message: str, hint: str = "") -> None:
        """Report what is wrong here, and what to write instead."""
        self.report.at(self.at(), message, hint)

    def example(self) -> str:
        """Return an example in YAML of what the schema asks for, or the empty string."""
        if not self.schema.get("examples"):
            return ""
        value = flow(self.schema["examples"][0])
        item = self.key is None or self.name.startswith("an item")
        return f"for example `{value}`" if item else f"for example `{self.key.text if self.key else ''}: {value}`"


def flow(value: object) -> str:
    """Return a value of plain data in YAML's one-line form."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    special = text[:1] in tuple("{}[]&*#?|>!%@`\"'-:") or any(part in text for part in (": ", " #", "{", "}", ", "))
    return f'"{text}"' if special else text
