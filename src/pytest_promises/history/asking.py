"""What a history is asked: its runs, what one of them found, and how two differ."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Key, Point, RunInfo
from pytest_promises.wire import from_plain

from .packing import expanded, split, unpack
from .schema import BRANCHES, CHECKS, CONTENTS, FINDINGS, RUNS

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run in a list of them: `counts` are by verdict, `problems` the specs that could not be read.

    What is newly broken or kept is counted against the runs that were known when it was taken.
    """

    run: RunInfo
    counts: Mapping[Verdict, int]
    problems: tuple[str, ...]
    newly_broken: int
    newly_kept: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A check that two runs found differently: in its verdict, or (`reworded`) in what it says alone.

    A verdict is `None` where a run did not have the check.
    """

    key: Key
    before: Verdict | None
    after: Verdict | None
    reworded: bool = False


def runs(connection: Connection, limit: int, branch: int | None = None) -> tuple[RunSummary, ...]:
    """Return the newest runs, the newest first."""
    asked = _RUNS.order_by(RUNS.c.number.desc()).limit(limit)
    asked = asked if branch is None else asked.where(RUNS.c.branch == branch)
    return tuple(map(_summary, connection.execute(asked)))


def run(connection: Connection, name: str) -> RunSummary | None:
    """Return the run of an id, `None` where there is none."""
    row = connection.execute(_RUNS.where(RUNS.c.id == name)).one_or_none()
    return None if row is None else _summary(row)


def run_number(connection: Connection, run: str) -> int | None:
    """Return the number of a run, `None` where there is none."""
    return connection.execute(select(RUNS.c.number).where(RUNS.c.id == run)).scalar()


def infos(connection: Connection) -> dict[int, RunInfo]:
    """Return all runs by number."""
    return {row.number: info_of(row) for row in connection.execute(_RUNS)}


def points_of(connection: Connection) -> Callable[[int, str, float | None], Point]:
    """Return what makes points of a run's number, a verdict and a value; equal ones are one."""
    known = infos(connection)

    @cache
    def point(number: int, verdict: str, value: float | None) -> Point:
        run = known[number]
        return Point(run.id, run.started_at, Verdict(verdict), value)

    return point


def info_of(row: Any) -> RunInfo:
    """Return the run of a row."""
    return RunInfo(
        row.id, row.started_at, row.finished_at, row.version, row.branch_name, row.commit_id, row.job, row.partial
    )


def _summary(row: Any) -> RunSummary:
    counts = {Verdict(name): count for name, count in json.loads(row.counts).items()}
    return RunSummary(info_of(row), counts, tuple(json.loads(row.problems)), row.newly_broken, row.newly_kept)


def findings(connection: Connection, number: int) -> tuple[Finding, ...]:
    """Return what a run found, in the order of the run."""
    asked = select(FINDINGS.c.content, FINDINGS.c.evidence).where(FINDINGS.c.run == number).order_by(FINDINGS.c.place)
    rows = connection.execute(asked).all()
    digests = {part for row in rows for part in (row.content, *split(row.evidence))}
    contents = _contents(connection, list(digests))
    plain = (unpack(contents[row.content], [contents[one] for one in split(row.evidence)]) for row in rows)
    return tuple(from_plain(one, Finding) for one in plain)


def _contents(connection: Connection, digests: Sequence[bytes]) -> dict[bytes, bytes]:
    asked = select(CONTENTS.c.digest, CONTENTS.c.packed)
    return {
        row.digest: expanded(row.packed)
        for at in range(0, len(digests), _CHUNK)
        for row in connection.execute(asked.where(CONTENTS.c.digest.in_(digests[at : at + _CHUNK])))
    }


def diff(connection: Connection, older: int, newer: int) -> tuple[Difference, ...]:
    """Return what two runs found differently, in the order of the newer one; what only the older one had comes last."""
    before, after = (_heads(connection, number) for number in (older, newer))
    found = []
    for check, row in (after | {check: row for check, row in before.items() if check not in after}).items():
        was, is_now = (Verdict(side[check].verdict) if check in side else None for side in (before, after))
        reworded = was is is_now and before[check].content != after[check].content
        if was is not is_now or reworded:
            found.append(Difference(_key(row), was, is_now, reworded))
    return tuple(found)


def _heads(connection: Connection, number: int) -> dict[int, Any]:
    asked = (
        select(*_KEY, FINDINGS.c.check_id, FINDINGS.c.verdict, FINDINGS.c.content)
        .join(CHECKS, CHECKS.c.id == FINDINGS.c.check_id)
        .where(FINDINGS.c.run == number)
        .order_by(FINDINGS.c.place)
    )
    return {row.check_id: row for row in connection.execute(asked)}


def _key(row: Any) -> Key:
    return (row.spec, row.promise, row.name)


_KEY = (CHECKS.c.spec, CHECKS.c.promise, CHECKS.c.name)
_RUNS = select(RUNS, BRANCHES.c.name.label("branch_name")).join(BRANCHES, BRANCHES.c.id == RUNS.c.branch)
