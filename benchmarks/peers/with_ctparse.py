"""ctparse: one time or length of time; English and German."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ctparse import ctparse
from ctparse.types import Duration

logging.getLogger("ctparse").setLevel(logging.ERROR)
_NOW = datetime(2021, 3, 17, 13, 37)  # noqa: DTZ001 - the library's own base has no zone
_DAY = 86_400
_SECONDS = {"minutes": 60, "hours": 3_600, "days": _DAY, "nights": _DAY, "weeks": 7 * _DAY, "months": 30 * _DAY}


def read(text: str, lang: str | None) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - it finds its languages itself
    """Return the length of time that a text names."""
    try:
        found = ctparse(text, ts=_NOW, timeout=1.0, latent_time=False)
    except Exception:  # noqa: BLE001 - whatever it raises, it has read nothing
        return []
    length = getattr(found, "resolution", None)
    if not isinstance(length, Duration):
        return []
    return [{"kind": "duration", "seconds": length.value * _SECONDS.get(length.unit.value, 0)}]
