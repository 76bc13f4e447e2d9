"""`openmetrics`: the findings as metrics in OpenMetrics 1.0 text, for Prometheus and GitLab's metrics reports."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import PASSING, Figure, Finding
from pytest_promises.model.report import Report
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable

_UNITS = {"%": ("ratio", 0.01), "seconds": ("seconds", 1.0), "business seconds": ("business_seconds", 1.0)}
_DAYS = {"days": "days", "business days": "business_days"}
Labels = tuple[tuple[str, str], ...]


class OpenMetrics(ReportFormat):
    """One gauge for each check, one for each figure that was measured, and when the run was."""

    name = "openmetrics"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the metrics whole or not at all; raises `OSError`."""
        write(path, text(report))


def text(report: Report) -> str:
    """Return the metrics as an OpenMetrics exposition."""
    return "".join(
        f"{line}\n" for line in (*_run(report), *_checks(report.findings), *_figures(report.findings), "# EOF")
    )


def _run(report: Report) -> Iterator[str]:
    yield from _family("promises_last_checked_timestamp_seconds", "When the last run ended.", "seconds")
    ended = report.run.finished_at or report.run.started_at
    yield f"promises_last_checked_timestamp_seconds {datetime.fromisoformat(ended).timestamp():.0f}"
    yield from _family("promises_checks", "Checks by verdict.")
    for verdict, count in sorted(Counter(str(one.verdict) for one in report.findings).items()):
        yield f"promises_checks{_labels((('verdict', verdict),))} {count}"
    yield from _family("promises_specs_with_problems", "Specs that could not be read.")
    yield f"promises_specs_with_problems {len(report.problems)}"


def _checks(findings: Iterable[Finding]) -> Iterator[str]:
    yield from _family("promises_check_passed", "Whether a check passed: 1, or 0 for any other verdict.")
    seen: set[str] = set()
    for finding in findings:
        labels = _labels((*_of(finding), ("verdict", str(finding.verdict))))
        if labels not in seen:
            seen.add(labels)
            yield f"promises_check_passed{labels} {int(finding.verdict in PASSING)}"


def _figures(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what was measured, a family for each unit: numbers of one family have one unit."""
    families: dict[str, dict[str, float]] = {}
    for finding in findings:
        for figure in finding.figures:
            if figure.value is not None:
                name, value = _measured(figure)
                labels = _labels((*_of(finding), ("figure", figure.name), ("group", " / ".join(figure.group))))
                families.setdefault(name, {}).setdefault(labels, value)
    for name, samples in sorted(families.items()):
        unit = name.removeprefix("promises_observed_") if name != "promises_observed" else ""
        yield from _family(name, "What was measured.", unit)
        for labels, value in samples.items():
            yield f"{name}{labels} {value:.10g}"


def _measured(figure: Figure) -> tuple[str, float]:
    value = figure.value or 0.0
    if figure.unit in _UNITS:
        unit, factor = _UNITS[figure.unit]
        return f"promises_observed_{unit}", value * factor
    return (f"promises_observed_{_DAYS[figure.unit]}", value) if figure.unit in _DAYS else ("promises_observed", value)


def _family(name: str, what: str, unit: str = "") -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    if unit:
        yield f"# UNIT {name} {unit}"
    yield f"# HELP {name} {what}"


def _of(finding: Finding) -> Labels:
    """Return the labels of a check; those that are empty are left out, which to OpenMetrics is the same."""
    return (
        ("promise", finding.promise),
        ("check", finding.check),
        ("spec", finding.spec),
        ("channel", finding.channel),
        ("topic", finding.topic),
        ("owner", finding.owner),
    )


def _labels(labels: Labels) -> str:
    inner = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels if value)
    return f"{{{inner}}}" if inner else ""


def _escaped(value: str) -> str:
    return re.sub(r'["\\]', r"\\\g<0>", printable(value))
