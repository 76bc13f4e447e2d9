"""Figures that come as data, and what a `unit:` makes of them."""

import re
from decimal import Decimal

from pytest_promises.model.quantities import SECONDS, Clock, Duration, Money, Percentage, Unit

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
    if not is_unit(unit):
        raise ValueError(unit)
    if unit in {"percent", "%"}:
        return Percentage(number, number)
    name = _NAMES.get(re.split("[ _-]", unit)[-1])
    if name is None:
        return Money(number, number, unit)
    seconds = float(number * Decimal(SECONDS[name]))
    return Duration(seconds, seconds, Clock.BUSINESS if unit.startswith("business") else Clock.ELAPSED, name)


def is_unit(unit: str) -> bool:
    """Return whether that is a unit."""
    return re.search(UNIT_PATTERN, unit) is not None
