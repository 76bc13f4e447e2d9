"""`jsonl`: the report as JSON lines, one object a line: `run`, then `problem`s, `finding`s and `gone`, then `end`.

Each line has one key, whose value is as in the JSON report; see `$defs.line` of its schema.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.report import Report
from pytest_promises.reporting.files import write
from pytest_promises.reporting.json_report import SCHEMA_VERSION, plain_finding
from pytest_promises.wire import to_plain


class JsonLines(ReportFormat):
    """All that a run found, one line each: to append to a log, or to load into a warehouse."""

    name = "jsonl"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it names evidence by its hash
        """Write the report whole or not at all; raises `OSError`."""
        write(path, "".join(f"{json.dumps(line, separators=(',', ':'))}\n" for line in lines(report)))


def lines(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the lines as plain data."""
    yield {"run": {"schema_version": SCHEMA_VERSION, **to_plain(report.run)}}
    for problem in report.problems:
        yield {"problem": problem}
    for finding in report.findings:
        yield {"finding": plain_finding(report, finding)}
    for key in report.gone:
        yield {"gone": dict(zip(("spec", "promise", "check"), key, strict=True))}
    yield {"end": {"findings": len(report.findings), "problems": len(report.problems)}}
