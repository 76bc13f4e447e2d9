"""What `promises history` prints, as lines of a terminal."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from pytest_promises.history.asking import RunSummary
from pytest_promises.history.courses import Trend
from pytest_promises.history.standing import CheckStanding
from pytest_promises.history.states import State, state_of
from pytest_promises.model.finding import Verdict
from pytest_promises.reporting.changes import lasting, minute, name
from pytest_promises.reporting.printable import printable, shorten
from pytest_promises.reporting.timeline import LEGEND, Scale, answers, coloured, measured, scale_of, timeline

_INDENT = "    "
_WORDS = {State.BROKEN: "broken", State.INCONCLUSIVE: "inconclusive", State.WAIVED: "waived", State.KEPT: "kept"}


def overview(
    where: str, runs: Sequence[RunSummary], checks: Sequence[CheckStanding], branch: str | None, columns: int
) -> Iterator[str]:
    """Yield the last runs, the newest first, and the checks that are broken, those that have been for longest first."""
    yield shorten(printable(f"history in {where}, times in UTC"), columns)
    yield ""
    for one in runs:
        yield shorten(f"  {_run(one)}", columns)
    if not runs:
        yield "  no runs"
    yield ""
    newest = branch if branch is not None else (runs[0].run.branch if runs else "")
    broken = [one for one in checks if state_of(one.verdict) is State.BROKEN]
    on = f" on {newest}" if newest else ""
    yield shorten(
        printable(f"{len(broken) or 'no'} broken{on}, of {len(checks)} check{'s' * (len(checks) != 1)}"), columns
    )
    now = datetime.now(UTC).isoformat()
    for check in sorted(broken, key=lambda one: one.since.at):
        yield shorten(printable(f"  {_broken(check, now)}"), columns)


def _run(one: RunSummary) -> str:
    run = one.run
    counted = ", ".join(_counts(one)) or "nothing found"
    changed = ", ".join(
        f"{count} {what}"
        for count, what in ((one.newly_broken, "newly broken"), (one.newly_kept, "newly kept"))
        if count
    )
    state = "killed" if not run.finished_at else "partial" if run.partial else ""
    parts = [minute(run.started_at), run.branch or "-", *([state] if state else []), counted]
    problems = [f"{len(one.problems)} unread spec{'s' * (len(one.problems) != 1)}"] if one.problems else []
    return printable("  ".join([*parts, *problems, *([f"({changed})"] if changed else [])]))


def _counts(one: RunSummary) -> Iterator[str]:
    for state, word in _WORDS.items():
        count = sum(number for verdict, number in one.counts.items() if state_of(verdict) is state)
        if count:
            yield f"{count} {word}"


def _broken(check: CheckStanding, now: str) -> str:
    length = lasting(check.since.at, now)
    since = f"for {length}" if length else "just now"
    parts = [f"{name(check.key)}: {check.verdict} {since}, in {check.since.runs} run{'s' * (check.since.runs != 1)}"]
    return ", ".join([*parts, *([check.owner] if check.owner else [])])


def course(trends: Sequence[Trend], columns: int, *, colour: bool = False) -> Iterator[str]:
    """Yield the course of each check of a promise, on one scale."""
    room = columns - len(_INDENT)
    scale = scale_of([trend.points for trend in trends], room)
    first, last = (choose(point.at for trend in trends for point in trend.points) for choose in (min, max))
    yield shorten(printable(f"{trends[0].key[1]}, {minute(first)} to {minute(last)} UTC"), columns)
    yield shorten(f"one character a {scale.name}: {LEGEND}", columns)
    for spec, checks in groupby(trends, key=lambda trend: trend.key[0]):
        yield ""
        yield shorten(printable(spec), columns)
        for trend in checks:
            yield from _check(trend, scale, columns, colour=colour)


def _check(trend: Trend, scale: Scale, columns: int, *, colour: bool) -> Iterator[str]:
    line = timeline(trend.points, scale, columns - len(_INDENT))
    verdict = _answer(trend)
    since = lasting(trend.since.at, datetime.now(UTC).isoformat())
    length = f"{verdict} for {since}" if since else str(verdict)
    yield shorten(printable(f"  {trend.key[2]}: {length}; {answers(trend.points)}"), columns)
    yield _INDENT + (coloured(line) if colour else line)
    figures = measured(trend.points, trend.unit)
    if figures:
        yield shorten(f"{_INDENT}{figures}", columns)


def _answer(trend: Trend) -> Verdict:
    """Return the last answer of a check, or that there is none."""
    told = (point.verdict for point in reversed(trend.points) if point.verdict is not Verdict.INCONCLUSIVE)
    return next(told, Verdict.INCONCLUSIVE)
