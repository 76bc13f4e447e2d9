"""The clock that records are measured by, as columns of Ibis tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from pytest_promises.model.calendar import Calendar

if TYPE_CHECKING:
    from ibis.expr.types import Table

Reading = Literal["business", "business_days", "day", "week", "month", "weekday", "hour"]
"""What a clock shows at an instant; see `Clock.read`."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A calendar and time zones, ready for the instants of the days from `first` to `last`.

    `zone` is the IANA name of the zone that times without an offset are in, and that dates and hours are told in where
    the calendar has none. Instants are integer microseconds since 1970-01-01T00:00Z (`int64`). What lies outside the
    days reads as NULL: take the days from the oldest and the newest record (`instants` itself knows no such limit for
    times with an offset, and for those of a zone without transitions).
    """

    calendar: Calendar | None
    zone: str
    first: date
    last: date

    def instants(self, table: "Table", columns: Mapping[str, str]) -> "Table":
        """Return the table with a column of instants for each `{new name: column}`; what is no time is NULL.

        A column may hold timestamps with or without time zone, dates (their local midnight), numbers of seconds,
        milliseconds or microseconds since 1970 (told apart by their size), or text: ISO 8601 or such a number.
        """
        raise NotImplementedError

    def read(self, table: "Table", instant: str, readings: "Mapping[str, Reading]") -> "Table":
        """Return the table with a column for each `{new name: reading}`, all `int64`, taken at a column of instants.

        One join on a small table of days, whatever the number of readings. `business` is the business time up to the
        instant in microseconds, and `business_days` the business dates up to its local date: the difference between two
        instants is what passed between them (the day of the first is not counted, that of the second is). `day`
        is the local date as days since 1970-01-01, `week` that of its Monday, `month` that of the month's first;
        `weekday` is 0 on Mondays, `hour` 0 to 23.

        Raises `HearingError` when the calendar's public holidays cannot be had, and `ValueError` when business time
        is asked for without a calendar.
        """
        raise NotImplementedError
