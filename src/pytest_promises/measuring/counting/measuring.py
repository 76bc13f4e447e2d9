"""All questions to one source, answered in few scans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.hearing import Cause, HearingError, Mishap
from pytest_promises.model.measured import Deviation, Distribution, Measured, Tally

from .columns import Columns
from .conditions import ConditionError
from .edges import SECOND
from .names import find
from .predicates import predicate
from .questioning import extent, grouped, repeated
from .questions import DERIVED, Question
from .rollup import Line, by_group, counts, deviation, distribution, lines_of, looked_at, tally
from .scans import Scan, bits_of, scans_for
from .sheet import Sheet

if TYPE_CHECKING:
    from ibis.expr.types import Table

Ask = Callable[["Table"], Sequence[tuple[Any, ...]]]
"""Puts a question to the engine that a table is in, and returns the rows of the answer."""

_OLDEST = date(1970, 1, 1)
_AHEAD = timedelta(days=400)


def measure(
    table: "Table", columns: Columns, calendar: Calendar | None, questions: Sequence[Question], now: str, ask: Ask
) -> Mapping[str, Measured | Mishap]:
    """Return for each question, by its name, what was measured, or why it could not be.

    Raises `HearingError` for what is wrong with the records themselves: a column that is not there (`MISSING`), or no
    record at all (`EMPTY`).
    """
    moment = datetime.fromisoformat(now).astimezone(UTC)
    zone = columns.zone or (calendar.timezone if calendar else None) or "UTC"
    wide = Clock(calendar, zone, _OLDEST, moment.date() + _AHEAD)
    sheet = Sheet(table, columns, wide, round(moment.timestamp() * SECOND))
    _check_columns(sheet)
    read, oldest, newest = ask(extent(sheet))[0]
    if not read:
        raise failed(Cause.EMPTY, "There are no records.", "See why nothing was exported or found.")
    first = max(_day(oldest, moment.date()), _OLDEST)
    sheet = replace(sheet, clock=replace(wide, first=first - timedelta(days=2), last=moment.date() + timedelta(days=2)))
    answers: dict[str, Measured | Mishap] = {}
    askable = [one for one in questions if not _refused(sheet, one, answers)]
    for scan in scans_for(askable):
        answers |= _answers(sheet, scan, ask, int(read), _iso(newest))
    return answers


def _check_columns(sheet: Sheet) -> None:
    columns = sheet.columns
    for name in (columns.begin, columns.end, columns.took, columns.published, columns.update, columns.case, columns.id):
        if name:
            find(sheet.table, name)


def _refused(sheet: Sheet, question: Question, answers: dict[str, Measured | Mishap]) -> bool:
    """Tell whether a question cannot be put to these records; the answers then have why."""
    try:
        for name in question.by:
            if name not in DERIVED:
                find(sheet.table, name)
        for what, text in bits_of(question):
            if what == "where":
                _check_condition(sheet, str(text))
    except HearingError as error:
        answers[question.name] = error.mishap
    return question.name in answers


def _check_condition(sheet: Sheet, text: str) -> None:
    try:
        predicate(sheet.table, text)
    except ConditionError as error:
        message = f"The condition `{text[:80]}` cannot be used: {error.message}."
        raise failed(Cause.MALFORMED, message, f"{error.hint[:1].upper()}{error.hint[1:]}.") from error


def _answers(sheet: Sheet, scan: Scan, ask: Ask, read: int, as_of: str) -> Mapping[str, Measured | Mishap]:
    lines = lines_of(scan, ask(grouped(sheet, scan)))
    twice = ask(repeated(sheet, scan))[0] if sheet.columns.id else [0] * len(scan.questions)
    found: dict[str, Measured | Mishap] = {}
    for question, duplicates in zip(scan.questions, twice, strict=True):
        mine = looked_at(lines, scan, question)
        try:
            figures = _figures(mine, scan, question)
        except HearingError as error:
            found[question.name] = error.mishap
        else:
            number = counts(mine, read, int(duplicates))
            found[question.name] = replace(figures, by=question.by, counts=number, as_of=as_of)
    return found


def _figures(lines: Sequence[Line], scan: Scan, question: Question) -> Measured:
    groups = by_group(lines, question)
    periods = by_group(lines, question, periods=True) if question.period else {}

    def tallied(part: Mapping[Any, Sequence[Line]]) -> tuple[Tally, ...]:
        return tuple(tally(group, members, scan, question) for group, members in part.items())

    def lasting(part: Mapping[Any, Sequence[Line]]) -> tuple[Distribution, ...]:
        return tuple(distribution(group, members, scan) for group, members in part.items())

    if question.shape == "tallies":
        return Measured(tallies=tallied(groups), periods=tallied(periods))
    if question.shape == "lengths":
        return Measured(scan.pace, distributions=lasting(groups), periods=lasting(periods))
    deviations: tuple[Deviation, ...] = tuple(
        deviation(group, members, scan, question) for group, members in groups.items()
    )
    return Measured(deviations=deviations)


def _day(instant: int | None, default: date) -> date:
    return default if instant is None else _OLDEST + timedelta(days=max(0, int(instant) // (86_400 * SECOND)))


def _iso(instant: int | None) -> str:
    if instant is None:
        return ""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(instant))).isoformat()
