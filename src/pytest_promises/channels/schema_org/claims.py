"""What the data of a page claims: one value on one topic, with its place in the data."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pytest_promises.channels.schema_org.items import Item, Node
from pytest_promises.channels.schema_org.values import Values
from pytest_promises.model.quantities import Value
from pytest_promises.model.statement import Passage, Reason, Scope, Statement

_LONGEST_NAME = 200
LONGEST_TEXT = 20_000
"""Characters of a text in the data that are heard."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the data something stands, and for whom it holds there.

    `path` leads to it by the names of properties (`Product.offers.shippingDetails`); `headings` are the names of the
    services and contacts around it, `lang` the language that an item around it tells.
    """

    path: str
    headings: tuple[str, ...] = ()
    scope: Scope = ()
    conditions: tuple[str, ...] = ()
    lang: str | None = None

    def at(self, step: str) -> "Place":
        """Return the place of a property of what is here."""
        return replace(self, path=f"{self.path}.{step}" if self.path else step)

    def named(self, *names: str) -> "Place":
        """Return the place with names added that are not there yet."""
        new = (name[:_LONGEST_NAME] for name in names if name and name[:_LONGEST_NAME] not in self.headings)
        return replace(self, headings=(*self.headings, *new))

    def scoped(self, pairs: Pairs) -> "Place":
        """Return the place for whom it holds by these pairs, too."""
        return replace(self, scope=tuple(sorted({**dict(self.scope), **dict(pairs)}.items())))

    def only(self, *conditions: str) -> "Place":
        """Return the place under further conditions; empty ones are none."""
        return replace(self, conditions=(*self.conditions, *(one for one in conditions if one)))


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the data says; `value` works it out from the nodes.

    It raises `UnreadableError`, or `InWordsError` for what is to be read like any other text.
    """

    topic: str
    place: Place
    nodes: tuple[Node, ...]
    value: Callable[[], Value]

    def statement(self, values: Values) -> Statement:
        """Return the claim as a statement, whose words are the data; raises what `value` raises."""
        value, place = self.value(), self.place
        words = values.words(*self.nodes)
        return Statement(
            value=value,
            words=words,
            span=(0, len(words)),
            topic=self.topic,
            scope=place.scope,
            conditions=place.conditions,
            lang=place.lang,
            passage=Passage(words, place.lang, place.headings, selector=place.path),
            reasons=(Reason("value", words), Reason("topic", place.path.rpartition(".")[2], "label")),
        )

    def passage(self, words: str) -> Passage:
        """Return the claim as the words that it is written in, led by its topic."""
        place = self.place
        lead = "opening hours" if self.topic == "hours" else self.topic.replace("_", " ")
        return Passage(words[:LONGEST_TEXT], place.lang, place.headings, lead=lead, selector=place.path)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a property of an item has; `holder` is that item, `None` for what the page's data begins with.

    `numbers` count the nodes from 0 where they are a part of all that the property has.
    """

    values: Values
    place: Place
    nodes: tuple[Node, ...]
    holder: Item | None = None
    numbers: tuple[int, ...] = ()

    def items(self) -> Iterator[tuple[Place, Item, Node]]:
        """Yield the items with their places, numbered from 0 where there are several nodes."""
        for place, node in self.each():
            item = self.values.graph.item(node)
            if item is not None:
                yield place, item, node

    def each(self) -> Iterator[tuple[Place, Node]]:
        """Yield the nodes with their places, numbered from 0 where there are several."""
        several = len(self.nodes) > 1 or bool(self.numbers)
        for number, node in zip(self.numbers or range(len(self.nodes)), self.nodes, strict=True):
            path = f"{self.place.path}[{number}]" if several else self.place.path
            yield replace(self.place, path=path), node


Rule = Callable[[Slot], Iterator[Claim | Passage]]
"""What a property says."""


def named_after(values: Values, place: Place, item: Item, names: Sequence[str] = ("name",)) -> Place:
    """Return the place with the item's own names as its headings."""
    return place.named(*(values.text(node) for node in item.all(*names)))
