"""`github`: workflow commands that GitHub Actions shows as annotations, at the spec's line.

A step may have 10 errors and 10 warnings, the rest is dropped without a word: there is one a promise, the worst first,
and the last says how many are not shown.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from pytest_promises.hookspecs import Blobs, ReportFormat
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report
from pytest_promises.reporting.files import write
from pytest_promises.reporting.printable import printable
from pytest_promises.reporting.standing import Standing, by_promise, standing

MOST = 10


class GitHub(ReportFormat):
    """Annotations; `github=-` writes them where GitHub Actions reads them."""

    name = "github"

    def write(self, report: Report, path: Path, blobs: Blobs) -> None:  # noqa: ARG002 - it shows no pictures
        """Write the annotations whole or not at all; raises `OSError`."""
        write(path, "".join(f"{one}\n" for one in annotations(report)))


def annotations(report: Report) -> Iterator[str]:
    """Yield the commands."""
    yield from _bounded("error", [*_problems(report.problems), *_promises(report, Standing.BROKEN, "error")])
    yield from _bounded("warning", list(_promises(report, Standing.INCONCLUSIVE, "warning")))


def _bounded(level: str, lines: Sequence[str]) -> Iterator[str]:
    if len(lines) <= MOST:
        yield from lines
        return
    yield from lines[: MOST - 1]
    yield f"::{level} title=Promises::{len(lines) - MOST + 1} more promises are not shown here: see the report"


def _problems(problems: Sequence[str]) -> Iterator[str]:
    return (f"::error title=Spec::{_data(problem)}" for problem in problems)


def _promises(report: Report, wanted: Standing, level: str) -> Iterator[str]:
    for (_, promise), findings in by_promise(report.findings):
        told = [one for one in findings if standing(one) is wanted]
        if told:
            yield _command(level, promise, told)


def _command(level: str, promise: str, findings: Sequence[Finding]) -> str:
    first = findings[0]
    place = first.location
    more = f" (and {len(findings) - 1} more checks)" if len(findings) > 1 else ""
    values = {
        "file": PurePath(place.file).as_posix(),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{promise}: {first.verdict}{more}",
    }
    text = "\n".join(printable(part) for part in (first.why, first.remedy) if part)
    return f"::{level} {','.join(f'{name}={_value(value)}' for name, value in values.items())}::{_data(text)}"


def _data(text: str) -> str:
    lines = "\n".join(map(printable, text.split("\n")))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
