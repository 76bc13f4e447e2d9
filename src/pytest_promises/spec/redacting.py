"""What a spec wants to be taken out of every output."""

import re
from collections.abc import Iterator

from pytest_promises.model.redacting import Redacting

from .context import Context
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .problem import quoted

_MANY_DIGITS = re.compile(r"(?:\d\D{0,3}){7}")


def build_redacting(context: Context) -> Redacting:
    """Return what is asked under `redact`; report a pattern that is none."""
    node = context.root.mapping("redact")
    calendar = context.root.mapping("calendar")
    return Redacting(
        tuple(_patterns(context, node.sequence("patterns") if node else None)),
        _wanted(node, "mail_addresses"),
        _wanted(node, "telephone_numbers"),
        calendar.text("country") if calendar else "",
        tuple(dict.fromkeys(_public(context.root))),
    )


def _patterns(context: Context, patterns: SequenceNode | None) -> Iterator[str]:
    for node in patterns.scalars() if patterns else ():
        try:
            if re.compile(node.text).match(""):
                context.report.at(
                    node,
                    f"{quoted(node.written)} matches nothing at all, which is everywhere",
                    "make it match something",
                )
                continue
        except re.error as error:
            context.report.at(
                node,
                f"{quoted(node.written)} is no regular expression: {error}",
                "correct it; a `\\` before a character takes its meaning away",
            )
            continue
        yield node.text


def _wanted(node: MappingNode | None, name: str) -> bool:
    return node is None or node.text(name) != "false"


def _public(node: Node) -> Iterator[str]:
    """Yield the texts that stand in the file itself, not in a variable, and may have an address or a number in them."""
    if isinstance(node, ScalarNode):
        if "${" not in node.raw and ("@" in node.text or _MANY_DIGITS.search(node.text)):
            yield node.text
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _public(item)
    elif isinstance(node, MappingNode):
        for entry in node.entries.values():
            yield from _public(entry.value)
