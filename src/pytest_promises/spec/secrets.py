"""What must not stand in a spec nor be shown: passwords and tokens, which come from the environment."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from .environment import Environment
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .report import Report
from .schema import json_schema, kind_of, options_of
from .sections import Section, entries_of

_TELLING = re.compile(r"authorization|cookie|token|secret|password|api-?key|session", re.IGNORECASE)
"""Names of headers and cookies whose value nobody should read in a repository."""
_HINT = "write `${NAME}`, and set NAME in the environment"


def keep_secrets(root: MappingNode, every: tuple[Section, ...], environment: Environment, report: Report) -> None:
    """Have every secret of a spec kept out of all output, and report those that are written in the file itself.

    Secret is what its schema gives the format `password`, and each header or cookie whose name says so; what any other
    header takes from the environment is kept out of sight too.
    """
    for scalar in _secrets(root, every):
        if not environment.conceal(scalar.raw):
            environment.keep(scalar.text)
            report.at(scalar, "a secret stands in the file", _HINT)
    for name, scalar in _sent(root, every):
        if not environment.conceal(scalar.raw) and _TELLING.search(name):
            environment.keep(scalar.text)
            report.at(scalar, f"`{name}` may be a secret, and stands in the file", _HINT)


def _secrets(root: MappingNode, every: tuple[Section, ...]) -> Iterator[ScalarNode]:
    for access in _accesses(root, every):
        yield from _of_format(access, _access_schema())
    for _, owner in root.mappings("owners"):
        yield from _addresses(owner)
    for section, _, channel in entries_of(root, every):
        kind = kind_of(channel.entries, section.schemas)
        options = options_of(section.schemas[kind]) if kind else {}
        for name, schema in options.items():
            if name in channel.entries:
                yield from _of_format(channel.entries[name].value, schema)


def _addresses(owner: MappingNode) -> Iterator[ScalarNode]:
    notify = owner.entries.get("notify")
    if notify is not None and isinstance(notify.value, ScalarNode):
        yield notify.value
    elif notify is not None and isinstance(notify.value, SequenceNode):
        yield from notify.value.scalars()


def _accesses(root: MappingNode, every: tuple[Section, ...]) -> Iterator[MappingNode]:
    own = [root.mapping("access"), *(node.mapping("access") for _, _, node in entries_of(root, every))]
    return (access for access in own if access is not None)


def _sent(root: MappingNode, every: tuple[Section, ...]) -> Iterator[tuple[str, ScalarNode]]:
    for access in _accesses(root, every):
        for name in ("headers", "cookies"):
            sent = access.mapping(name)
            for key, entry in sent.entries.items() if sent else ():
                if isinstance(entry.value, ScalarNode):
                    yield key, entry.value


def _of_format(node: Node, schema: Any) -> Iterator[ScalarNode]:
    """Yield the scalars below a node that their schema gives the format `password`."""
    if not isinstance(schema, Mapping):
        return
    if isinstance(node, MappingNode):
        known = schema.get("properties", {})
        for key, entry in node.entries.items():
            yield from _of_format(entry.value, known.get(key, schema.get("additionalProperties")))
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _of_format(item, schema.get("items"))
    elif schema.get("format") == "password" and not node.flawed:
        yield node


@cache
def _access_schema() -> Any:
    return json_schema({})["$defs"]["access"]  # type: ignore[index]
