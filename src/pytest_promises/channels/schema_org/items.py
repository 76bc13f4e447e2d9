"""Schema.org items out of JSON-LD, whichever of its shapes they were written in.

Microdata and RDFa come here as JSON-LD too. Types and properties get their short names, nested items that have an
`@id` become references, and what several places say of one `@id` is one item. No context is ever fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from pytest_promises.channels.schema_org.names import FOREIGN, Context, name_of, short, types_of, within

DEEPEST = 60
"""Levels that data may be nested."""
MOST_ITEMS = 20_000
"""Items of one page that are looked at."""

_LITERAL_KEYS = ("@value", "@list", "@set")


class TooMuchError(ValueError):
    """Raised for data that is nested too deeply, or has too many items; the text says which."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands for an item that has an `@id`, or for a term of the vocabulary (`https://schema.org/Monday`)."""

    id: str

    @property
    def term(self) -> str:
        """The term's short name, or the address as it is."""
        return short(self.id) or self.id


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A thing with its types and properties, by their short names."""

    types: tuple[str, ...]
    properties: Mapping[str, tuple["Node", ...]]

    def all(self, *names: str) -> tuple["Node", ...]:
        """Return what the item has of these properties, in that order."""
        return tuple(node for name in names for node in self.properties.get(name, ()))

    def first(self, *names: str) -> "Node | None":
        """Return the first that the item has of these properties, or `None`."""
        return next(iter(self.all(*names)), None)


Node = Item | Reference | str | int | float | bool
"""What a property can have."""


@dataclass(slots=True)
class Graph:
    """The items of one page; `base` is what relative `@id`s are resolved against."""

    base: str
    roots: dict[Node, None] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    _parts: dict[str, list[Item]] = field(default_factory=dict)
    _joined: dict[str, Item] = field(default_factory=dict)
    _items: int = 0

    def add(self, data: object, where: str) -> None:
        """Take in a block of JSON-LD; `where` keeps the blank nodes of one block apart from another's.

        Raises `TooMuchError`. Everything is taken in before the first item is asked for.
        """
        self._add_roots(data, where, Context(), 0)

    def item(self, node: Node) -> Item | None:
        """Return the item that a node is or refers to, or `None`."""
        if not isinstance(node, Reference):
            return node if isinstance(node, Item) else None
        if node.id not in self._joined and node.id in self._parts:
            self._joined[node.id] = _joined(self._parts[node.id])
        return self._joined.get(node.id)

    def starts(self) -> Iterator[Node]:
        """Yield the items to begin with: those that no other refers to, then the rest, for what goes in circles."""
        yield from sorted(self.roots, key=self.is_referred)

    def is_referred(self, node: Node) -> bool:
        """Return whether some item refers to that one."""
        return isinstance(node, Reference) and node.id in self.referred

    def _add_roots(self, data: object, where: str, context: Context, depth: int) -> None:
        _refuse_depth(depth)
        if isinstance(data, list):
            for one in data:
                self._add_roots(one, where, context, depth + 1)
        elif isinstance(data, Mapping):
            inner = within(data, context)
            if "@graph" in data:
                self._add_roots(data["@graph"], where, inner, depth + 1)
            node = self._item(data, where, context, depth)
            if isinstance(node, Item) or (isinstance(node, Reference) and node.id in self._parts):
                self.roots[node] = None

    def _item(self, data: Mapping[str, object], where: str, context: Context, depth: int) -> Node | None:
        inner = within(data, context)
        types = tuple(types_of(data, inner))
        properties = dict(self._properties(data, where, inner, depth))
        given = data.get("@id", data.get("id"))
        identity = self._identity(given, where) if isinstance(given, str) and given.strip() else ""
        if types == FOREIGN or not (types or properties or identity):
            return None
        self._count()
        if not identity:
            return Item(types, properties)
        if types or properties:
            self._parts.setdefault(identity, []).append(Item(types, properties))
        return Reference(identity)

    def _properties(
        self, data: Mapping[str, object], where: str, context: Context, depth: int
    ) -> Iterator[tuple[str, tuple[Node, ...]]]:
        for key, value in data.items():
            name = name_of(str(key), context)
            if name:
                nodes = tuple(self._nodes(value, where, context, depth + 1))
                self.referred.update(node.id for node in nodes if isinstance(node, Reference))
                if nodes:
                    yield name, nodes

    def _nodes(self, value: object, where: str, context: Context, depth: int) -> Iterator[Node]:
        _refuse_depth(depth)
        if isinstance(value, list):
            for one in value:
                yield from self._nodes(one, where, context, depth + 1)
        elif isinstance(value, Mapping):
            literal = next((key for key in _LITERAL_KEYS if key in value), None)
            if literal is not None:
                yield from self._nodes(value[literal], where, context, depth + 1)
            else:
                node = self._item(value, where, context, depth)
                if node is not None:
                    yield node
        elif isinstance(value, str):
            # JSON can escape half a surrogate pair, which is no character and can be written nowhere.
            yield value.encode("utf-8", "replace").decode()
        elif isinstance(value, (int, float)):
            yield value

    def _identity(self, written: str, where: str) -> str:
        if written.startswith("_:"):
            return f"{written} of {where}"
        try:
            return urljoin(self.base, written.strip())
        except ValueError:
            return written.strip()

    def _count(self) -> None:
        self._items += 1
        if self._items > MOST_ITEMS:
            raise TooMuchError(f"it has more than {MOST_ITEMS:,} items")


def _joined(parts: Sequence[Item]) -> Item:
    """Return what several places say of one `@id` as one item."""
    properties: dict[str, dict[Node, None]] = {}
    for part in parts:
        for name, nodes in part.properties.items():
            properties.setdefault(name, {}).update(dict.fromkeys(nodes))
    types = dict.fromkeys(name for part in parts for name in part.types)
    return Item(tuple(types), {name: tuple(nodes) for name, nodes in properties.items()})


def _refuse_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise TooMuchError(f"it is nested more than {DEEPEST} levels deep")
