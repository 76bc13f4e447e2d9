"""A run against those before it: what became of each check, since when, and which checks are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select

from pytest_promises.model.finding import Verdict
from pytest_promises.model.report import Since

from .branches import Part, course
from .schema import CHECKS, FINDINGS, RUNS
from .states import RULES, State, change_of

_CHUNK = 5000
_OTHER, _SAME = FINDINGS.alias("other"), FINDINGS.alias("same")


@dataclass(frozen=True, slots=True)
class Streak:
    """What earlier runs tell of one check: the first of the streak, how many they are, and the verdict before it."""

    first: int | None = None
    runs: int = 0
    before: Verdict | None = None
    known: bool = False

    def after(self, older: "Streak") -> "Streak":
        """Return the streak with what still earlier runs tell; what ended it hides them."""
        if self.before is not None:
            return self
        first = self.first if older.first is None else older.first
        return Streak(first, self.runs + older.runs, older.before, self.known or older.known)


def changes(connection: Connection, number: int) -> dict[int, Since]:
    """Return what became of each check of a run, by the check's number."""
    run = connection.execute(select(RUNS.c.branch, RUNS.c.started_at).where(RUNS.c.number == number)).one()
    heads = connection.execute(select(FINDINGS.c.check_id, FINDINGS.c.state).where(FINDINGS.c.run == number))
    states = {check: State(state) for check, state in heads}
    times = times_of(connection)
    found = streaks(connection, states, course(connection, run.branch, number))
    return {check: _since(state, found[check], times, run.started_at) for check, state in states.items()}


def times_of(connection: Connection) -> dict[int, str]:
    """Return when each run began, by its number."""
    return {row.number: row.started_at for row in connection.execute(select(RUNS.c.number, RUNS.c.started_at))}


def streaks(connection: Connection, states: Mapping[int, State], parts: Sequence[Part]) -> dict[int, Streak]:
    """Return what the runs of the parts tell of checks, given the state that each is in after them."""
    found = dict.fromkeys(states, Streak())
    for state in set(states.values()):
        checks = [check for check, each in states.items() if each is state]
        for part, at in product(parts, range(0, len(checks), _CHUNK)):
            for row in connection.execute(_question(checks[at : at + _CHUNK], state, part)):
                found[row.check_id] = found[row.check_id].after(_streak(row))
    return found


def _streak(row: Any) -> Streak:
    before = Verdict(row.before) if row.before else None
    return Streak(row.first, row.runs, before, bool(row.known or row.runs or before))


def _since(state: State, streak: Streak, times: Mapping[int, str], at: str) -> Since:
    change = change_of(state, lasts=streak.first is not None, known=streak.known)
    start = at if streak.first is None else times[streak.first]
    unclear = streak.known and streak.first is None and streak.before is None
    return Since(change, start, streak.runs + 1, Verdict.INCONCLUSIVE if unclear else streak.before)


def _question(checks: Sequence[int], state: State, part: Part) -> Select[Any]:
    """Ask, of checks that are in a state: what ended the streak, and which runs of the part are of it."""
    rule, asked = RULES[state], select(CHECKS.c.id.label("check_id")).where(CHECKS.c.id.in_(checks)).subquery()
    ended = select(func.max(_OTHER.c.run)).where(*_in(_OTHER, asked, part, rule.other)).scalar_subquery()
    ends = select(asked.c.check_id, ended.label("ended")).cte("ends")
    before = select(_OTHER.c.verdict).where(_OTHER.c.run == ends.c.ended, _OTHER.c.check_id == ends.c.check_id)
    unclear = exists().where(*_in(_OTHER, ends, part, (State.INCONCLUSIVE,)))
    # Each of them is one look into the index; joined, the same would be looked for again in each run of the streak.
    of_streak = (*_in(_SAME, ends, part, rule.same), _SAME.c.run > func.coalesce(ends.c.ended, -1))
    return select(
        ends.c.check_id,
        select(func.min(_SAME.c.run)).where(*of_streak).scalar_subquery().label("first"),
        select(func.count()).select_from(_SAME).where(*of_streak).scalar_subquery().label("runs"),
        before.scalar_subquery().label("before"),
        unclear.label("known"),
    )


def _in(
    findings: FromClause, checks: FromClause, part: Part, states: tuple[State, ...]
) -> tuple[ColumnElement[bool], ...]:
    """Return what the findings of a check in a part of its course have in common, as the index has them."""
    return (
        findings.c.check_id == checks.c.check_id,
        findings.c.branch == part.branch,
        findings.c.state.in_([int(state) for state in states]),
        findings.c.run < part.before,
    )
