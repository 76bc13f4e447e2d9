"""Times and the row of the day that they are on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

from .day_rows import MICROSECONDS, DayRows

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

_OWN = "promises_clock_"


def with_days(table: "Table", times: Mapping[str, Sequence[str]], rows: DayRows, days: "Table") -> "Table":
    """Return the table with some of the rows' columns for each time; NULL where no row is the day's.

    `times` has names of the rows' columns by the names of columns of microseconds since 1970-01-01T00:00: `day_column`
    tells what they are called in the result. `days` is what `inline` makes of the rows. Each time has a row there, if
    only that of no day: engines join faster where no record is without one. Some engines divide in floating point,
    where a midnight and the microsecond before it stay apart in all years until 2300.
    """
    joined = known = table.mutate(**{_key(time): _row_of(table[time], rows) for time in times})
    for time, names in times.items():
        day = day_column(time, "day")
        right = days.select(**{day: days["day"]}, **{day_column(time, name): days[name] for name in names})
        joined = joined.inner_join(right, known[_key(time)] == right[day])
    added = [day_column(time, name) for time, names in times.items() for name in names]
    return joined.select(*table.columns, *added)


def _row_of(time: "IntegerValue", rows: DayRows) -> "IntegerValue":
    ibis = need("ibis", "records", "records")
    within = (time >= rows.first * MICROSECONDS) & (time < rows.end * MICROSECONDS)
    return ibis.ifelse(within, time // MICROSECONDS, _nowhere(rows)).cast("int64")


def _key(time: str) -> str:
    return day_column(time, "key")


def day_column(time: str, name: str) -> str:
    """Return the name of a column of the rows beside those of the records, for a time."""
    return f"{_OWN}{time}_{name}"


def inline(rows: DayRows) -> "Table":
    """Return rows as a table of `int64` columns, written into the query as one text that the engine takes apart.

    The first row is that of no day: all else in it is NULL. It takes no right to create a table, and no file. A list of
    values is what engines have a syntax of their own for, and thousands of them take the compiler long.
    """
    ibis = need("ibis", "records", "records")
    none = str(_nowhere(rows)) + "," * (len(rows.names) - 1)
    text = ";".join((none, *(",".join(map(str, row)) for row in rows.rows)))
    lines = ibis.literal(text).split(";").unnest().name("line").as_table()
    fields = lines.line.split(",")
    return lines.select(**{name: fields[index].nullif("").cast("int64") for index, name in enumerate(rows.names)})


def _nowhere(rows: DayRows) -> int:
    """Return the number that stands for no day: beside the others, since engines make arrays of such numbers."""
    return rows.first - 1
