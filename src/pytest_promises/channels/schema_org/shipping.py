"""What data says of shipping: details of an offer, services of an organisation.

The shapes are those of https://schema.org/OfferShippingDetails and https://schema.org/ShippingService. Handling and
transit together are the delivery that customers are told of. A day of either is one on which the shop or the carrier
works: schema.org says so of handling, and `businessDays` says which days these are; where it does not stand, the
channel's `days:` decides.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from pytest_promises.channels.schema_org.claims import Claim, Pairs, Place, Slot, named_after
from pytest_promises.channels.schema_org.items import Item, Node
from pytest_promises.channels.schema_org.values import InWordsError, UnreadableError, Values, total
from pytest_promises.model.quantities import Clock, Money, Value

_LABELS = ("name", "transitTimeLabel", "shippingLabel")
_PICKED_UP = ("Collection", "Pickup", "PickUp")
_LIMITS = ("weight", "numItems", "orderValue", "width", "height", "depth", "seasonalOverride")
_MOST_REGIONS = 100
_NOTHING = Decimal(0)


def offer_details(slot: Slot) -> Iterator[Claim]:
    """Yield what the shipping details of an offer claim."""
    values = slot.values
    regions = _regions_of(values, [item for _, item, _ in slot.items()])
    for (place, item, _), destinations in zip(slot.items(), regions, strict=True):
        if _is_true(values, item.first("doesNotShip")):
            continue
        here = named_after(values, place, item, _LABELS).scoped(audience(item))
        for region in destinations:
            yield from _delivery_time(values, here.scoped(region), item)
            yield from _threshold_of(values, here.scoped(region), item)


def services(slot: Slot) -> Iterator[Claim]:
    """Yield what the shipping services of an organisation claim."""
    for place, service, _ in slot.items():
        here = named_after(slot.values, place, service, _LABELS).scoped(audience(service))
        kind = slot.values.text(service.first("fulfillmentType"))
        if any(sign in kind for sign in _PICKED_UP):
            here = here.scoped((("method", "pickup"),))
        yield from _handling(slot.values, here, service)
        yield from _conditions(slot.values, here, service)


def thresholds(slot: Slot) -> Iterator[Claim]:
    """Yield from which amount a charge for delivery is none, as older data says it."""
    holder = slot.holder
    if holder is None or "DeliveryChargeSpecification" not in holder.types:
        return
    for place, node in slot.each():
        try:
            free = slot.values.amount(holder.first("price"))[0] == 0
        except UnreadableError:
            continue
        if free:
            yield _free_from(slot.values, place, node, ("minPrice", "price"))


def lead_time(slot: Slot) -> Iterator[Claim]:
    """Yield how long an order takes until it leaves the house."""
    for place, node in slot.each():
        yield _length(slot.values, "handling", place, node, slot.values.days)


def audience(item: Item) -> Pairs:
    """Return the scope of what is for members of a programme alone."""
    return (("audience", "members"),) if item.all("validForMemberTier") else ()


def _delivery_time(values: Values, place: Place, item: Item) -> Iterator[Claim]:
    for node in item.all("deliveryTime"):
        time, here = values.graph.item(node), place.at("deliveryTime")
        if time is None or not time.all("handlingTime", "transitTime"):
            yield _length(values, "delivery", here, node, values.days)
            continue
        yield from _handling(values, here, time)
        for transit in time.all("transitTime"):
            yield _delivery(values, here, time, transit, (node,))


def _handling(values: Values, place: Place, item: Item) -> Iterator[Claim]:
    days = values.clock_of(item, values.days)
    for node in item.all("handlingTime"):
        yield _length(values, "handling", place.at("handlingTime"), node, days)


def _delivery(values: Values, place: Place, first: Item, transit: Node, nodes: tuple[Node, ...]) -> Claim:
    """Return the claim of handling and transit together; `first` is what has the handling."""

    def value() -> Value:
        days = values.clock_of(first, values.days)
        handling = first.first("handlingTime")
        if handling is None:
            return values.duration(transit, days)
        try:
            return total(values.duration(handling, days), values.duration(transit, days))
        except InWordsError as error:
            raise UnreadableError(f"`{error}` is words, and cannot be added to another time") from error

    return Claim("delivery", place, nodes, value)


def _conditions(values: Values, place: Place, service: Item) -> Iterator[Claim]:
    """Yield what the conditions of a service claim: each for its own orders, where they do not all say the same."""
    slot = Slot(values, place.at("shippingConditions"), service.all("shippingConditions"), service)
    found = [(at, item) for at, item, _ in slot.items() if not _is_true(values, item.first("doesNotShip"))]
    several = len({values.words(*item.all("transitTime")) for _, item in found}) > 1
    regions = _regions_of(values, [item for _, item in found])
    for (at, item), destinations in zip(found, regions, strict=True):
        limits = [values.words(node) for node in item.all(*_LIMITS)] if several else []
        for region in destinations:
            here = at.scoped(region)
            for transit in item.all("transitTime"):
                nodes = (*service.all("handlingTime"), transit)
                yield _delivery(values, here.at("transitTime").only(*limits), service, transit, nodes)
            yield from _free(values, here, item)


def _free(values: Values, place: Place, item: Item) -> Iterator[Claim]:
    try:
        rate, _ = values.amount(item.first("shippingRate"), "value", "maxValue", "price")
    except UnreadableError:
        return
    if rate != 0:
        return
    limits = [values.words(node) for node in item.all(*_LIMITS) if node not in item.all("orderValue")]
    yield _free_from(values, place.only(*limits), item.first("orderValue"), ("minValue", "value"), item)


def _threshold_of(values: Values, place: Place, item: Item) -> Iterator[Claim]:
    for node in item.all("freeShippingThreshold"):
        yield _free_from(values, place.at("freeShippingThreshold"), node, ("value", "minValue", "price", "minPrice"))


def _free_from(
    values: Values, place: Place, node: Node | None, names: tuple[str, ...], condition: Item | None = None
) -> Claim:
    def value() -> Value:
        amount, currency = values.amount(node, *names)
        rate = condition.first("shippingRate") if condition is not None else None
        return Money(amount or _NOTHING, None, currency or values.amount(rate, "value")[1])

    return Claim("free_shipping", place, (node,) if node is not None else _nodes(condition), value)


def _nodes(item: Item | None) -> tuple[Node, ...]:
    return (item,) if item is not None else ()


def _length(values: Values, topic: str, place: Place, node: Node, days: Clock) -> Claim:
    return Claim(topic, place, (node,), lambda: values.duration(node, days))


def _regions_of(values: Values, items: Sequence[Item]) -> list[list[Pairs]]:
    """Return the regions of each item as scopes; where all go to the same ones, that narrows nothing."""
    named = [[*_codes_of(values, item)] for item in items]
    if len({frozenset(codes) for codes in named}) <= 1:
        return [[()] for _ in items]
    return [[(("region", code),) for code in codes[:_MOST_REGIONS]] or [()] for codes in named]


def _codes_of(values: Values, item: Item) -> Iterator[str]:
    return chain.from_iterable(region_codes(values, node) for node in item.all("shippingDestination"))


def region_codes(values: Values, node: Node) -> list[str]:
    """Return the codes of a destination (`BG`, `US-NY`), each once, or its names where it has no codes."""
    item = values.graph.item(node)
    if item is None:
        return [values.text(node).upper()]
    countries = [values.text(one).upper() for one in item.all("addressCountry")]
    parts = [values.text(one).upper() for one in item.all("addressRegion")]
    if len(countries) == 1 and parts:
        return [f"{countries[0]}-{part}" for part in parts]
    return [code for code in countries if code] or [values.text(item)]


def _is_true(values: Values, node: Node | None) -> bool:
    return node is not None and values.text(node).lower() == "true"
