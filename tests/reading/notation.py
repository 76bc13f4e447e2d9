"""Values in the short notation of the corpus files: `<=24 hour`, `3-5 business day`, `EUR>=50`, `99.9%`."""

from decimal import Decimal

from pytest_promises.model.quantities import (
    SECONDS,
    Clock,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
    Value,
    WeeklyHours,
)


def notation(value: Value) -> str:  # noqa: PLR0911 - one line a kind
    """Return a value in the notation of the corpus files."""
    if isinstance(value, Duration):
        business = "business " if value.clock is Clock.BUSINESS else ""
        ends = [None if end is None else _number(end / SECONDS[value.unit]) for end in (value.minimum, value.maximum)]
        return f"{_ends(*ends)} {business}{value.unit}"
    if isinstance(value, RelativeDay):
        return f"day+{value.days}" + (" business" if value.clock is Clock.BUSINESS else "")
    if isinstance(value, Money):
        ends = [None if end is None else _number(end) for end in (value.minimum, value.maximum)]
        text = _ends(*ends)
        return value.currency + (text if not value.currency or text[0] in "<>" else f"={text}")
    if isinstance(value, WeeklyHours):
        return value.osm + (f" @{value.timezone}" if value.timezone else "")
    if isinstance(value, Languages):
        return ",".join(value.codes)
    if isinstance(value, Percentage | Count):
        ends = [None if end is None else _number(end) for end in (value.minimum, value.maximum)]
        return _ends(*ends) + ("%" if isinstance(value, Percentage) else "x")
    return "vague"


def _ends(low: str | None, high: str | None) -> str:
    if low is None:
        return f"<={high}"
    if high is None:
        return f">={low}"
    return low if low == high else f"{low}-{high}"


def _number(value: float | Decimal) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
