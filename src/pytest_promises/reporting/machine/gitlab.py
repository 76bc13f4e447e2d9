"""`gitlab`: a Code Quality report, which merge requests compare with the target branch.

The format is the subset of Code Climate's that GitLab documents: description, check_name, fingerprint, severity,
location.
"""

import json
from pathlib import Path, PurePath
from typing import Any

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Report
from pytest_promises.reporting.changes import name
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable
from pytest_promises.reporting.standing import Standing, rank, standing

from .sarif import fingerprint

_SEVERITIES = {Standing.BROKEN: "major", Standing.INCONCLUSIVE: "minor", Standing.TOLERATED: "info"}


class GitLab(ReportFormat):
    """What is broken or could not be checked, for merge requests."""

    name = "gitlab"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the report whole or not at all; raises `OSError`."""
        write(path, json.dumps(plain(report), indent=1) + "\n")


def plain(report: Report) -> list[dict[str, Any]]:
    """Return the report as GitLab reads it."""
    return [_issue(one) for one in sorted(report.findings, key=rank) if standing(one) is not Standing.PASSED]


def _issue(finding: Finding) -> dict[str, Any]:
    critical = finding.verdict is Verdict.BROKEN
    return {
        "type": "issue",
        "description": printable(f"{name(finding.key)}: {finding.why or finding.verdict}"),
        "check_name": f"promise-{finding.underlying or finding.verdict}",
        "fingerprint": fingerprint(finding),
        "severity": "critical" if critical else _SEVERITIES[standing(finding)],
        "location": {
            "path": PurePath(finding.location.file).as_posix().removeprefix("./"),
            "lines": {"begin": max(1, finding.location.line)},
        },
    }
