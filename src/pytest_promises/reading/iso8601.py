"""ISO 8601 durations (`P1D`, `PT4H30M`, `P2W`), as structured data writes them."""

import re
from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import SECONDS, Clock, Duration, Unit

_NUMBER: Final = r"\d{1,9}(?:[.,]\d{1,9})?"
_PERIOD: Final = re.compile(
    rf"P(?=.)(?:(?P<year>{_NUMBER})Y)?(?:(?P<month>{_NUMBER})M)?(?:(?P<week>{_NUMBER})W)?(?:(?P<day>{_NUMBER})D)?"
    rf"(?:T(?=\d)(?:(?P<hour>{_NUMBER})H)?(?:(?P<minute>{_NUMBER})M)?(?:(?P<second>{_NUMBER})S)?)?",
    re.IGNORECASE,
)
_UNITS: Final[tuple[Unit, ...]] = ("year", "month", "week", "day", "hour", "minute", "second")


def parse_period(text: str) -> Duration | None:
    """Return the duration of an ISO 8601 period, or `None` when the text is none."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    parts = [(unit, Decimal(match[unit].replace(",", "."))) for unit in _UNITS if match[unit]]
    seconds = float(sum((Decimal(SECONDS[unit]) * number for unit, number in parts), Decimal(0)))
    return Duration(seconds, seconds, Clock.ELAPSED, parts[-1][0])
