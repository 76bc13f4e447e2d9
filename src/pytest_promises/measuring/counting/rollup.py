"""What a scan brought back: lines of counts, and those that each question looks at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause
from pytest_promises.model.measured import Counts, Group

from .questioning import MOST_ROWS
from .questions import Question
from .scans import Scan
from .sheet import FINE, FUTURE, REVERSED, UNREADABLE

MOST_GROUPS = 2000
"""How many groups a promise is judged by at most: more are no groups, but a column of its own for each record."""

NONE = "(none)"
"""The name of the group of records that have nothing in its column."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST = date(1970, 1, 1)
_KEYS = 3  # mask, flaw and pending come first


class Line(NamedTuple):
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
    names = (*scan.by, scan.period) if scan.period else scan.by
    edged = scan.shape == "lengths"
    return tuple(_line(row, names, len(scan.by), edged=edged) for row in rows)


def _line(row: tuple[Any, ...], names: tuple[str, ...], groups: int, *, edged: bool) -> Line:
    mask, flaw, pending = row[:_KEYS]
    after = _KEYS + len(names)
    texts = tuple(map(_text, names, row[_KEYS:after]))
    edge, n = (int(row[after]), after + 1) if edged else (0, after)
    return Line(mask, flaw, pending == 1, texts[:groups], "".join(texts[groups:]), edge, int(row[n]), row[n + 1 :])


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
