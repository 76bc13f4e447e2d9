"""Where each check of a branch stands: what it was found to be last, by a run that had an answer, and since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Key, Since

from .branches import END, Part, course, last_whole
from .comparing import Streak, streaks, times_of
from .schema import CHECKS, FINDINGS
from .states import State, change_of

_CHUNK = 5000
_Look = tuple[int, Verdict]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a check: its last answer and since when; `seen` is the number of the last run that looked."""

    verdict: Verdict
    since: Since
    seen: int


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """Where one check stands: `seen_at` is when the last run looked at it, with an answer or without one."""

    key: Key
    owner: str
    topic: str
    verdict: Verdict
    since: Since
    seen_at: str


def all_standing(connection: Connection, branch: int) -> Iterator[CheckStanding]:
    """Yield where the checks of a branch stand, but for those that the last whole run of their spec had no more."""
    parts = course(connection, branch, END)
    whole, times = last_whole(connection, parts), times_of(connection)
    checks = connection.execute(select(CHECKS).order_by(CHECKS.c.spec, CHECKS.c.id)).all()
    standing = standing_of(connection, [row.id for row in checks], parts)
    for row in checks:
        one = standing.get(row.id)
        if one is not None and one.seen >= whole.get(row.spec, 0):
            key = (row.spec, row.promise, row.name)
            yield CheckStanding(key, row.owner, row.topic, one.verdict, one.since, times[one.seen])


def standing_of(connection: Connection, checks: Sequence[int], parts: Sequence[Part]) -> dict[int, Standing]:
    """Return where checks stand after the runs of the parts, by number; those that no run looked at are left out."""
    found: dict[int, Standing] = {}
    times = times_of(connection)
    for at in range(len(parts)):
        # What the newer part has not, the older one may.
        missing = [check for check in checks if check not in found]
        found |= _standing(connection, missing, parts[at:], times)
    return found


def _standing(
    connection: Connection, checks: Sequence[int], parts: Sequence[Part], times: Mapping[int, str]
) -> dict[int, Standing]:
    newest = _newest(connection, checks, parts[0])
    heads = {check: _head(looks) for check, looks in newest.items()}
    found = streaks(connection, heads, parts)
    return {
        check: Standing(looks[heads[check]][1], _since(heads[check], found[check], times), max(looks.values())[0])
        for check, looks in newest.items()
    }


def _newest(connection: Connection, checks: Sequence[int], part: Part) -> dict[int, dict[State, _Look]]:
    """Return the newest run that found a check in each state, with its verdict."""
    found: dict[int, dict[State, _Look]] = {}
    for state, at in product(State, range(0, len(checks), _CHUNK)):
        for row in connection.execute(_question(checks[at : at + _CHUNK], state, part)):
            found.setdefault(row.check_id, {})[state] = (row.run, Verdict(row.verdict))
    return found


def _question(checks: Sequence[int], state: State, part: Part) -> Select[Any]:
    earlier = FINDINGS.alias("earlier")
    newest = (
        select(func.max(earlier.c.run))
        .where(
            earlier.c.check_id == CHECKS.c.id,
            earlier.c.branch == part.branch,
            earlier.c.state == int(state),
            earlier.c.run < part.before,
        )
        .scalar_subquery()
    )
    looks = select(CHECKS.c.id.label("check_id"), newest.label("run")).where(CHECKS.c.id.in_(checks)).cte("looks")
    found = and_(FINDINGS.c.run == looks.c.run, FINDINGS.c.check_id == looks.c.check_id)
    return select(looks.c.check_id, looks.c.run, FINDINGS.c.verdict).join(FINDINGS, found)


def _head(looks: Mapping[State, _Look]) -> State:
    answers = [state for state in looks if state is not State.INCONCLUSIVE]
    return max(answers, key=lambda state: looks[state]) if answers else State.INCONCLUSIVE


def _since(state: State, streak: Streak, times: Mapping[int, str]) -> Since:
    change = change_of(state, lasts=streak.runs > 1, known=streak.before is not None)
    return Since(change, times[streak.first or 0], streak.runs, streak.before)
