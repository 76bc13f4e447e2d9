"""Google Merchant API, shipping settings: how long handling and delivery take, and from what amount they are free.

Days count on the days of the week that the settings name. Source:
https://github.com/googleapis/googleapis/blob/master/google/shopping/merchant/accounts/v1/shippingsettings.proto
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.presets.google_rates import free_from
from pytest_promises.channels.presets.options import COUNTRY, SERVICE, one_of, word
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    days,
    flaw,
    mapping,
    mappings,
    number,
    picked,
    statement,
    text,
    texts,
)
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.quantities import Clock
from pytest_promises.model.statement import Passage, Statement

Record = Mapping[str, Any]
_METRICS = ("handling", "transit", "delivery", "free_shipping")
_USUAL = ("handling", "delivery", "free_shipping")
"""Transit alone is what a carrier tells a shop: customers wait for handling and transit."""
_EVERY_DAY = 7


def _load(wanted: Wanted) -> Load:
    answer = yield f"accounts/v1/accounts/{quote(wanted['account'], safe='')}/shippingSettings"
    services = answer.data.get("services", []) if isinstance(answer.data, dict) else None
    if not isinstance(services, list) or (not services and not {"name", "etag"} & set(answer.data)):
        raise refused(answer.data, answer.url, "has no list `services`")
    return tuple(one for one in services if isinstance(one, dict))


def _read(records: Sequence[Any], wanted: Wanted) -> Told:
    active = [one for one in records if one.get("active") is not False]
    served = wanted.select("service", active, _name)
    country = wanted["country"].upper()
    chosen = [one for one in served if not country or country in texts(one, "deliveryCountries")]
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    passages: list[Passage] = []
    for service in chosen:
        place = _place(service, alone=len(chosen) == 1)
        passages += _cut_off(service, place)
        for metric in (wanted["metric"],) if wanted["metric"] else _USUAL:
            try:
                statements += _READERS[metric](service, place)
            except UnreadableError as error:
                flaws.append(flaw(f"The {metric.replace('_', ' ')} of the service {_name(service)!r}", error))
    return Told(tuple(passages), tuple(statements), tuple(flaws))


def _name(service: Record) -> str:
    return text(service, "serviceName")


def _place(service: Record, *, alone: bool) -> Place:
    conditions = [] if alone else [_name(service), *texts(service, "deliveryCountries")]
    conditions += [text(one, "programLabel") for one in mappings(service, "loyaltyPrograms")]
    return Place(f"services[?serviceName=='{_name(service)}'] | [0]", (_name(service),), (), tuple(conditions))


def _cut_off(service: Record, place: Place) -> Iterator[Passage]:
    cut_off = mapping(mapping(service, "deliveryTime"), "cutoffTime")
    if cut_off.get("hour") is not None:
        clock = f"{cut_off['hour']}:{str(cut_off.get('minute') or 0).zfill(2)} {text(cut_off, 'timeZone')}".strip()
        yield Passage(clock, headings=place.headings, label="cutoffTime", selector=f"{place.selector}.deliveryTime")


def _ends(record: Record, name: str) -> tuple[Decimal | None, Decimal | None]:
    low, high = (number(record.get(f"{end}{name}Days"), f"{end}{name}Days") for end in ("min", "max"))
    if low is not None and high is None:
        raise UnreadableError(f"`min{name}Days` has no `max{name}Days` beside it")
    return low, high


def _clock(times: Record, name: str) -> Clock:
    """Return the clock of the days that count, Monday to Friday where none are named."""
    named = set(texts(mapping(times, f"{name}BusinessDayConfig"), "businessDays"))
    return Clock.ELAPSED if len(named) == _EVERY_DAY else Clock.BUSINESS


def _handling(service: Record, place: Place) -> Iterator[Statement]:
    times = mapping(service, "deliveryTime")
    low, high = _ends(times, "Handling")
    if high is not None:
        value = days(low, high, _clock(times, "handling"))
        part = picked(times, ("minHandlingDays", "maxHandlingDays", "handlingBusinessDayConfig"))
        yield statement(value, part, "handling", place, "handling")


def _transit(service: Record, place: Place) -> Iterator[Statement]:
    times = mapping(service, "deliveryTime")
    for part, at in _journeys(times, place):
        low, high = _ends(part, "Transit")
        if high is not None:
            yield statement(days(low, high, _clock(times, "transit")), part, "delivery", at, "transit")


def _delivery(service: Record, place: Place) -> Iterator[Statement]:
    """Yield what customers wait for: handling, then transit."""
    times = mapping(service, "deliveryTime")
    least, most = _ends(times, "Handling")
    clocks = _clock(times, "handling"), _clock(times, "transit")
    for part, at in _journeys(times, place):
        low, high = _ends(part, "Transit")
        if high is None:
            continue
        if most is None:
            raise UnreadableError("it has no handling days, which are told by product then")
        if most and high and clocks[0] is not clocks[1]:
            raise UnreadableError("handling and transit count different days, and have no sum")
        value = days(None if least is None or low is None else least + low, most + high, clocks[1 if high else 0])
        yield statement(value, picked(times, ("minHandlingDays", "maxHandlingDays")) | part, "delivery", at, "delivery")


def _journeys(times: Record, place: Place) -> Iterator[tuple[dict[str, object], Place]]:
    """Yield what takes one time: the service's own, or each cell of its table, with whom that is for."""
    if mappings(times, "warehouseBasedDeliveryTimes"):
        raise UnreadableError("it depends on the warehouse, and is not in the settings")
    names = ("minTransitDays", "maxTransitDays")
    table = mapping(times, "transitTimeTable")
    if not table:
        yield picked(times, names), place
        return
    groups, labels = (texts(table, name) for name in ("postalCodeGroupNames", "transitTimeLabels"))
    for row, values in enumerate(mappings(table, "rows")):
        for column, cell in enumerate(mappings(values, "values")):
            across = labels[column : column + 1] if groups else labels[row : row + 1]
            conditions = (*place.conditions, *groups[row : row + 1], *across)
            yield picked(cell, names), Place(place.selector, place.headings, place.scope, conditions)


def _free(service: Record, place: Place) -> Iterator[Statement]:
    for amount, part, labels in free_from(service):
        at = Place(place.selector, place.headings, place.scope, (*place.conditions, *labels))
        yield statement(amount, part, "free_shipping", at, "rateGroups")


_READERS: Mapping[str, Callable[[Record, Place], Iterator[Statement]]] = {
    "handling": _handling,
    "transit": _transit,
    "delivery": _delivery,
    "free_shipping": _free,
}

PRESETS = (
    Preset(
        "google.shipping",
        "the shipping settings of a Google Merchant account",
        _load,
        _read,
        {
            "account": word("Account", "The number of the Merchant Center account.", "123456789"),
            "service": SERVICE,
            "country": COUNTRY,
            "metric": one_of(
                "Metric", "What is read. Default: all but `transit`, which `delivery` has in it.", *_METRICS
            ),
        },
        needs=("account",),
        loaded_by=("account",),
    ),
)
