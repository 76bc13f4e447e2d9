"""A run of the past, judged again from what was heard then: nothing is loaded."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pytest_promises.evidence.past_runs import PastRun
from pytest_promises.evidence.snapshots import join
from pytest_promises.hookspecs import Blobs, ChannelType
from pytest_promises.model.check import Check, channel_checks_of, checks_of, coverage_checks_of
from pytest_promises.model.hearing import Cause, Hearing, Mishap
from pytest_promises.model.promise import Spec
from pytest_promises.model.report import Report
from pytest_promises.spec import Loaded, render

from .audit import Audit
from .listening import Key

Load = Callable[[str, Mapping[str, str]], Loaded]
"""Loads the spec of a path with these variables."""


class PastListening:
    """Hands out what was heard in a run."""

    def __init__(self, run: PastRun, blobs: Blobs) -> None:
        self._run = run
        self._blobs = blobs

    def prepare(self, spec: Spec) -> None:
        """Prepare nothing."""

    def ask(self, keys: Sequence[Key]) -> None:
        """Ask for nothing."""

    def hearing(self, key: Key) -> "Future[Hearing]":
        """Return what was heard of a channel then, or why that is not known."""
        future: Future[Hearing] = Future()
        future.set_result(self._heard(key))
        return future

    def close(self) -> None:
        """Close nothing."""

    def _heard(self, key: Key) -> Hearing:
        line = self._run.heard.get(key)
        if line is None:
            return _unknown(key, f"{key[1]} was not heard in the run {self._run.info.id}.", "Run the audit anew.")
        said = self._blobs.get(line["hearing"])
        if said is None:
            why = f"What {key[1]} said in the run {self._run.info.id} is not kept any more."
            return _unknown(key, why, "Keep evidence longer: `promises_keep_days`, `promises_keep_megabytes`.")
        try:
            return join(said, line["evidence"])
        except ValueError as error:
            return _unknown(key, f"{key[1]}: {error}", "Replay it with the version that kept it.")


def replay(run: PastRun, blobs: Blobs, types: Mapping[str, ChannelType], load: Load) -> Report:
    """Return what the run finds today: its checks in its order, then those that the specs have come to ask since.

    Checks that the specs ask no more are left out. Waivers are judged as on the day of the run.
    """
    today = datetime.fromisoformat(run.info.started_at).date() if run.info.started_at else date.min
    audit = Audit(types, {}, today, lambda _: PastListening(run, blobs))
    loaded = {path: load(path, dict(spec["variables"])) for path, spec in run.specs.items()}
    checks = {
        (check.spec.path, check.promise.id, check.name): check
        for one in loaded.values()
        if one.spec is not None
        for check in _checks(one.spec, audit)
    }
    asked = [key for key in run.keys if key in checks]
    added = [key for key, check in checks.items() if key not in set(asked) and _was_heard(check, run)]
    findings = tuple(audit.finding(checks[key]) for key in (*asked, *added))
    problems = [render(problem) for one in loaded.values() for problem in one.problems]
    return Report(run.info, findings, tuple(problems or run.problems))


def _checks(spec: Spec, audit: Audit) -> tuple[Check, ...]:
    of_promises = [check for promise in spec.promises for check in checks_of(spec, promise)]
    return (*of_promises, *channel_checks_of(spec, audit.in_parts), *coverage_checks_of(spec))


def _was_heard(check: Check, run: PastRun) -> bool:
    return all((check.spec.path, name) in run.heard for name in check.channels)


def _unknown(key: Key, message: str, remedy: str) -> Hearing:
    return Hearing(key[1], mishap=Mishap(Cause.MISSING, message, remedy))


def kept_files(spec: Mapping[str, Any], blobs: Blobs, folder: Path) -> None:
    """Write the files of a spec as the run had them below a folder; raises `LookupError` for one that is not kept."""
    for name, ref in spec["files"].items():
        text = blobs.get(ref)
        if text is None:
            raise LookupError(f"{name} as it was then is not kept any more")
        path = folder / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
