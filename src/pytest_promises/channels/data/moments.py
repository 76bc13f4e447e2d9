"""Moments as data writes them, in one form: ISO 8601 in UTC."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_EPOCH = re.compile(r"\d{9,19}(\.\d+)?")


def utc(value: object) -> str | None:
    """Return a moment as ISO 8601 in UTC to the second, or `None` for what is none.

    Accepts ISO 8601 (without an offset it is UTC), HTTP and mail dates, and the seconds, milliseconds, microseconds or
    nanoseconds since 1970 as a number or a string.
    """
    if isinstance(value, bool):
        return None
    text = str(value).strip() if isinstance(value, (int, float, str)) else ""
    try:
        moment = _epoch(float(text)) if _EPOCH.fullmatch(text) else _written(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat(timespec="seconds")


def _epoch(number: float) -> datetime:
    for _ in range(3):
        if number >= 1e11:
            number /= 1000
    return datetime.fromtimestamp(number, UTC)


def _written(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)
