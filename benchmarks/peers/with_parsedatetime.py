"""parsedatetime: a time to come, as its distance from now; English."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import parsedatetime

_NOW = datetime(2021, 3, 17, 13, 37, 41)  # noqa: DTZ001 - the library's own base has no zone
_UNIT = re.compile(r"\b(?:\d+ ?[smhdwy]\b|sec|min|hour|hr|day|week|wk|month|mth|year|yr)", re.IGNORECASE)
_calendar = parsedatetime.Calendar()


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - it has one language
    """Return the lengths of time that a text names."""
    try:
        found = _calendar.nlp(text, sourceTime=_NOW) or ()
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError, KeyError):
        return []  # one of its own errors
    seconds = [abs((when - _NOW).total_seconds()) for when, _, _, _, words in found if _UNIT.search(words)]
    return [{"kind": "duration", "seconds": length} for length in seconds if length]
