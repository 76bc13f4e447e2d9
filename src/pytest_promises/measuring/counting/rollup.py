"""What a scan brought back, as the figures of each question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause
from pytest_promises.model.measured import Counts, Deviation, Distribution, Group, Tally

from .edges import SECOND, step_of
from .questioning import MOST_ROWS, PARTS
from .questions import Question
from .scans import Scan
from .sheet import FINE, FUTURE, REVERSED, UNREADABLE

MOST_GROUPS = 2000
"""How many groups a promise is judged by at most: more are no groups, but a column of its own for each record."""

NONE = "(none)"
"""The name of the group of records that have nothing in its column."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of counts: records of one mask and group that are alike in what is wrong with them, and in their edge.

    `sums` are those of the scan's shape, in the order in which it asks for them.
    """

    mask: int
    flaw: int
    pending: bool
    group: Group
    period: str
    edge: int
    n: int
    sums: tuple[Any, ...]


def lines_of(scan: Scan, rows: Sequence[tuple[Any, ...]]) -> tuple[Line, ...]:
    """Return the rows of a scan with names.

    Raises `HearingError` (`TOO_LARGE`) when there are more than can be meant.
    """
    if len(rows) > MOST_ROWS:
        message = f"Grouping the records gives more than {MOST_ROWS:,} rows of counts."
        raise failed(Cause.TOO_LARGE, message, "Group `by` columns of few values, and ask for fewer conditions.")
    return tuple(_line(scan, row) for row in rows)


def _line(scan: Scan, row: tuple[Any, ...]) -> Line:
    mask, flaw, pending, *rest = row
    group = tuple(_text(name, rest.pop(0)) for name in scan.by)
    period = _text(scan.period, rest.pop(0)) if scan.period else ""
    edge = int(rest.pop(0)) if scan.shape == "lengths" else 0
    return Line(int(mask), int(flaw), bool(pending), group, period, edge, int(rest[0]), tuple(rest[1:]))


def _text(column: str, value: Any) -> str:
    if value is None:
        return NONE
    if column == "weekday":
        return _WEEKDAYS[int(value)]
    if column in {"day", "week", "month"}:
        return (_FIRST + timedelta(days=int(value))).isoformat()
    return f"{int(value):02d}" if column == "hour" else str(value).strip() or NONE


def looked_at(lines: Iterable[Line], scan: Scan, question: Question) -> list[Line]:
    """Return the lines of the records that a question looks at."""
    needed = scan.needed(question)
    return [line for line in lines if line.mask & needed == needed]


def counts(lines: Iterable[Line], read: int, duplicates: int) -> Counts:
    """Return how many records there are that no figure contains, of those that a question looks at."""
    by_flaw: dict[int, int] = defaultdict(int)
    for line in lines:
        by_flaw[line.flaw] += line.n
    flaws = {"reversed": by_flaw[REVERSED], "future": by_flaw[FUTURE], "unreadable": by_flaw[UNREADABLE]}
    return Counts(read=read, outside=read - sum(by_flaw.values()), duplicates=duplicates, **flaws)


def by_group(lines: Iterable[Line], question: Question, *, periods: bool = False) -> Mapping[Group, list[Line]]:
    """Return the lines that figures are made of by group, or by period and group, in their order.

    Without groups there is one, even of nothing. Raises `HearingError` (`TOO_LARGE`) for too many groups.
    """
    found: dict[Group, list[Line]] = {} if question.by or periods else {(): []}
    for line in lines:
        if line.flaw == FINE:
            found.setdefault((line.period, *line.group) if periods else line.group, []).append(line)
    if len(found) > MOST_GROUPS:
        what = f"`by: {', '.join(question.by)}`" if question.by else f"`steady: {{each: {question.period}}}`"
        message = f"{what} makes {len(found):,} groups, more than the {MOST_GROUPS:,} that can be judged."
        raise failed(Cause.TOO_LARGE, message, "Group by a column of few values, or look at a shorter time.")
    return dict(sorted(found.items(), key=_order))


def _order(item: tuple[Group, object]) -> tuple[str | int, ...]:
    return tuple(_WEEKDAYS.index(name) if name in _WEEKDAYS else name for name in item[0])


def distribution(group: Group, lines: Sequence[Line], scan: Scan) -> Distribution:
    """Return how long it took: edges and sums in seconds, or in days where the pace is one of days.

    Squares are summed up where a question of the scan asks for their `spread`.
    """
    done = [line for line in lines if not line.pending]
    unit = 1 if scan.pace.endswith("days") else SECOND
    return Distribution(
        group,
        _bins(done, unit),
        _bins([line for line in lines if line.pending], unit),
        total=sum(_total(line) for line in done) / unit,
        squares=sum(_squares(line) for line in done) / unit**2 if scan.spread else 0.0,
    )


def _bins(lines: Iterable[Line], unit: int) -> tuple[tuple[float, int], ...]:
    found: dict[int, int] = defaultdict(int)
    for line in lines:
        found[line.edge] += line.n
    return tuple((edge // unit if edge % unit == 0 else edge / unit, n) for edge, n in sorted(found.items()))


def _total(line: Line) -> int:
    return line.n * line.edge - int(line.sums[0] if line.sums else 0)


def _squares(line: Line) -> int:
    """Return the sum of squares of lengths that each stay some way below the edge: (edge - way) squared."""
    if not line.sums:
        return line.n * line.edge**2
    short, parts = int(line.sums[0]), int(line.sums[1])
    return line.n * line.edge**2 - 2 * line.edge * short + parts * step_of(line.edge) ** 2 // PARTS**2


def tally(group: Group, lines: Sequence[Line], scan: Scan, question: Question) -> Tally:
    """Return how many fulfil the condition of a question."""
    bit = scan.satisfied(question)
    return Tally(group, sum(line.n for line in lines if line.mask & bit == bit), sum(line.n for line in lines))


def deviation(group: Group, lines: Sequence[Line], scan: Scan, question: Question) -> Deviation:
    """Return how far what was published lay from what was true, of the records that are done."""
    done = [line for line in lines if not line.pending]
    published, errors, sizes, squares = (sum(float(line.sums[i]) for line in done) for i in range(4))
    within = sum(int(line.sums[4 + scan.questions.index(question)]) for line in done)
    return Deviation(group, sum(line.n for line in done), published, errors, sizes, squares, within)
