"""All questions to one source, answered in few scans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.measuring.clocks.day_rows import DayRows
from pytest_promises.measuring.clocks.joining import inline
from pytest_promises.measuring.clocks.zones import DAY, SECOND
from pytest_promises.model.hearing import Cause, HearingError, Mishap
from pytest_promises.model.measured import Measured

from .extents import Extent, extent_of, extent_query
from .figures import figures
from .fitting import fitting
from .inquiries import Inquiry
from .offsets import refuse_mixed
from .periods import reach_of
from .questioning import grouped, repeated
from .rollup import counts, lines_of, looked_at
from .scans import scans_for, scans_of_identifiers
from .sheet import Sheet
from .timing import is_text, timed

if TYPE_CHECKING:
    from ibis.expr.types import Table

_OLDEST = date(1970, 1, 1)
_AHEAD = timedelta(days=400)
_AROUND = timedelta(days=2)


class Engine(Protocol):
    """What has the records, and counts them."""

    @property
    def table(self) -> "Table":
        """The records."""
        ...

    def rows(self, expression: "Table") -> Sequence[tuple[Any, ...]]:
        """Return what an expression selects."""
        ...

    def stored(self, expression: "Table") -> "Table | None":
        """Return what an expression selects as a table to be asked many times; `None` where none may be made."""
        ...


def measure(engine: Engine, inquiries: Sequence[Inquiry], now: str) -> Mapping[str, Measured | Mishap]:
    """Return for each question, by its name, what was measured, or why it could not be."""
    asked, refused = fitting(engine.table, inquiries)
    return refused | _answered(engine, asked, datetime.fromisoformat(now).astimezone(UTC)) if asked else refused


def _answered(engine: Engine, asked: Sequence[Inquiry], moment: datetime) -> dict[str, Measured | Mishap]:
    lay = _layer(engine)
    instant, today = round(moment.timestamp() * SECOND), moment.date()
    records = timed(engine.table, asked, lambda zone: Clock(None, zone, _OLDEST, today + _AHEAD, lay))
    # Texts are taken apart once; other times are quicker read again than put aside.
    stored = engine.stored(records.table) if is_text(engine.table, asked) else None
    records = records if stored is None else replace(records, table=stored)
    extent = extent_of(engine.rows(extent_query(records, asked, instant))[0], records, asked)
    first, last = max(_day(extent.first, today), _OLDEST) - _AROUND, today + _AROUND
    if stored is None:
        records = timed(engine.table, asked, lambda zone: Clock(None, zone, first, last, lay))
    found: dict[str, Measured | Mishap] = {}
    for one in asked:
        sheet = Sheet(records, one, Clock(one.calendar, one.zone, first, last, lay), instant)
        try:
            refuse_mixed(one, extent.mixed)
            found |= _answers(engine, sheet, extent)
        except HearingError as error:
            found |= dict.fromkeys((question.name for question in one.questions), error.mishap)
    return found


def _layer(engine: Engine) -> "Callable[[DayRows], Table]":
    """Return what makes tables of the rows of days, each once where the engine can keep them."""
    laid: dict[int, tuple[DayRows, Table]] = {}

    def lay(rows: DayRows) -> "Table":
        if id(rows) not in laid:  # they are thousands of numbers, which would all be compared
            days = inline(rows)
            stored = engine.stored(days)
            laid[id(rows)] = rows, days if stored is None else stored
        return laid[id(rows)][1]

    return lay


def _answers(engine: Engine, sheet: Sheet, extent: Extent) -> Mapping[str, Measured | Mishap]:
    read, as_of = extent.read(sheet.inquiry), _iso(extent.as_of(sheet.inquiry))
    if not read:
        raise failed(Cause.EMPTY, "There are no records.", "See why nothing was exported or found.")
    duplicates = _duplicates(engine, sheet) if extent.repeats.get(sheet.columns.id) else {}
    found: dict[str, Measured | Mishap] = {}
    for scan in scans_for(sheet.inquiry.questions):
        lines = lines_of(scan, engine.rows(grouped(sheet, scan)))
        for question in scan.questions:
            mine = looked_at(lines, scan, question)
            number = counts(mine, read, duplicates.get(question.name, 0))
            try:
                measured = figures(mine, scan, question, reach_of(question, sheet.inquiry, extent, sheet.now))
            except HearingError as error:
                found[question.name] = error.mishap
            else:
                found[question.name] = replace(measured, by=question.by, counts=number, as_of=as_of)
    return found


def _duplicates(engine: Engine, sheet: Sheet) -> Mapping[str, int]:
    """Return by the names of questions how many records have the identifier of another one before them."""
    found: dict[str, int] = {}
    for scan in scans_of_identifiers(sheet.inquiry.questions):
        (row,) = engine.rows(repeated(sheet, scan))
        found |= {one.name: int(number) for one, number in zip(scan.questions, row, strict=True)}
    return found


def _day(instant: int | None, default: date) -> date:
    return default if instant is None else _OLDEST + timedelta(days=max(0, instant // (DAY * SECOND)))


def _iso(instant: int | None) -> str:
    if instant is None:
        return ""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).isoformat()
