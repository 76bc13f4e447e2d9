"""The machine-readable report: `--promises-report json=FILE`, versioned, described by `report.schema.json`."""

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report
from pytest_promises.wire import to_plain

from .files import write

SCHEMA_VERSION = 1
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class JsonReport(ReportFormat):
    """All that a run found, as one JSON object."""

    name = "json"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it names evidence by its hash
        """Write the report whole or not at all; raises `OSError`."""
        write(path, as_text(plain(report)) + "\n")


def plain(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "pytest-promises", "version": report.run.version},
        "run": to_plain(report.run),
        "previous": to_plain(report.previous) if report.previous else None,
        "started_at": report.run.started_at,
        "finished_at": report.run.finished_at,
        "summary": dict(sorted(Counter(str(finding.verdict) for finding in report.findings).items())),
        "problems": list(report.problems),
        "findings": [plain_finding(report, finding) for finding in report.findings],
        "gone": [dict(zip(("spec", "promise", "check"), key, strict=True)) for key in report.gone],
    }


def plain_finding(report: Report, finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data, with what has changed."""
    since = report.since.get(finding.key)
    return {**to_plain(finding), "since": to_plain(since) if since else None}


def as_text(data: object) -> str:
    """Return data as JSON that any terminal may show."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(data, ensure_ascii=False, indent=1))


def schema() -> dict[str, Any]:
    """Return the JSON Schema (Draft 2020-12) of the report."""
    text = files(__package__).joinpath("report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
