"""A walk over the items of a page: every item once, and the rule for each property that promises something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pytest_promises.channels.schema_org import hours, policies, shipping, texts
from pytest_promises.channels.schema_org.claims import Claim, Place, Rule, Slot, named_after
from pytest_promises.channels.schema_org.items import Item, Node, Reference
from pytest_promises.channels.schema_org.values import Values
from pytest_promises.model.statement import Passage

DEEPEST = 60
"""Properties in a row that are followed from where the data begins."""

_RULES: Mapping[str, Rule] = {
    "acceptedAnswer": texts.answers,
    "availableLanguage": texts.served_languages,
    "deliveryLeadTime": shipping.lead_time,
    "description": texts.descriptions,
    "disambiguatingDescription": texts.descriptions,
    "eligibleTransactionVolume": shipping.thresholds,
    "hasMerchantReturnPolicy": policies.returns,
    "hasProductReturnPolicy": policies.returns,
    "hasShippingService": shipping.services,
    "hoursAvailable": hours.specifications,
    "openingHours": hours.texts,
    "openingHoursSpecification": hours.specifications,
    "returnPolicySeasonalOverride": policies.seasonal_returns,
    "shippingDetails": shipping.offer_details,
    "specialOpeningHoursSpecification": hours.special,
    "warranty": policies.warranty,
}
_AS_PROPERTY = {
    "DeliveryTimeSettings": "shippingDetails",
    "MerchantReturnPolicy": "hasMerchantReturnPolicy",
    "OfferShippingDetails": "shippingDetails",
    "OpeningHoursSpecification": "openingHoursSpecification",
    "ProductReturnPolicy": "hasProductReturnPolicy",
    "ShippingRateSettings": "shippingDetails",
    "ShippingService": "hasShippingService",
    "WarrantyPromise": "warranty",
}
"""What an item is read as that stands by itself."""
_ONCE = frozenset(_AS_PROPERTY.values()) - {"openingHoursSpecification"}
"""What says the same whoever refers to it."""
_CONTACT = ("contactType", "name")
_PARTS = frozenset({"department", "subOrganization"})


@dataclass(frozen=True, slots=True)
class _Task:
    """A property yet to be looked at; `heard` is whether its item is one of those asked for, or within one."""

    name: str
    nodes: tuple[Node, ...]
    place: Place
    holder: Item | None
    heard: bool
    depth: int = 0


@dataclass(slots=True)
class Walk:
    """Goes through the items; `wanted` are the types that are heard, all where there are none.

    After the walk, `types` are those that the data has, `matched` tells whether one of them was wanted, and `cut`
    whether something lay too deep.
    """

    values: Values
    wanted: frozenset[str] = frozenset()
    types: dict[str, None] = field(default_factory=dict)
    matched: bool = False
    cut: bool = False
    _seen: set[tuple[Node, bool]] = field(default_factory=set)
    _told: set[Node] = field(default_factory=set)

    def said(self) -> Iterator[Claim | Passage]:
        """Yield what the data claims, and the texts in it."""
        stack = [*reversed([*self._roots()])]
        while stack:
            task = stack.pop()
            for rule, slot in self._told_by(task):
                yield from rule(slot)
            stack += reversed([*self._below(task)])

    def _roots(self) -> Iterator[_Task]:
        groups: dict[str, list[Node]] = {}
        for node in self.values.graph.starts():
            item = self.values.graph.item(node)
            groups.setdefault(item.types[0] if item is not None and item.types else "item", []).append(node)
        for name, nodes in groups.items():
            yield _Task("", tuple(nodes), Place(name), None, not self.wanted)

    def _told_by(self, task: _Task) -> Iterator[tuple[Rule, Slot]]:
        """Yield the rules for what a property has: its own, or those for the types of its items."""
        chosen = [number for number, node in enumerate(task.nodes) if task.heard or self._is_wanted(node)]
        rules: dict[str, list[int]] = {}
        for number in chosen:
            name = task.name if task.name in _RULES else self._by_type(task, task.nodes[number])
            if name and self._is_news(name, task.nodes[number]):
                rules.setdefault(name, []).append(number)
        for name, numbers in rules.items():
            nodes = tuple(task.nodes[number] for number in numbers)
            part = tuple(numbers) if len(numbers) < len(task.nodes) else ()
            yield _RULES[name], Slot(self.values, task.place, nodes, task.holder, part)

    def _by_type(self, task: _Task, node: Node) -> str:
        item = self.values.graph.item(node)
        names = [_AS_PROPERTY[name] for name in (item.types if item is not None else ()) if name in _AS_PROPERTY]
        # Hours say nothing without whose they are, unless they are all that there is.
        alone = task.holder is None and not self.values.graph.is_referred(node)
        return next((name for name in names if alone or name in _ONCE), "")

    def _is_wanted(self, node: Node) -> bool:
        item = self.values.graph.item(node)
        return item is not None and not self.wanted.isdisjoint(item.types)

    def _is_news(self, name: str, node: Node) -> bool:
        """Return whether an item that several others refer to is told of for the first time."""
        if name not in _ONCE or not isinstance(node, Reference):
            return True
        known = node in self._told
        self._told.add(node)
        return not known

    def _below(self, task: _Task) -> Iterator[_Task]:
        for place, item, node in Slot(self.values, task.place, task.nodes, task.holder).items():
            heard = task.heard or self._is_wanted(node)
            if not self._is_first(node, item, heard=heard):
                continue
            if task.depth >= DEEPEST:
                self.cut = True
                continue
            here = self._inside(place, item)
            for name, nodes in item.properties.items():
                inner = here.only(f"{name} {self.values.text(nodes[0])}") if name in _PARTS else here
                yield _Task(name, nodes, inner.at(name), item, heard, task.depth + 1)

    def _is_first(self, node: Node, item: Item, *, heard: bool) -> bool:
        self.types |= dict.fromkeys(item.types)
        self.matched |= self._is_wanted(node)
        key = (node if isinstance(node, Reference) else item, heard)
        if key in self._seen or (key[0], True) in self._seen:
            return False
        self._seen.add(key)
        return True

    def _inside(self, place: Place, item: Item) -> Place:
        lang = self.values.text(item.first("inLanguage")) or place.lang
        here = Place(place.path, place.headings, place.scope, place.conditions, lang)
        return named_after(self.values, here, item, _CONTACT) if "ContactPoint" in item.types else here
