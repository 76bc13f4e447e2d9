"""Quantities as a corpus expects them and as a reader says them, and when the two agree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DAY = 86_400
_LONG = (30 * _DAY, 365 * _DAY)
_SLACK = 0.02
"""How far apart lengths in months and years may be: nobody says how long a month is."""
_POINTS = {"duration": "seconds", "money": "amount", "percent": "value"}
_DOLLARS = "$"
_BOUNDS = {**{name: name for name in ("exact", "upper", "lower", "range")}, "under": "upper", "above": "lower"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its ends (`None` where open), and its `mark`: the clock, the currency, or the opening hours.

    `bound`, `topic`, `scope` and `mood` are empty where the corpus or the reader does not tell them; `unit` is that of
    a length in the words of the text.
    """

    kind: str
    low: float | None = None
    high: float | None = None
    mark: str = ""
    unit: str = ""
    bound: str = ""
    topic: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    mood: str = ""


def quantity(plain: Mapping[str, Any], topic: str | None = None) -> Quantity:
    """Return a quantity of the plain form that corpora and readers share; `topic` is for one that names none."""
    kind = str(plain["kind"])
    low, high = _ends(kind, plain)
    return Quantity(
        kind=kind,
        low=low,
        high=high,
        mark=_mark(kind, plain),
        unit=str(plain.get("unit", "")).removeprefix("business_"),
        bound=_BOUNDS.get(plain.get("bound") or _bound(plain), ""),
        topic=plain.get("topic", topic),
        scope=tuple(sorted(dict(plain.get("scope", {})).items())),
        mood=str(plain.get("mood", "")),
    )


def _ends(kind: str, plain: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if kind == "relative_day":
        return plain["days"], plain["days"]
    point = plain.get(_POINTS.get(kind, ""))
    if point is not None:
        return float(point), float(point)
    names = ("seconds_min", "seconds_max") if "seconds_min" in plain else ("min", "max")
    low, high = (plain.get(name) for name in names)
    return None if low is None else float(low), None if high is None else float(high)


def _bound(plain: Mapping[str, Any]) -> str:
    """Return the bound that the ends show, where both are told."""
    low, high = plain.get("min", ""), plain.get("max", "")
    if "" in {low, high}:
        return ""
    if low is None or high is None:
        return "upper" if low is None else "lower"
    return "exact" if low == high else "range"


def _mark(kind: str, plain: Mapping[str, Any]) -> str:
    if kind == "money":
        return str(plain.get("currency") or "")
    if kind == "weekly_hours":
        return re.sub(r"\s*([,;])\s*", r"\1", str(plain.get("osm") or "").strip())
    return "business" if plain.get("business") else ""


def same_ends(wanted: Quantity, said: Quantity) -> bool:
    """Tell whether two quantities have the same ends; an open end counts as the other one."""
    if wanted.kind != said.kind:
        return False
    ours, theirs = _closed(wanted), _closed(said)
    return all(_near(a, b, wanted.kind) for a, b in zip(ours, theirs, strict=True))


def same(wanted: Quantity, said: Quantity) -> bool:
    """Tell whether two quantities are the same: ends, and clock, currency or opening hours."""
    if not same_ends(wanted, said):
        return False
    return _same_currency(wanted.mark, said.mark) if wanted.kind == "money" else wanted.mark == said.mark


def _closed(one: Quantity) -> tuple[float | None, float | None]:
    low = one.low or one.high
    return low, low if one.high is None else one.high


def _near(wanted: float | None, said: float | None, kind: str) -> bool:
    if wanted is None or said is None:
        return wanted is said
    in_months = kind == "duration" and wanted >= 28 * _DAY and any(wanted % length < 1 for length in _LONG)
    return abs(wanted - said) <= (_SLACK if in_months else 1e-6) * max(1.0, abs(wanted))


def _same_currency(wanted: str, said: str) -> bool:
    if wanted in {"", "?"} or wanted.startswith("unit:"):
        return True
    return said == wanted or (wanted == _DOLLARS and said.endswith(("D", _DOLLARS)))
