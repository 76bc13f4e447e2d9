"""Times and the row of the day that they are on."""

from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

from .day_rows import DayRows
from .moments import SECOND
from .zones import DAY

if TYPE_CHECKING:
    from ibis.expr.types import Table

MICROSECONDS = DAY * SECOND
_OWN = "promises_clock_"


def with_days(table: "Table", time: str, rows: DayRows) -> "Table":
    """Return the table with the rows' columns, their names as `day_column` has them; NULL where no row is the day's.

    `time` is a column of microseconds since 1970-01-01T00:00. Some engines divide in floating point, where a midnight
    and the microsecond before it stay apart in all years until 2300.
    """
    days, key = inline(rows), day_column("key")
    right = days.select(**{day_column(name): days[name] for name in rows.names})
    known = table.mutate(**{key: table[time] // MICROSECONDS})
    return known.left_join(right, known[key] == right[day_column("day")]).drop(key)


def day_column(name: str) -> str:
    """Return the name of a column of the rows beside those of the records."""
    return _OWN + name


def inline(rows: DayRows) -> "Table":
    """Return rows as a table of `int64` columns, written into the query as one text that the engine takes apart.

    It takes no right to create a table, and no file. A list of values is what engines have a syntax of their own for,
    and thousands of them take the compiler long.
    """
    ibis = need("ibis", "records", "records")
    text = ";".join(",".join(map(str, row)) for row in rows.rows)
    lines = ibis.literal(text).split(";").unnest().name("line").as_table()
    fields = lines.line.split(",")
    return lines.select(**{name: fields[index].cast("int64") for index, name in enumerate(rows.names)})
