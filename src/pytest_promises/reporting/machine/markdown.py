"""`markdown`: a summary as GitHub's step summary and merge requests show it, failures first.

A step summary over 1 MiB is lost as a whole: what is too much is counted instead.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report
from pytest_promises.reporting.changes import changed
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable, shorten
from pytest_promises.reporting.standing import Standing, by_promise, standing

MOST_BYTES = 900_000
_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~@&:$])")
_LONGEST = 300
_MARKS = {Standing.BROKEN: "❌", Standing.INCONCLUSIVE: "❔", Standing.TOLERATED: "➖", Standing.PASSED: "✅"}


class Markdown(ReportFormat):
    """The summary; to the file that `GITHUB_STEP_SUMMARY` names it is appended, as other steps do."""

    name = "markdown"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the summary whole or not at all; raises `OSError`."""
        if str(path) == os.environ.get("GITHUB_STEP_SUMMARY"):
            with path.open("a", encoding="utf-8") as file:
                file.write(text(report))
        else:
            write(path, text(report))


def text(report: Report) -> str:
    """Return the summary."""
    counts = Counter(standing(one) for one in report.findings)
    numbers = ", ".join(f"{_MARKS[one]} {counts[one]} {one}" for one in Standing if counts[one])
    head = f"## Promises\n\n{numbers or 'Nothing was checked.'}\n\n"
    head += "".join(f"- ❌ {_escaped(problem)}\n" for problem in report.problems[:50])
    return head + _bounded(list(_sections(report)), MOST_BYTES - len(head.encode()))


def _bounded(parts: list[str], room: int) -> str:
    kept: list[str] = []
    for number, part in enumerate(parts):
        room -= len(part.encode())
        if room < 0:
            return "".join(kept) + f"\n{len(parts) - number} more promises are not shown: see the report.\n"
        kept.append(part)
    return "".join(kept)


def _sections(report: Report) -> Iterator[str]:
    for (spec, promise), findings in by_promise(report.findings):
        told = [one for one in findings if standing(one) in {Standing.BROKEN, Standing.INCONCLUSIVE}]
        if told:
            owner = f" · {_escaped(told[0].owner)}" if told[0].owner else ""
            rows = "".join(_row(report, one) for one in told[:50])
            more = f"\n{len(told) - 50} more checks\n" if len(told) > 50 else ""
            title = (
                f"### {_escaped(promise)}{owner}\n\n{_escaped(told[0].text or told[0].declared)} ({_escaped(spec)})\n\n"
            )
            yield f"{title}| | check | what | since |\n|---|---|---|---|\n{rows}{more}\n"


def _row(report: Report, finding: Finding) -> str:
    since = report.since.get(finding.key)
    cells = (
        _MARKS[standing(finding)],
        finding.check,
        finding.why,
        changed(since, report.run.started_at) if since else "",
    )
    return "| " + " | ".join(_escaped(cell) for cell in cells) + " |\n"


def _escaped(given: str) -> str:
    """Return a text that Markdown shows as it is: no link, no image, no mention, no HTML."""
    return _ACTIVE.sub(r"\\\1", shorten(printable(given), _LONGEST)).replace("\\<", "&lt;").replace("\\&", "&amp;")
