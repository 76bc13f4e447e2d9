"""What the journal of a run tells, whole or up to where the run was killed."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError

from pytest_promises.evidence.journal import lines
from pytest_promises.model.report import Key, RunInfo
from pytest_promises.wire import from_plain

from . import HistoryError

Plain = Mapping[str, Any]

_FRACTION = re.compile(r"-([0-9a-f]{6})$")


@dataclass(frozen=True, slots=True)
class Story:
    """One run: `findings` are plain data by key, in the order of the run; `size` is that of the journal, in bytes.

    A run that was killed is partial: it did not come to all of its checks.
    """

    run: RunInfo
    findings: Mapping[Key, Plain]
    problems: tuple[str, ...]
    size: int


def story_of(journal: Path) -> Story | None:
    """Return what a journal tells, `None` where it does not even name its run; what is damaged ends it.

    Raises `HistoryError` when it cannot be read.
    """
    run: RunInfo | None = None
    ended, findings, problems = False, dict[Key, Plain](), list[str]()
    try:
        size = journal.stat().st_size
        for kind, content in lines(journal):
            if kind == "finding":
                findings[key_of(content)] = content
            elif kind == "problem":
                problems.append(str(content))
            elif kind in {"run", "end"}:
                run, ended = _run(content), kind == "end"
    except OSError as error:
        raise HistoryError(f"the journal {journal.name} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, BaseValidationError):
        problems.append(f"the journal {journal.name} is damaged after {len(findings)} findings")
    if run is None:
        return None
    return Story(run if ended else replace(run, partial=True), findings, tuple(problems), size)


def _run(content: Plain) -> RunInfo:
    run = from_plain(content, RunInfo)
    number_of(run)
    return run


def key_of(finding: Plain) -> Key:
    """Return what a finding's check is known by."""
    return clean_key((finding["spec"], finding["promise"], finding["check"]))


def clean_key(key: Key) -> Key:
    """Return a key as the database has it."""
    spec, promise, check = map(clean, key)
    return (spec, promise, check)


def clean(text: object) -> str:
    """Return a text that any database takes: without NUL and lone surrogates."""
    plain = str(text)
    if plain.isascii() and "\0" not in plain:
        return plain
    return plain.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def number_of(run: RunInfo) -> int:
    """Return a number that sorts runs by the time they began, of 63 bits; raises `ValueError` for no time.

    The end of an id has the fraction of the second, so that runs of one second keep their order.
    """
    seconds = int(datetime.fromisoformat(run.started_at).timestamp())
    fraction = _FRACTION.search(run.id)
    part = int(fraction[1], 16) if fraction else int.from_bytes(sha256(run.id.encode()).digest()[:3])
    return (max(seconds, 0) << 24) | part


def value_of(finding: Plain) -> float | None:
    """Return the first figure that was measured."""
    value = _figure(finding).get("value")
    return float(value) if isinstance(value, int | float) else None


def unit_of(finding: Plain) -> str:
    """Return the unit of the first figure that was measured."""
    return str(_figure(finding).get("unit") or "")


def _figure(finding: Plain) -> Plain:
    figures: Sequence[Plain] = finding.get("figures") or ({},)
    return figures[0]


def as_json(value: object) -> str:
    """Return a value as the compact JSON of a column."""
    return json.dumps(value, separators=(",", ":"))
