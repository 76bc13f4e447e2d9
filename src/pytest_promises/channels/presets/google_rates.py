"""Rate tables of the Google Merchant API: from what amount on shipping costs nothing.

Prices are in millionths of the currency, as strings; -1 is no bound. The price in a row's header is the highest that
the row is for. Source:
https://github.com/googleapis/googleapis/blob/master/google/shopping/merchant/accounts/v1/shippingsettings.proto
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pytest_promises.channels.data.units import figure
from pytest_promises.channels.presets.saying import (
    UnreadableError,
    mapping,
    mappings,
    money_from,
    number,
    text,
    texts,
)
from pytest_promises.model.quantities import Money

Record = Mapping[str, Any]
_MICROS = 1_000_000


def free_from(service: Record) -> Iterator[tuple[Money, Record, tuple[str, ...]]]:
    """Yield from what order value on a service is free, with the part that tells it and the labels it is for.

    Raises `UnreadableError` for a table that cannot be followed.
    """
    least = _amount(mapping(service, "minimumOrderValue")) or Decimal(0)
    for group in mappings(service, "rateGroups"):
        amount, part = _threshold(group)
        if amount is not None:
            currency = text(service, "currencyCode")
            yield money_from(max(amount, least), currency), part, tuple(texts(group, "applicableShippingLabels"))


def _threshold(group: Record) -> tuple[Decimal | None, Record]:
    single, table = mapping(group, "singleValue"), mapping(group, "mainTable")
    if single:
        return (Decimal(0) if _is_free(single) else None), {"singleValue": single}
    headers = mapping(table, "rowHeaders")
    rows = [mappings(row, "cells") for row in mappings(table, "rows")]
    free = [bool(cells) and all(map(_is_free, cells)) for cells in rows]
    if not mappings(headers, "prices"):
        return (Decimal(0) if free and all(free) else None), {"rowHeaders": headers}
    return _first_free(_bounds(headers, len(rows)), free), {"rowHeaders": headers}


def _bounds(headers: Record, rows: int) -> list[Decimal | None]:
    prices = mappings(headers, "prices")
    bounds = [_amount(price) for price in prices]
    if len(bounds) != rows or None in bounds[:-1]:
        raise UnreadableError(f"its table has {len(bounds)} prices for {rows} rows, or none after the last")
    return bounds


def _first_free(bounds: list[Decimal | None], free: list[bool]) -> Decimal | None:
    """Return the bound before the rows at the end that cost nothing."""
    if not free[-1]:
        return None
    first = len(free) - next((count for count, one in enumerate(reversed(free)) if not one), len(free))
    return Decimal(0) if first == 0 else bounds[first - 1]


def _amount(price: Record) -> Decimal | None:
    """Return an amount of money, `None` where there is none or no bound."""
    micros = price.get("amountMicros")
    if figure(micros) == -1:
        return None
    found = number(micros, "amountMicros")
    return None if found is None else found / _MICROS


def _is_free(cell: Record) -> bool:
    if "subtable" in cell:
        raise UnreadableError(f"its table refers to the table {text(cell, 'subtable')!r}, which is not followed")
    if "flatRate" in cell:
        return _amount(mapping(cell, "flatRate")) == 0
    return "pricePercentage" in cell and figure(cell["pricePercentage"]) == 0
