"""The machine-readable report: `--promises-json FILE`, versioned, described by `report.schema.json`."""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pytest_promises._version import __version__
from pytest_promises.model.finding import Finding
from pytest_promises.wire import to_plain

SCHEMA_VERSION = 1
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def report(
    findings: Sequence[Finding], started_at: str, finished_at: str, problems: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the report as plain data; times are ISO 8601 in UTC, `problems` the specs that could not be read."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "pytest-promises", "version": __version__},
        "started_at": started_at,
        "finished_at": finished_at,
        "summary": dict(sorted(Counter(str(finding.verdict) for finding in findings).items())),
        "problems": list(problems),
        "findings": [to_plain(finding) for finding in findings],
    }


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write the report whole or not at all; raises `OSError`."""
    text = _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(data, ensure_ascii=False, indent=1))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(path)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (Draft 2020-12) of the report."""
    text = files(__package__).joinpath("report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
