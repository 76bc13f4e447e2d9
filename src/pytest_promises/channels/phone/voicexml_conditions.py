"""The conditions of VoiceXML, as far as they can be told without running its scripts: those on a key."""

import re
from collections.abc import Iterator

from pytest_promises.channels.xml_tree import Node

_EQUAL = re.compile(r"\s*(?P<name>[\w.$]+)\s*={2,3}\s*(?P<quote>['\"]?)(?P<value>[\w*#]+)(?P=quote)\s*")


def branches(node: Node) -> Iterator[tuple[str, list[Node | str]]]:
    """Yield the condition and content of each branch; `else` has no condition."""
    condition, children = node.get("cond") or "?", list[Node | str]()
    for child in node.children:
        if isinstance(child, Node) and child.name in {"elseif", "else"}:
            yield condition, children
            condition, children = (child.get("cond") or "?") if child.name == "elseif" else "", []
        else:
            children.append(child)
    yield condition, children


def holds(condition: str, field: str, value: str) -> bool | None:
    """Return whether a condition on the field that was filled holds, or `None` when that cannot be told."""
    if not field:
        return None
    names = {field, f"{field}$.utterance", "application.lastresult$.utterance"}
    results = []
    for part in condition.split("||"):
        equal = _EQUAL.fullmatch(part)
        results.append(equal["value"] == value if equal and equal["name"] in names else None)
    return True if True in results else None if None in results else False


def compared(node: Node) -> Iterator[str]:
    """Yield the values that conditions in it compare something with."""
    for child in node.elements:
        for part in child.get("cond").split("||"):
            equal = _EQUAL.fullmatch(part)
            if equal:
                yield equal["value"]
        yield from compared(child)
