"""Figures that come as data, and what a `unit:` makes of them."""

import re
from decimal import Decimal, InvalidOperation

from pytest_promises.model.quantities import SECONDS, Clock, Duration, Money, Percentage, Unit

_BUSINESS = re.compile(r"(?:business|working)[ _-]+(.+)", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")
_FIGURE = re.compile(r"\d{1,15}(\.\d{1,12})?")
_NAMES: dict[str, Unit] = {form: unit for unit in SECONDS for form in (unit, f"{unit}s")}

UNIT_PATTERN = "^((business[ _-])?(second|minute|hour|day|week|month|year)s?|percent|%|[A-Z]{3})$"
"""What `unit:` can be, for the schema."""


def figure(value: object) -> Decimal | None:
    """Return the exact number of a JSON number or of a string that is one, or `None`.

    A float is taken as it was written: 99.95 is 99.95. Negative and infinite numbers are returned as they are.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    text = value.strip().removeprefix("+") if isinstance(value, str) else ""
    return Decimal(text) if _FIGURE.fullmatch(text.removeprefix("-")) else None


def quantity(number: Decimal, unit: str) -> Duration | Money | Percentage:
    """Return that many of a unit: a length of time, a share in percent, or an amount of a currency.

    Raises `ValueError` for what is no unit.
    """
    if unit.lower() in {"percent", "%"}:
        return Percentage(number, number)
    if _CURRENCY.fullmatch(unit):
        return Money(number, number, unit)
    business = _BUSINESS.fullmatch(unit)
    name = _NAMES.get((business[1] if business else unit).lower())
    if name is None:
        raise ValueError(unit)
    seconds = float(number * Decimal(SECONDS[name]))
    return Duration(seconds, seconds, Clock.BUSINESS if business else Clock.ELAPSED, name)


def is_unit(unit: str) -> bool:
    """Return whether that is a unit."""
    try:
        quantity(Decimal(0), unit)
    except (ValueError, InvalidOperation):
        return False
    return True
