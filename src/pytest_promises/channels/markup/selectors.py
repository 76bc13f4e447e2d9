"""Selectors that find an element again: short, and as stable as the markup allows."""

import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_LONGEST = 500
_STABLE_ID = re.compile(r"[A-Za-z_][A-Za-z_-]*(\d{1,2}[A-Za-z_-]*)*")


@dataclass(slots=True)
class Selectors:
    """Makes selectors, from the nearest ancestor with an id of its own down; remembers what it worked out.

    `ids` counts the document's ids.
    """

    ids: Counter[str]
    _known: dict[int, str] = field(default_factory=dict)
    _places: dict[int, str] = field(default_factory=dict)

    def of(self, node: LexborNode) -> str:
        """Return the selector of an element."""
        path: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.is_element_node and above.mem_id not in self._known:
            path.append(above)
            above = above.parent
        for one in reversed(path):
            self._known[one.mem_id] = self._selector(one)
        return self._known[node.mem_id]

    def _selector(self, node: LexborNode) -> str:
        tag = node.tag or ""
        if tag in {"html", "body"}:
            return tag
        name = node.id or ""
        if self.ids[name] == 1 and _STABLE_ID.fullmatch(name):
            return f"#{name}"
        parent = node.parent
        before = self._known.get(parent.mem_id, "") if parent is not None else ""
        if len(before) > _LONGEST:
            before = ""
        own = self._place(node)
        return f"{before} > {own}" if before else own

    def _place(self, node: LexborNode) -> str:
        """Return the tag with its number among siblings; all the siblings are counted at once."""
        if node.mem_id not in self._places:
            counts: dict[str, int] = {}
            places: list[tuple[int, str, int]] = []
            sibling = node.parent.child if node.parent is not None else node
            while sibling is not None:
                if sibling.is_element_node:
                    tag = sibling.tag or ""
                    counts[tag] = counts.get(tag, 0) + 1
                    places.append((sibling.mem_id, tag, counts[tag]))
                sibling = sibling.next
            for key, tag, number in places:
                self._places[key] = tag if counts[tag] == 1 else f"{tag}:nth-of-type({number})"
        return self._places[node.mem_id]
