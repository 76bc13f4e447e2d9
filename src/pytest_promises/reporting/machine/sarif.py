"""`sarif`: SARIF 2.1.0 (OASIS), as code scanning takes it: each breach at the spec's line, with a stable fingerprint.

Limits are those that GitHub documents: 25,000 results a run are taken, the rest would lose the whole upload.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.check import called
from pytest_promises.model.finding import Finding, Quote, Verdict
from pytest_promises.model.report import Change, Report
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable
from pytest_promises.reporting.standing import Standing, rank, standing

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
_LEVELS = {Standing.BROKEN: "error", Standing.INCONCLUSIVE: "warning", Standing.TOLERATED: "note"}
_RULES = {
    Verdict.CONTRADICTED: "A place says something else than is promised.",
    Verdict.UNSTATED: "A place that should state the promise does not.",
    Verdict.UNCOVERED: "Customers are told what no promise covers.",
    Verdict.VAGUE: "A place promises without a figure.",
    Verdict.AMBIGUOUS: "A place says several things, and none can be tied to the promise.",
    Verdict.BROKEN: "What is promised is not done.",
    Verdict.INCONCLUSIVE: "The promise could not be checked.",
    Verdict.WAIVED: "A known breach is waived for a time.",
}
_UNCHANGED = frozenset({Change.STILL_BROKEN, Change.STILL_INCONCLUSIVE})


class Sarif(ReportFormat):
    """What is broken or could not be checked, for code scanning."""

    name = "sarif"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the report whole or not at all; raises `OSError`."""
        write(path, json.dumps(plain(report), indent=1) + "\n")


def plain(report: Report) -> dict[str, Any]:
    """Return the report as a SARIF log."""
    told = sorted((one for one in report.findings if standing(one) is not Standing.PASSED), key=rank)
    driver = {
        "name": "pytest-promises",
        "semanticVersion": report.run.version or "0.0.0",
        "rules": [{"id": str(rule), "shortDescription": {"text": text}} for rule, text in _RULES.items()],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report, len(told))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding) for finding in told[:MOST]],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(report: Report, told: int) -> dict[str, Any]:
    texts = [*report.problems]
    texts += [f"{told - MOST} more findings are left out: one upload has room for {MOST}."] if told > MOST else []
    notes = [{"level": "error", "message": {"text": printable(text)}} for text in texts]
    times = {"startTimeUtc": _utc(report.run.started_at), "endTimeUtc": _utc(report.run.finished_at)}
    return {
        "executionSuccessful": not report.problems,
        "toolExecutionNotifications": notes,
        **{name: time for name, time in times.items() if time},
    }


def _utc(time: str) -> str:
    return time.replace("+00:00", "Z")


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    rule = finding.underlying or finding.verdict
    since = report.since.get(finding.key)
    result: dict[str, Any] = {
        "ruleId": str(rule),
        "ruleIndex": list(_RULES).index(rule),
        "level": _LEVELS[standing(finding)],
        "message": {"text": printable(_message(finding))},
        "locations": [_location(finding)],
        "partialFingerprints": {"promiseCheck/v1": fingerprint(finding)},
        "properties": {"promise": finding.promise, "check": finding.check, "owner": finding.owner},
    }
    related = list(_related(finding.quotes))
    if related:
        result["relatedLocations"] = related
    if since is not None:
        result["baselineState"] = "unchanged" if since.change in _UNCHANGED else "new"
    if finding.verdict is Verdict.WAIVED:
        result["suppressions"] = [{"kind": "external", "justification": printable("; ".join(finding.notes))}]
    return result


def fingerprint(finding: Finding) -> str:
    """Return what names the check from run to run, wherever in its spec it has moved."""
    return sha256("\n".join((PurePath(finding.spec).as_posix(), finding.promise, finding.check)).encode()).hexdigest()


def _message(finding: Finding) -> str:
    text = f"{finding.promise}: {finding.why or finding.verdict}"
    return f"{text}. {finding.remedy}" if finding.remedy else text


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.location
    uri = PurePath(place.file).as_posix()
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri if uri.startswith("/") else uri.removeprefix("./")},
            "region": {"startLine": max(1, place.line), "startColumn": max(1, place.column)},
        },
        "logicalLocations": [{"fullyQualifiedName": called(finding.promise, finding.check)}],
    }


def _related(quotes: Sequence[Quote]) -> Iterator[dict[str, Any]]:
    for number, quote in enumerate(quotes[:10], 1):
        url = quote.evidence.final_url or quote.evidence.url
        text = printable(f'{quote.channel}: "{quote.words}"')
        location: dict[str, Any] = {"id": number, "message": {"text": text}}
        if url.startswith(("http://", "https://")):
            location["physicalLocation"] = {"artifactLocation": {"uri": url}}
        yield location
