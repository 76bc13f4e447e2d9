"""`ctrf`: Common Test Report Format, version 1.0.0 of its specification (https://ctrf.io)."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report
from pytest_promises.reporting.changes import name
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable
from pytest_promises.reporting.standing import Standing, standing

from .sarif import fingerprint

_STATUS = {
    Standing.PASSED: "passed",
    Standing.BROKEN: "failed",
    Standing.INCONCLUSIVE: "other",
    Standing.TOLERATED: "skipped",
}
_COUNTED = ("passed", "failed", "skipped", "pending", "other")


class Ctrf(ReportFormat):
    """All checks as tests."""

    name = "ctrf"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the report whole or not at all; raises `OSError`."""
        write(path, json.dumps(plain(report), indent=1) + "\n")


def plain(report: Report) -> dict[str, Any]:
    """Return the report as CTRF."""
    counts = Counter(_STATUS[standing(one)] for one in report.findings)
    start, stop = _milliseconds(report.run.started_at), _milliseconds(report.run.finished_at or report.run.started_at)
    return {
        "reportFormat": "CTRF",
        "specVersion": "1.0.0",
        "runId": report.run.id,
        "timestamp": report.run.finished_at or report.run.started_at,
        "generatedBy": "pytest-promises",
        "results": {
            "tool": {"name": "pytest-promises", "version": report.run.version},
            "summary": {
                "tests": len(report.findings),
                **{status: counts[status] for status in _COUNTED},
                "start": start,
                "stop": stop,
            },
            "tests": [_test(one) for one in report.findings],
            "extra": {"problems": [printable(problem) for problem in report.problems]},
        },
    }


def _test(finding: Finding) -> dict[str, Any]:
    labels = {"topic": finding.topic, "owner": finding.owner, "channel": finding.channel}
    test: dict[str, Any] = {
        "testId": fingerprint(finding),
        "name": name(finding.key),
        "status": _STATUS[standing(finding)],
        "rawStatus": str(finding.verdict),
        "duration": round(finding.evidence.seconds * 1000),
        "suite": [finding.spec, finding.promise],
        "filePath": finding.location.file,
        "line": finding.location.line,
        "type": finding.kind,
        "labels": {label: printable(value) for label, value in labels.items() if value},
    }
    message = " ".join(printable(text) for text in (finding.why, finding.remedy) if text)
    return {**test, "message": message} if message else test


def _milliseconds(time: str) -> int:
    return round(datetime.fromisoformat(time).timestamp() * 1000)
