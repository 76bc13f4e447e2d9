"""The clock that records are measured by, as columns of Ibis tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.model.calendar import Calendar

from .day_rows import MICROSECONDS, DayRows, utc_days, wall_days
from .face import Face, Reading
from .joining import day_column, inline, with_days
from .moments import Moment, moment

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

_utc_days = lru_cache(maxsize=16)(utc_days)
_wall_days = lru_cache(maxsize=16)(wall_days)


@dataclass(frozen=True, slots=True)
class Clock:
    """A calendar and time zones, ready for the instants of the days from `first` to `last`.

    `zone` is the IANA name of the zone that times without an offset are in, and that dates and hours are told in where
    the calendar has none. Instants are integer microseconds since 1970-01-01T00:00Z (`int64`). What lies outside the
    days reads as NULL: take the days from the oldest and the newest record, with one more at either end. (`instants`
    itself knows no such limit for times with an offset, and for those of a zone without transitions; a local time after
    the days is taken for one of UTC.) `lay` makes a table of the rows of days: what `inline` does, or a table that
    holds them already.
    """

    calendar: Calendar | None
    zone: str
    first: date
    last: date
    lay: "Callable[[DayRows], Table]" = inline

    def instants(self, table: "Table", columns: Mapping[str, str]) -> "Table":
        """Return the table with a column of instants for each `{new name: column}`; what is no time is NULL.

        A column may hold timestamps with or without time zone, dates (their local midnight), numbers of seconds,
        milliseconds or microseconds since 1970 (told apart by their size; none before 1973), or text: ISO 8601 or such
        a number. A local time that the clocks show twice is the first of the two.

        Raises `HearingError`: `MALFORMED` when a column's type holds no times, `UNAVAILABLE` when the machine does not
        know the time zone.
        """
        for new, column in columns.items():
            table = self._with_instant(table, new, moment(table, column))
        return table

    def read(self, table: "Table", instant: str, readings: "Mapping[str, Reading]") -> "Table":
        """Return the table with a column for each `{new name: reading}`, all `int64`, taken at a column of instants.

        One join on a small table of days, whatever the number of readings. `business` is the business time up to the
        instant in microseconds, and `business_days` the business dates up to its local date: the difference between two
        instants is what passed between them (the day of the first is not counted, that of the second is). `day`
        is the local date as days since 1970-01-01, `week` that of its Monday, `month` that of the month's first;
        `weekday` is 0 on Mondays, `hour` 0 to 23.

        Raises `HearingError` when the calendar's public holidays or the time zone cannot be had, and `ValueError` when
        business time is asked for without a calendar.
        """
        if self.calendar is None and {"business", "business_days"} & set(readings.values()):
            raise ValueError("business time needs a calendar")
        days = self._days()
        joined = with_days(table, instant, days, self.lay(days))
        face = Face(joined, instant)
        return joined.select(*table.columns, **{new: face.show(reading) for new, reading in readings.items()})

    def _days(self) -> DayRows:
        if self.calendar is None:
            return _utc_days(None, self.zone, self.first, self.last)
        calendar = replace(self.calendar, timezone=self.calendar.timezone or self.zone)
        return _utc_days(calendar, str(calendar.timezone), self.first, self.last)

    def _with_instant(self, table: "Table", new: str, when: Moment) -> "Table":
        if when.wall is None:
            return table.mutate(**{new: when.instant})
        wall, known = f"{new}__wall", f"{new}__known"
        ibis = need("ibis", "records", "records")
        given = table.mutate(**{wall: when.wall, known: ibis.null("int64") if when.instant is None else when.instant})
        meant, offset = self._offset(given, wall)
        told = meant[wall] - offset
        return meant.select(*table.columns, **{new: ibis.coalesce(meant[known], told)})

    def _offset(self, table: "Table", wall: str) -> "tuple[Table, IntegerValue]":
        """Return the table, joined with what it takes, and the microseconds of the offset that local times have."""
        ibis = need("ibis", "records", "records")
        rows = _wall_days(self.zone, self.first, self.last)
        offsets = {offset for _, before, _, after in rows.rows for offset in (before, after)}
        if len(offsets) == 1:
            return table, ibis.literal(offsets.pop(), "int64")  # an engine takes a small one for 32 bits
        joined = with_days(table, wall, rows, self.lay(rows))
        before, cut, after = (joined[day_column(name)] for name in ("before", "cut", "after"))
        # Of a time after all days it matters that it is one in the future, and no more.
        within = joined[wall] < rows.end * MICROSECONDS
        return joined, ibis.ifelse(within, ibis.ifelse(joined[wall] < cut, before, after), 0)
