"""timelength: a text that is one length of time; English."""

from collections.abc import Mapping, Sequence
from typing import Any

from timelength import TimeLength


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - it has one language here
    """Return the length of time that a text adds up to."""
    try:
        result = TimeLength(content=text).result
    except Exception:  # noqa: BLE001 - whatever it raises, it has read nothing
        return []
    return [{"kind": "duration", "seconds": float(result.seconds)}] if result.seconds else []
