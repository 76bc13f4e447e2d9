"""What is too old to be kept."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, select

from .schema import BRANCHES, CHECKS, CONTENTS, FINDINGS, NOTICES, RUNS
from .taking import remove


def first_number(now: datetime, days: int) -> int:
    """Return the number that the oldest run may have."""
    return max(int((now - timedelta(days=days)).timestamp()), 0) << 24


def prune(connection: Connection, now: datetime, days: int) -> None:
    """Remove the runs that began more than so many days ago, and all that no other run needs."""
    first = first_number(now, days)
    old = connection.execute(select(RUNS.c.number).where(RUNS.c.number < first)).scalars().all()
    if not old:
        return
    remove(connection, old)
    connection.execute(delete(CONTENTS).where(CONTENTS.c.last_run < first))
    connection.execute(delete(CHECKS).where(~exists().where(FINDINGS.c.check_id == CHECKS.c.id)))
    connection.execute(delete(BRANCHES).where(~exists().where(RUNS.c.branch == BRANCHES.c.id)))
    connection.execute(delete(NOTICES).where(NOTICES.c.at < (now - timedelta(days=days)).timestamp()))
