"""The clock that records are measured by, as columns of Ibis tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.model.calendar import Calendar

from .day_rows import MICROSECONDS, DayRows, utc_days, wall_days
from .face import Face, Reading, columns_for
from .joining import day_column, inline, with_days
from .moments import moment, ready

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

_SHIFT = ("before", "cut", "after")
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
        given = ready(table, columns.values())
        moments = {new: moment(given, column) for new, column in columns.items()}
        known = {new: one.instant for new, one in moments.items() if one.instant is not None}
        walls = {new: one.wall for new, one in moments.items() if one.wall is not None}
        given = given.mutate(**known, **{_wall(new): wall for new, wall in walls.items()})
        told = self._with_told(given, walls) if walls else given
        return told.select(*table.columns, *columns)

    def read(self, table: "Table", instant: str, readings: "Mapping[str, Reading]") -> "Table":
        """Return the table with a column for each `{new name: reading}`, all `int64`, taken at a column of instants.

        `business` is the business time up to the instant in microseconds, and `business_days` the business dates up to
        its local date: the difference between two instants is what passed between them (the day of the first is not
        counted, that of the second is). `day` is the local date as days since 1970-01-01, `week` that of its Monday,
        `month` that of the month's first; `weekday` is 0 on Mondays, `hour` 0 to 23.

        Raises `HearingError` when the calendar's public holidays or the time zone cannot be had, and `ValueError` when
        business time is asked for without a calendar.
        """
        return self.read_all(table, {instant: readings})

    def read_all(self, table: "Table", readings: "Mapping[str, Mapping[str, Reading]]") -> "Table":
        """Return the table with what `read` tells of several columns of instants.

        One join for each on a small table of days, whatever the number of readings. Raises what `read` does.
        """
        asked = {instant: of_one for instant, of_one in readings.items() if of_one}
        if self.calendar is None and any({"business", "business_days"} & set(one.values()) for one in asked.values()):
            raise ValueError("business time needs a calendar")
        days = self._days()
        wanted = {instant: columns_for(of_one.values(), days) for instant, of_one in asked.items()}
        joined = with_days(table, wanted, days, self.lay(days))
        shown = {
            new: Face(joined, instant, days.spans).show(reading)
            for instant, of_one in asked.items()
            for new, reading in of_one.items()
        }
        return joined.select(*table.columns, **shown)

    def _days(self) -> DayRows:
        if self.calendar is None:
            return _utc_days(None, self.zone, self.first, self.last)
        calendar = replace(self.calendar, timezone=self.calendar.timezone or self.zone)
        return _utc_days(calendar, str(calendar.timezone), self.first, self.last)

    def _with_told(self, table: "Table", names: Iterable[str]) -> "Table":
        """Return the table with the instants that local times tell, where nothing else has told them."""
        ibis = need("ibis", "records", "records")
        rows, walls = _wall_days(self.zone, self.first, self.last), {name: _wall(name) for name in names}
        offsets = {offset for _, before, _, after in rows.rows for offset in (before, after)}
        if len(offsets) > 1:
            table = with_days(table, dict.fromkeys(walls.values(), _SHIFT), rows, self.lay(rows))
        told: dict[str, IntegerValue] = {}
        for name, wall in walls.items():
            # An engine takes a small literal for one of 32 bits.
            offset = _offset(table, wall, rows) if len(offsets) > 1 else ibis.literal(next(iter(offsets)), "int64")
            instant = table[wall] - offset
            told[name] = ibis.coalesce(table[name], instant) if name in table.columns else instant
        return table.mutate(**told)


def _wall(name: str) -> str:
    return f"{name}__wall"


def _offset(table: "Table", wall: str, rows: DayRows) -> "IntegerValue":
    """Return the microseconds of the offset that local times have, of a table that was joined with their days."""
    ibis = need("ibis", "records", "records")
    before, cut, after = (table[day_column(wall, name)] for name in _SHIFT)
    # Of a time after all days it matters that it is one in the future, and no more.
    within = table[wall] < rows.end * MICROSECONDS
    return ibis.ifelse(within, ibis.ifelse(table[wall] < cut, before, after), 0)
