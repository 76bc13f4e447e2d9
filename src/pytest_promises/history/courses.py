"""The course of a promise: what each of its checks was found to be, run by run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from pytest_promises.model.report import Key, Point, Since

from .asking import points_of
from .branches import END, Part, course
from .schema import CHECKS, FINDINGS
from .standing import standing_of


@dataclass(frozen=True, slots=True)
class Trend:
    """The course of one check: `points` are oldest first, their values in `unit`; `since` is of its last answer."""

    key: Key
    kind: str
    channel: str
    owner: str
    topic: str
    unit: str
    points: tuple[Point, ...]
    since: Since


def courses(connection: Connection, promise: str, spec: str, branch: int, since: datetime | None) -> tuple[Trend, ...]:
    """Return the course of each check of a promise on a branch, in the order of the checks.

    `spec` is `""` for any; points begin at `since`.
    """
    asked = select(CHECKS).where(CHECKS.c.promise == promise).order_by(CHECKS.c.id)
    checks = connection.execute(asked.where(CHECKS.c.spec == spec) if spec else asked).all()
    parts = course(connection, branch, END)
    points = _points(connection, [row.id for row in checks], parts, since)
    standing = standing_of(connection, list(points), parts)
    return tuple(
        Trend(
            (row.spec, row.promise, row.name),
            row.kind,
            row.channel,
            row.owner,
            row.topic,
            row.unit,
            points[row.id],
            standing[row.id].since,
        )
        for row in checks
        if row.id in points
    )


def _points(
    connection: Connection, checks: Sequence[int], parts: Sequence[Part], since: datetime | None
) -> dict[int, tuple[Point, ...]]:
    point, first = points_of(connection), int(since.timestamp()) << 24 if since else 0
    found: dict[int, list[Point]] = {}
    for part in reversed(parts):
        asked = (
            select(FINDINGS.c.check_id, FINDINGS.c.run, FINDINGS.c.verdict, FINDINGS.c.value)
            .where(
                FINDINGS.c.check_id.in_(checks),
                FINDINGS.c.branch == part.branch,
                FINDINGS.c.run < part.before,
                FINDINGS.c.run >= first,
            )
            .order_by(FINDINGS.c.run)
        )
        for check, run, verdict, value in connection.execute(asked).all():
            found.setdefault(check, []).append(point(run, verdict, value))
    return {check: tuple(points) for check, points in found.items()}
