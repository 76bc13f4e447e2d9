"""What data says of returns and warranties.

The shapes are those of https://schema.org/MerchantReturnPolicy and https://schema.org/WarrantyPromise.
"""

from collections.abc import Iterator
from functools import partial

from pytest_promises.channels.data.units import figure
from pytest_promises.channels.schema_org.claims import Claim, Place, Slot, named_after
from pytest_promises.channels.schema_org.hours import during
from pytest_promises.channels.schema_org.items import Item, Node, Reference
from pytest_promises.channels.schema_org.shipping import audience
from pytest_promises.channels.schema_org.values import UnreadableError, Values
from pytest_promises.model.quantities import Duration, Vague, Value
from pytest_promises.model.statement import Passage

_DAY = 86400.0
_DAYS = ("merchantReturnDays", "productReturnDays")
_NOT_PERMITTED = "MerchantReturnNotPermitted"
_UNLIMITED = "MerchantReturnUnlimitedWindow"
_FINITE = "MerchantReturnFiniteReturnWindow"
_MANNERS = ("refundType", "returnFees", "returnMethod", "itemCondition")


def returns(slot: Slot) -> Iterator[Claim | Passage]:
    """Yield what return policies claim: the days, or that there are none; and how the money comes back."""
    values = slot.values
    countries = [frozenset(map(values.text, item.all("applicableCountry"))) for _, item, _ in slot.items()]
    several = len(set(countries)) > 1
    for (place, item, node), applies in zip(slot.items(), countries, strict=True):
        here = named_after(values, place, item).scoped(audience(item))
        for country in sorted(applies) if several and applies else [""]:
            yield from _window(values, here.scoped((("region", country.upper()),) if country else ()), item, node)
        for name in _MANNERS:
            for manner in item.all(name):
                text = f"{name}: {values.text(manner)}"
                yield Passage(text, here.lang, here.headings, selector=here.at(name).path)


def seasonal_returns(slot: Slot) -> Iterator[Claim]:
    """Yield what holds for returns in a season alone."""
    for place, item, node in slot.items():
        season = during(slot.values, item, "startDate", "endDate")
        yield from _window(slot.values, place.only(season), item, node)


def warranty(slot: Slot) -> Iterator[Claim | Passage]:
    """Yield how long something is warranted; words are read as words."""
    for place, node in slot.each():
        item = slot.values.graph.item(node)
        if item is not None:
            here = named_after(slot.values, place, item)
            for length in item.all("durationOfWarranty"):
                yield _warranted(slot.values, here.at("durationOfWarranty"), length)
        elif not isinstance(node, Reference):
            yield Passage(slot.values.text(node), place.lang, place.headings, lead="warranty", selector=place.path)


def _warranted(values: Values, place: Place, node: Node) -> Claim:
    return Claim("warranty", place, (node,), lambda: values.duration(node))


def _window(values: Values, place: Place, policy: Item, node: Node) -> Iterator[Claim]:
    category = values.text(policy.first("returnPolicyCategory"))
    days = policy.all(*_DAYS)
    for given in days:
        yield Claim("returns", place.at("merchantReturnDays"), (node,), partial(_days, values, given))
    if category == _NOT_PERMITTED:
        yield Claim("returns", place.at("returnPolicyCategory"), (node,), lambda: Duration(0.0, 0.0, unit="day"))
    elif category == _UNLIMITED and not days:
        yield Claim("returns", place.at("returnPolicyCategory"), (node,), lambda: Vague(_UNLIMITED))
    elif category == _FINITE and not days:
        yield Claim("returns", place.at("merchantReturnDays"), (node,), _no_days)


def _days(values: Values, node: Node) -> Value:
    number = None if isinstance(node, (Item, Reference)) else figure(node)
    if number is None:
        return values.duration(node)
    if not number.is_finite() or not 0 <= number <= 100_000:
        raise UnreadableError(f"`{values.words(node)[:60]}` is no number of days")
    return Duration(float(number) * _DAY, float(number) * _DAY, unit="day")


def _no_days() -> Value:
    raise UnreadableError(f"{_FINITE} without merchantReturnDays")
