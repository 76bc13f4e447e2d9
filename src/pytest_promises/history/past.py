"""The past of a run, as reports tell it: the run before, the course of each check, and what is gone."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, and_, select

from pytest_promises.model.report import Key, Point, RunInfo, Since

from .asking import infos, points_of
from .branches import Part, course, last_whole, newest_runs
from .comparing import changes
from .schema import CHECKS, FINDINGS, RUNS, SCOPES

RUNS_BACK = 30
"""The runs before, as many as a report shows of each check."""


def since_of(connection: Connection, number: int) -> dict[Key, Since]:
    """Return what became of each check of a run, by the check's key."""
    found = changes(connection, number)
    keys = _keys(connection, FINDINGS.c.run == number)
    return {keys[check]: since for check, since in found.items()}


def parts_before(connection: Connection, number: int) -> tuple[Part, ...]:
    """Return the runs before a run, along its branch."""
    branch = connection.execute(select(RUNS.c.branch).where(RUNS.c.number == number)).scalar_one()
    return course(connection, branch, number)


def previous(connection: Connection, parts: tuple[Part, ...]) -> RunInfo | None:
    """Return the run that a run is compared with first: the newest whole one, else the newest."""
    numbers = newest_runs(connection, parts, 1, whole=True) or newest_runs(connection, parts, 1)
    return infos(connection)[numbers[0]] if numbers else None


def past_of(connection: Connection, number: int, parts: tuple[Part, ...]) -> dict[Key, tuple[Point, ...]]:
    """Return what the runs before found of each check of a run, the oldest first."""
    keys = _keys(connection, FINDINGS.c.run == number)
    asked = (
        select(FINDINGS.c.run, FINDINGS.c.check_id, FINDINGS.c.verdict, FINDINGS.c.value)
        .where(FINDINGS.c.run.in_(newest_runs(connection, parts, RUNS_BACK)))
        .order_by(FINDINGS.c.run)
    )
    found: dict[int, list[Point]] = {check: [] for check in keys}
    point = points_of(connection)
    for run, check, verdict, value in connection.execute(asked).all():
        if check in found:
            found[check].append(point(run, verdict, value))
    return {keys[check]: tuple(points) for check, points in found.items() if points}


def gone(connection: Connection, number: int, parts: tuple[Part, ...], there: Callable[[str], bool]) -> Iterator[Key]:
    """Yield the checks that the runs before had and a whole run has no more.

    They are of the run's own specs, or of specs that the last whole run had and that are not there any more.
    """
    if connection.execute(select(RUNS.c.partial).where(RUNS.c.number == number)).scalar_one():
        return
    own = set(connection.execute(select(SCOPES.c.spec).where(SCOPES.c.run == number)).scalars())
    newest = newest_runs(connection, parts, 1, whole=True)
    here = _keys(connection, FINDINGS.c.run == number)
    for spec, run in last_whole(connection, parts).items():
        if spec in own or (run in newest and not there(spec)):
            before = _keys(connection, and_(FINDINGS.c.run == run, CHECKS.c.spec == spec))
            yield from (key for check, key in before.items() if check not in here)


def _keys(connection: Connection, which: ColumnElement[bool]) -> Mapping[int, Key]:
    asked = (
        select(FINDINGS.c.check_id, CHECKS.c.spec, CHECKS.c.promise, CHECKS.c.name)
        .join(CHECKS, CHECKS.c.id == FINDINGS.c.check_id)
        .where(which)
        .order_by(FINDINGS.c.place)
    )
    return {row.check_id: (row.spec, row.promise, row.name) for row in connection.execute(asked)}
