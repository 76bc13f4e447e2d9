"""Hearings as they are kept: what was said by its content, apart from when and how it was heard.

A channel that says the same every night is kept once; only the time, the status and the like are written for each run.
"""

import json
from dataclasses import replace
from typing import Any

from pytest_promises.model.hearing import Evidence, Hearing
from pytest_promises.wire import from_plain, to_plain


def split(hearing: Hearing) -> tuple[bytes, dict[str, Any]]:
    """Return what was said, as JSON, and the evidence of when and how as plain data."""
    said = to_plain(replace(hearing, evidence=Evidence()))
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.encode(), to_plain(hearing.evidence)


def join(said: bytes, evidence: Any) -> Hearing:
    """Return the hearing that `split` took apart; raises `ValueError` for what it did not write."""
    try:
        return replace(from_plain(json.loads(said), Hearing), evidence=from_plain(evidence, Evidence))
    except Exception as error:
        raise ValueError(f"a snapshot cannot be read: {error}") from error
