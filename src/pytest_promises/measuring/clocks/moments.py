"""Columns that hold times in one way or another, as microseconds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

from .texts import read_text

if TYPE_CHECKING:
    from ibis.expr.types import Column, IntegerValue, NumericValue, StringValue, Table, TimestampValue

SECOND = 1_000_000
_EARLIEST, _IN_SECONDS, _IN_MILLISECONDS, _IN_MICROSECONDS = 10**8, 10**11, 10**14, 10**17


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in microseconds since 1970-01-01T00:00: `instant` is it in UTC, `wall` as some clocks showed it.

    Either can be NULL or not there at all; what has neither is no time. Of a time that has both, the instant counts.
    """

    instant: "IntegerValue | None" = None
    wall: "IntegerValue | None" = None


def moment(table: "Table", name: str) -> Moment:
    """Return the times of a column.

    Raises `HearingError` (`MALFORMED`) when its type holds none.
    """
    column = table[name]
    kind = column.type()
    if kind.is_timestamp():
        micros = _micros(table, column)
        return Moment(wall=micros) if kind.timezone is None else Moment(instant=micros)
    if kind.is_date():
        return Moment(wall=_micros(table, column.cast("timestamp")))
    if kind.is_integer():
        return Moment(instant=_whole(column))
    if kind.is_floating() or kind.is_decimal():
        return Moment(instant=_figure(column.cast("float64")))
    if kind.is_string():
        return _text(table, column)
    raise _no_time(name, column)


def _no_time(name: str, column: "Column") -> Exception:
    message = f"The column `{name}` holds values of the type {column.type()}, which are no times."
    remedy = "Name a column of timestamps, dates, ISO 8601 text, or numbers of seconds since 1970."
    return failed(Cause.MALFORMED, message, remedy)


def _micros(table: "Table", time: "TimestampValue") -> "IntegerValue":
    """Return the microseconds since 1970 of a time, a local one taken as if it were UTC.

    No expression for it is the same in all engines: Spark knows no microseconds of a time, and others round them.
    """
    ibis = need("ibis", "records", "records")
    own = {"duckdb": "epoch_us", "pyspark": "unix_micros"}.get(table.get_backend().name)
    if own is not None:
        known = ibis.udf.scalar.builtin(_epoch_microseconds, name=own, signature=((time.type(),), "int64"))
        found: IntegerValue = known(time)
        return found
    seconds = time.truncate("s").epoch_seconds().cast("float64").cast("int64")
    return seconds * SECOND + time.microsecond().cast("float64").cast("int64")


def _epoch_microseconds(time: object) -> int:
    """The engine's own function: never called here."""
    raise NotImplementedError


def _whole(number: "NumericValue") -> "IntegerValue":
    ibis = need("ibis", "records", "records")
    known = ibis.ifelse((number >= _EARLIEST) & (number < _IN_MICROSECONDS), number, ibis.null("int64"))
    return known.cast("int64") * _factor(known)


def _figure(number: "NumericValue") -> "IntegerValue":
    ibis = need("ibis", "records", "records")
    known = ibis.ifelse((number >= _EARLIEST) & (number < _IN_MICROSECONDS), number, ibis.null("float64"))
    return (known * _factor(known) + 0.5).floor().cast("int64")


def _factor(number: "NumericValue") -> "IntegerValue":
    """Return what makes microseconds of a number of seconds, milliseconds or microseconds, told apart by its size."""
    ibis = need("ibis", "records", "records")
    small = ibis.ifelse(number < _IN_MILLISECONDS, 1000, 1)
    return ibis.ifelse(number < _IN_SECONDS, SECOND, small).cast("int64")


def _text(table: "Table", column: "StringValue") -> Moment:
    ibis = need("ibis", "records", "records")
    text = read_text(column)
    time = _micros(table, text.wall.cast("timestamp"))
    number = ibis.ifelse(text.number, _figure(text.figure.cast("float64")), ibis.null("int64"))
    instant = ibis.ifelse(text.iso & text.aware, time - text.offset, number)
    return Moment(instant, ibis.ifelse(text.iso & ~text.aware, time, ibis.null("int64")))
