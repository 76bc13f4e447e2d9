"""dateparser: a time to come, as its distance from now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dateparser.search import search_dates

# A time of day that no text names: only a date that was counted from now keeps it.
_NOW = datetime(2021, 3, 17, 13, 37, 41, 123_457)  # noqa: DTZ001 - the library's own base has no zone
_SETTINGS = {"RELATIVE_BASE": _NOW, "RETURN_AS_TIMEZONE_AWARE": False}


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:
    """Return the lengths of time that a text names."""
    try:
        found = search_dates(text, languages=[lang] if lang else None, settings=_SETTINGS) or []
    except (ValueError, TypeError, OverflowError, RecursionError, AttributeError, IndexError, KeyError):
        return []  # a language that it does not have, or one of its own errors
    distances = [abs(when.replace(tzinfo=None) - _NOW) for _, when in found if when.microsecond == _NOW.microsecond]
    return [{"kind": "duration", "seconds": one.total_seconds()} for one in distances if one > timedelta(0)]
