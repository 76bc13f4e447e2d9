"""The words of schema.org items: what they are called, and the data as it stands."""

import json
from collections import Counter
from dataclasses import dataclass

from pytest_promises.channels.schema_org.items import Graph, Item, Node, Reference
from pytest_promises.channels.schema_org.names import short

_LONGEST = 400
_LEVELS = 4
_NODES = 100


@dataclass(frozen=True, slots=True)
class Words:
    """Tells the words of one page's items; `lang` is the language of the channel."""

    graph: Graph
    lang: str = "en"

    def text(self, node: Node | None) -> str:
        """Return the words of a node: of an item its name, of a term of the vocabulary its short name."""
        item = self.graph.item(node) if node is not None else None
        if item is not None:
            node = next((one for one in item.all("name", "value") if not isinstance(one, (Item, Reference))), None)
        if node is None:
            return ""
        return node.term if isinstance(node, Reference) else (short(str(node)) or str(node).strip())

    def words(self, *nodes: Node) -> str:
        """Return the data as it stands, as JSON, with short names and what it refers to put in; cut where it is long.

        Microdata and RDFa give what JSON-LD would.
        """
        left = Counter(nodes=_NODES)
        plain = _one_or_all([self._plain(node, _LEVELS, left) for node in nodes])
        text = json.dumps(plain, ensure_ascii=False)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _plain(self, node: Node, levels: int, left: Counter[str]) -> object:
        left["nodes"] -= 1
        item = self.graph.item(node) if isinstance(node, (Item, Reference)) else None
        if item is None:
            return node.term if isinstance(node, Reference) else node
        if not levels or left["nodes"] < 0:
            return "…"
        plain: dict[str, object] = {"@type": _one_or_all([*item.types])} if item.types else {}
        for name, nodes in item.properties.items():
            plain[name] = _one_or_all([self._plain(one, levels - 1, left) for one in nodes[:_NODES]])
        return plain


def _one_or_all(nodes: list[object]) -> object:
    return nodes[0] if len(nodes) == 1 else [*nodes]
