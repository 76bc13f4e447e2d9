"""Times and the row of the day that they are on."""

from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

from .day_rows import MICROSECONDS, DayRows

if TYPE_CHECKING:
    from ibis.expr.types import Table

_OWN = "promises_clock_"


def with_days(table: "Table", time: str, rows: DayRows, days: "Table") -> "Table":
    """Return the table with the rows' columns, their names as `day_column` has them; NULL where no row is the day's.

    `time` is a column of microseconds since 1970-01-01T00:00, `days` what `inline` makes of the rows. Each time has a
    row there, if only that of no day: engines join faster where no record is without one. Some engines divide in
    floating point, where a midnight and the microsecond before it stay apart in all years until 2300.
    """
    ibis = need("ibis", "records", "records")
    key, when = day_column("key"), table[time]
    within = (when >= rows.first * MICROSECONDS) & (when < rows.end * MICROSECONDS)
    known = table.mutate(**{key: ibis.ifelse(within, when // MICROSECONDS, _nowhere(rows)).cast("int64")})
    right = days.select(**{day_column(name): days[name] for name in rows.names})
    return known.inner_join(right, known[key] == right[day_column("day")]).drop(key)


def day_column(name: str) -> str:
    """Return the name of a column of the rows beside those of the records."""
    return _OWN + name


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
