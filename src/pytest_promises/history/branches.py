"""Which runs come before which: the course of a branch, and of the trunk before it."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from .schema import BRANCHES, RUNS, SCOPES


@dataclass(frozen=True, slots=True)
class Part:
    """The runs of one branch that began before the run of a number."""

    branch: int
    before: int


def course(connection: Connection, branch: int, before: int) -> tuple[Part, ...]:
    """Return the runs before a run of a branch, the newer part first: its own, and the trunk's before its first one.

    The trunk is the branch that most runs are of. All runs of a part began after those of the next one.
    """
    known = {row.branch: row for row in connection.execute(_BRANCHES)}
    if not known:
        return ()
    trunk = max(known.values(), key=lambda row: (row.runs, -row.first))
    first = min(known[branch].first if branch in known else before, before)
    own = Part(branch, before)
    return (own,) if trunk.branch == branch else (own, Part(trunk.branch, first))


def newest_branch(connection: Connection) -> int | None:
    """Return the number of the branch that the newest run is of, `None` where there is no run."""
    return connection.execute(select(RUNS.c.branch).order_by(RUNS.c.number.desc()).limit(1)).scalar()


def branch_id(connection: Connection, name: str) -> int | None:
    """Return the number of a branch, `None` where no run is of it."""
    return connection.execute(select(BRANCHES.c.id).where(BRANCHES.c.name == name)).scalar()


def newest_runs(connection: Connection, parts: tuple[Part, ...], limit: int, *, whole: bool = False) -> list[int]:
    """Return the numbers of the newest runs of a course, the newest first; of those with all checks where asked for."""
    of_course = or_(*(and_(RUNS.c.branch == part.branch, RUNS.c.number < part.before) for part in parts))
    asked = select(RUNS.c.number).where(of_course).order_by(RUNS.c.number.desc()).limit(limit)
    return list(connection.execute(asked.where(~RUNS.c.partial) if whole else asked).scalars())


def last_whole(connection: Connection, parts: tuple[Part, ...]) -> dict[str, int]:
    """Return the newest run of each spec that had all of its checks."""
    found: dict[str, int] = {}
    for part in reversed(parts):
        asked = (
            select(SCOPES.c.spec, func.max(SCOPES.c.run))
            .join(RUNS, RUNS.c.number == SCOPES.c.run)
            .where(RUNS.c.branch == part.branch, RUNS.c.number < part.before, ~RUNS.c.partial)
            .group_by(SCOPES.c.spec)
        )
        found |= {row[0]: row[1] for row in connection.execute(asked)}
    return found


END = 2**63 - 1
"""A number after all runs."""

_BRANCHES = select(RUNS.c.branch, func.count().label("runs"), func.min(RUNS.c.number).label("first")).group_by(
    RUNS.c.branch
)
