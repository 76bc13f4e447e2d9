"""Specs audited by a pytest of its own, and its findings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from pytest_promises.model.check import called
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.wire import from_plain

_REPORT = "promises.json"
_TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found: its findings, the problems of specs that could not be read, and pytest's own result."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    result: pytest.RunResult

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict of each check: `{"first-reply::stated[contact]": Verdict.STATED}`."""
        return {called(one.promise, one.check): one.verdict for one in self.findings}

    def finding(self, check: str) -> Finding:
        """Return the finding of a check, named as in `verdicts`; raises `LookupError` that lists those there are."""
        found = next((one for one in self.findings if called(one.promise, one.check) == check), None)
        if found is None:
            raise LookupError(f"{check} was not checked; the checks were: {', '.join(self.verdicts) or 'none'}")
        return found


def run_promises(pytester: pytest.Pytester, spec: str, *arguments: str) -> Audited:
    """Audit a spec, given as its text, in `pytester`'s folder, in a process of its own with the installed plugins.

    A channel type of a `conftest.py` is brought with `pytester.makeconftest`. `arguments` are further ones of pytest.
    Raises `AssertionError` with pytest's output when it wrote no report.
    """
    folder = pytester.path / "specs"
    folder.mkdir(exist_ok=True)
    folder.joinpath("spec.yaml").write_text(spec, "utf-8")
    report = pytester.path / _REPORT
    report.unlink(missing_ok=True)
    result = pytester.runpytest_subprocess(
        "--promises", "specs/spec.yaml", f"--promises-json={report}", *arguments, timeout=_TIMEOUT
    )
    if not report.exists():
        raise AssertionError(f"pytest wrote no report:\n{result.stdout}\n{result.stderr}")
    plain = json.loads(report.read_text("utf-8"))
    findings = tuple(from_plain(one, Finding) for one in plain["findings"])
    return Audited(findings, tuple(plain["problems"]), result)
