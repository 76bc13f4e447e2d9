"""quantulum3: quantities with units; English."""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from quantulum3 import parser

_DAY = 86_400
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3_600, "day": _DAY, "week": 7 * _DAY, "fortnight": 14 * _DAY,
    "month": 30 * _DAY, "year": 365 * _DAY, "decade": 3_650 * _DAY,
}  # fmt: skip
_CURRENCIES = {
    "dollar": "$", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY",
    "yen": "JPY", "indian rupee": "INR", "rupee": "INR", "russian ruble": "RUB", "ruble": "RUB", "won": "KRW",
}  # fmt: skip


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - it has one language
    """Return the quantities of a text; a range is a value with an uncertainty."""
    try:
        found = parser.parse(text)
    except Exception:  # noqa: BLE001 - whatever it raises, it has read nothing
        return []
    return [plain for one in found if (plain := _plain(one)) is not None]


def _plain(one: Any) -> dict[str, Any] | None:
    name, spread = one.unit.name, one.uncertainty or 0
    low, high = one.value - spread, one.value + spread
    if name in _SECONDS:
        return {"kind": "duration", "min": low * _SECONDS[name], "max": high * _SECONDS[name]}
    if one.unit.entity.name == "currency":
        return {"kind": "money", "min": low, "max": high, "currency": _CURRENCIES.get(name, name)}
    return {"kind": "percent", "value": one.value} if name == "percentage" else None
