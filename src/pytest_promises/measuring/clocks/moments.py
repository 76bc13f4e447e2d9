"""Columns that hold times in one way or another, as microseconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

from .texts import read_text, with_texts
from .zones import SECOND

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, NumericValue, Table, TimestampValue, Value

_SPARK = "pyspark"
_EARLIEST, _IN_SECONDS, _IN_MILLISECONDS, _IN_MICROSECONDS = 10**8, 10**11, 10**14, 10**17


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in microseconds since 1970-01-01T00:00: `instant` is it in UTC, `wall` as some clocks showed it.

    Either can be NULL or not there at all; what has neither is no time. Of a time that has both, the instant counts.
    """

    instant: "IntegerValue | None" = None
    wall: "IntegerValue | None" = None


def ready(table: "Table", names: Iterable[str]) -> "Table":
    """Return the table with what `moment` takes of these columns beside them."""
    return with_texts(table, [name for name in dict.fromkeys(names) if table[name].type().is_string()])


def moment(table: "Table", name: str) -> Moment:
    """Return the times of a column of a table that is `ready` for it.

    Raises `HearingError` (`MALFORMED`) when its type holds none.
    """
    check_times(table, name)
    column = table[name]
    kind = column.type()
    if kind.is_timestamp():
        return _timestamp(table, column)
    if kind.is_date():
        return Moment(wall=_micros(table, column.cast("timestamp")))
    if kind.is_string():
        return _text(table, name)
    return Moment(instant=_whole(column) if kind.is_integer() else _figure(column.cast("float64")))


def check_times(table: "Table", name: str) -> None:
    """Raise `HearingError` (`MALFORMED`) when the type of a column holds no times."""
    kind = table[name].type()
    if kind.is_timestamp() or kind.is_date() or kind.is_numeric() or kind.is_string():
        return
    message = f"The column `{name}` holds values of the type {kind}, which are no times."
    remedy = "Name a column of timestamps, dates, ISO 8601 text, or numbers of seconds since 1970."
    raise failed(Cause.MALFORMED, message, remedy)


def _timestamp(table: "Table", time: "TimestampValue") -> Moment:
    ibis = need("ibis", "records", "records")
    micros = _micros(table, time)
    if table.get_backend().name == _SPARK:  # to Ibis both of its types are without a zone
        zoned = _engine("typeof", time, "string") == "timestamp"
        none = ibis.null("int64")
        return Moment(ibis.ifelse(zoned, micros, none), ibis.ifelse(zoned, none, micros))
    return Moment(wall=micros) if time.type().timezone is None else Moment(instant=micros)


def _micros(table: "Table", time: "TimestampValue") -> "IntegerValue":
    """Return the microseconds since 1970 of a time, a local one taken as if it were UTC.

    No expression for it is the same in all engines: Spark knows no microseconds of a time, and others round them.
    """
    engine = table.get_backend().name
    if engine == _SPARK:
        return _engine("unix_micros", _engine("to_timestamp", time, "timestamp"), "int64")
    if engine == "duckdb":
        return _engine("epoch_us", time, "int64")
    seconds = time.truncate("s").epoch_seconds().cast("float64").cast("int64")
    return seconds * SECOND + time.microsecond().cast("float64").cast("int64")


def _engine(name: str, value: "Value", result: str) -> "Value":
    """Return the value of the engine's own function of that name."""
    ibis = need("ibis", "records", "records")
    function = ibis.udf.scalar.builtin(_unary, name=name, signature=((value.type(),), result))
    found: Value = function(value)
    return found


def _unary(value: object) -> object:
    """What Ibis takes the names of arguments from: the function is the engine's."""
    return value


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


def _text(table: "Table", name: str) -> Moment:
    ibis = need("ibis", "records", "records")
    text = read_text(table, name)
    time = _micros(table, text.wall.cast("timestamp"))
    number = ibis.ifelse(text.number, _figure(text.figure.cast("float64")), ibis.null("int64"))
    instant = ibis.ifelse(text.iso & text.aware, time - text.offset, number)
    return Moment(instant, ibis.ifelse(text.iso & ~text.aware, time, ibis.null("int64")))
