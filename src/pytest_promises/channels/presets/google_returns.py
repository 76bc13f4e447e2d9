"""Google Merchant API, return policies: how long customers can return, and how soon they are refunded.

Source: https://github.com/googleapis/googleapis/blob/master/google/shopping/merchant/accounts/v1/online_return_policy.proto
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import by_token, listed
from pytest_promises.channels.presets.options import COUNTRY, named, one_of, word
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
from pytest_promises.model.quantities import Clock, Duration
from pytest_promises.model.statement import Passage, Statement

Record = Mapping[str, Any]
_WINDOW = "NUMBER_OF_DAYS_AFTER_DELIVERY"
_NONE = "NO_RETURNS"


def _load(wanted: Wanted) -> Load:
    address = f"accounts/v1/accounts/{quote(wanted['account'], safe='')}/onlineReturnPolicies?pageSize=100"
    return tuple((yield from listed(address, "onlineReturnPolicies", by_token)))


def _read(records: Sequence[Any], wanted: Wanted) -> Told:
    country = wanted["country"].upper()
    chosen = [
        one
        for one in wanted.select("policy", records, lambda one: text(one, "label") or "default")
        if not country or country in texts(one, "countries")
    ]
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    passages: list[Passage] = []
    for policy in chosen:
        place = _place(policy, wanted, alone=len(chosen) == 1)
        try:
            found = [*_window(policy, place), *_seasons(policy, place), *_refund(policy, place)]
            statements += [one for one in found if wanted["metric"] in {"", one.topic}]
        except UnreadableError as error:
            flaws.append(flaw(f"The return policy {policy.get('name')!r}", error))
        passages += _words(policy, place)
    return Told(tuple(passages), tuple(statements), tuple(flaws))


def _place(policy: Record, wanted: Wanted, *, alone: bool) -> Place:
    label = text(policy, "label")
    conditions = ((label,) if label and not wanted["policy"] else ()) + (
        () if alone or wanted["country"] else tuple(texts(policy, "countries"))
    )
    name = text(policy, "name")
    return Place(f"onlineReturnPolicies[?name=='{name}'] | [0]", (label or "default",), (), conditions)


def _window(policy: Record, place: Place) -> Iterator[Statement]:
    window = mapping(policy, "policy")
    count = number(window.get("days"), "policy.days")
    if window.get("type") == _NONE:
        yield statement(Duration(0.0, 0.0, Clock.ELAPSED, "day"), window, "returns", place, "policy")
    elif window.get("type") == _WINDOW and count:
        yield statement(days(count, count, Clock.ELAPSED), window, "returns", place, "policy")
    elif window.get("type") == _WINDOW:
        raise UnreadableError("it has a return window without days")


def _seasons(policy: Record, place: Place) -> Iterator[Statement]:
    """Yield the windows of a season, which hold for the orders of those days alone."""
    for season in mappings(policy, "seasonalOverrides"):
        count = number(season.get("returnDays"), "returnDays")
        if count:
            at = Place(place.selector, place.headings, (), (*place.conditions, text(season, "label") or "season"))
            part = picked(season, ("label", "startDate", "endDate", "returnDays"))
            yield statement(days(count, count, Clock.ELAPSED), part, "returns", at, "seasonalOverrides")


def _refund(policy: Record, place: Place) -> Iterator[Statement]:
    count = number(policy.get("processRefundDays"), "processRefundDays")
    if count:
        part = picked(policy, ("processRefundDays",))
        yield statement(days(None, Decimal(count), Clock.ELAPSED), part, "refund", place, "processRefundDays")


def _words(policy: Record, place: Place) -> Iterator[Passage]:
    """Yield what is no figure: who pays, in which state goods are taken back, and how."""
    kind = text(mapping(policy, "policy"), "type")
    words = ["" if kind == _WINDOW else kind, text(mapping(policy, "returnShippingFee"), "type")]
    words += [*texts(policy, "itemConditions"), *texts(policy, "returnMethods")]
    for one in filter(None, words):
        yield Passage(one.replace("_", " ").lower(), headings=place.headings, selector=place.selector)


PRESETS = (
    Preset(
        "google.returns",
        "the return policies of a Google Merchant account",
        _load,
        _read,
        {
            "account": word("Account", "The number of the Merchant Center account.", "123456789"),
            "policy": named("Policy", "The policy's label, `default` where it has none", "default"),
            "country": COUNTRY,
            "metric": one_of("Metric", "What is read. Default: all of it.", "returns", "refund"),
        },
        needs=("account",),
        loaded_by=("account",),
    ),
)
