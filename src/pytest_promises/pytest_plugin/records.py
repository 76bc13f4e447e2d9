"""What the process that prints does with findings: lines, the summary, the report files."""

from collections import Counter
from types import SimpleNamespace

import pytest

from pytest_promises.model.check import CheckKind
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Report
from pytest_promises.reporting.changes import name, news
from pytest_promises.reporting.text import headline, line
from pytest_promises.wire import from_plain, to_plain

from .owners import tell_owners
from .progress import write_line
from .report_files import asked_for, write_all
from .run import Run
from .wholeness import chosen, stopped

_LETTERS = {"passed": ".", "failed": "F", "error": "E", "xfailed": "x", "skipped": "s"}
_WORDS = {"failed": "FAILED", "error": "ERROR", "xfailed": "XFAIL", "skipped": "SKIPPED"}
_OF_CHANNELS = frozenset({CheckKind.HEARD, CheckKind.COVERAGE})
_COLORS = {"passed": "green", "failed": "red", "error": "red", "xfailed": "yellow", "skipped": "yellow"}


class Shown:
    """A finding's text as pytest's reporters take it: whole, or its first line where one line is wanted."""

    def __init__(self, text: str, finding: Finding) -> None:
        self._text = text
        self.reprcrash = SimpleNamespace(
            message=headline(finding), path=finding.location.file, lineno=finding.location.line
        )

    def __str__(self) -> str:
        return self._text

    def toterminal(self, tw: "pytest.TerminalReporter") -> None:
        """Write the text; the first line, which says what is wrong, in red."""
        first, *rest = self._text.split("\n")
        tw.line(first, red=True, bold=True)
        for one in rest:
            tw.line(one)


class Records:
    """Takes findings from reports, of this process or of workers, and writes what is to be seen of them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._findings: list[Finding] = []
        self._own: list[Finding] = []
        self._problems: list[str] = []
        self._reporter: pytest.TerminalReporter | None = None
        self._lost: list[str] = []
        self._report: Report | None = None
        self._untold: list[str] = []
        self._partial = chosen(run.config)
        self._asked = asked_for(run.config, run.options.reports)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Find the terminal."""
        self._reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if self._reporter is not None:
            self._run.progress.show_on(self._reporter)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the problems of specs for the report."""
        if report.failed and report.nodeid.endswith((".yaml", ".yml")):
            self._problems.append(str(report.longrepr))

    def pytest_deselected(self) -> None:
        """Note that some checks are left out."""
        self._partial = True

    def take(self, finding: Finding) -> None:
        """Take a finding of a test of the team's own, which has no line of its own before the summary."""
        self._keep(finding)
        self._own.append(finding)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the finding, and write its line."""
        if not hasattr(report, "promises_verdict"):
            return
        plain = getattr(report, "promises_finding", None)
        finding = from_plain(plain, Finding) if plain else self._run.findings.pop(report.nodeid)
        self._keep(finding)
        if report.failed:
            report.longrepr = Shown(str(report.longrepr), finding)  # type: ignore[assignment]
        self._write(report, finding)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.TestReport, config: pytest.Config
    ) -> tuple[str, str, str | tuple[str, dict[str, bool]]] | None:
        """Name a check by its verdict; its line takes the place of pytest's letter."""
        verdict: str | None = getattr(report, "promises_verdict", None)
        if verdict is None:
            return None
        category = _category(report)
        letter = "" if config.option.verbose == 0 else _LETTERS[category]
        word = verdict.upper() if category == "passed" else _WORDS[category]
        return category, letter, (word, {_COLORS[category]: True})

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Sum the audit up."""
        self._run.progress.clear()
        for lost in (*self._lost, *self._untold, self._run.recorder.trouble, self._run.past.trouble):
            if lost:
                write_line(self._run.config.get_terminal_writer(), lost, red=True)
        if not self._findings:
            return
        terminalreporter.section("promises", "-")
        for text in [*(line(finding, self._run.columns) for finding in self._own), *self._summary()]:
            write_line(self._run.config.get_terminal_writer(), text)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End the run's journal, and write the reports; a run whose report is lost has not gone well."""
        self._run.progress.clear()
        partial = self._partial or stopped(session)
        self._report = report = self._run.end(self._findings, self._problems, partial=partial)
        self._lost += write_all(self._asked, report, self._run.recorder.store, self._say)
        self._lost += self._run.remember(self._findings)
        self._untold = tell_owners(self._run, report) if self._run.options.notify else []
        if self._run.options.changed_since and session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            # That nothing has changed is no reason to stop a deploy.
            session.exitstatus = pytest.ExitCode.OK
        self._run.tidy()
        if self._lost or self._run.past.lost:
            session.exitstatus = session.exitstatus or pytest.ExitCode.INTERNAL_ERROR

    def _say(self, text: str) -> None:
        write_line(self._run.config.get_terminal_writer(), text)

    def _keep(self, finding: Finding) -> None:
        self._findings.append(finding)
        self._run.recorder.note("finding", to_plain(finding))

    def _write(self, report: pytest.TestReport, finding: Finding) -> None:
        self._run.progress.clear()
        reporter = self._reporter
        if reporter is None or reporter.verbosity != 0:
            return
        color = {_COLORS[_category(report)]: True}
        write_line(self._run.config.get_terminal_writer(), line(finding, self._run.columns), **color)

    def _summary(self) -> list[str]:
        counts = Counter(str(finding.verdict) for finding in self._findings)
        promises = len({(one.spec, one.promise) for one in self._findings if one.kind not in _OF_CHANNELS})
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
        loads = self._run.progress.loads
        numbers = {"promise": promises, "check": len(self._findings), "load": loads}
        counted = ", ".join(f"{number} {what}{'s' * (number != 1)}" for what, number in numbers.items())
        texts = [f"{counted}: {verdicts}"]
        waived = (one for one in self._findings if one.verdict is Verdict.WAIVED or "waiver" in "".join(one.notes))
        texts += [f"{one.location}: {name(one.key)}: {note}" for one in waived for note in one.notes]
        return [*texts, *(news(self._report, self._run.columns) if self._report else ())]


def _category(report: pytest.TestReport) -> str:
    if report.failed:
        return "failed" if report.when == "call" else "error"
    if report.skipped:
        return "xfailed" if hasattr(report, "wasxfail") else "skipped"
    return "passed"
