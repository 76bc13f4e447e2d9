"""What a clock shows: readings of instants that have been joined with the rows of their days."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pytest_promises.channels.extras import need

from .day_rows import MICROSECONDS
from .joining import day_column
from .zones import SECOND

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

Reading = Literal["business", "business_days", "day", "week", "month", "weekday", "hour"]
"""What a clock shows at an instant; see `Clock.read`."""

_HOUR = 3600 * SECOND
_MONDAY = 3  # what 1970-01-01 was after its week's Monday


@dataclass(frozen=True, slots=True)
class Face:
    """A table that has been joined with the rows of `utc_days` by its column `instant`."""

    table: "Table"
    instant: str

    def show(self, reading: Reading) -> "IntegerValue":
        """Return a reading as an expression on the table; NULL where the day is not known."""
        shown: dict[Reading, Callable[[], IntegerValue]] = {
            "business": self._business,
            "business_days": lambda: self._of_date("count"),
            "day": lambda: self._of_date("date"),
            "week": lambda: self._of_date("date") - self._weekday(),
            "month": lambda: self._of_date("month"),
            "weekday": self._weekday,
            "hour": lambda: (self._local() - self._of_date("date") * MICROSECONDS) // _HOUR,
        }
        return shown[reading]()

    def _business(self) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        time, instant = self._column("passed"), self.table[self.instant]
        for number in range(sum(name.startswith(day_column("opens")) for name in self.table.columns)):
            opens, closes = self._column(f"opens{number}"), self._column(f"closes{number}")
            # The least and the greatest of two would say the same; engines are slower at them.
            time += ibis.cases((instant < opens, opens), (instant > closes, closes), else_=instant)
        return time

    def _local(self) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        instant = self.table[self.instant]
        return instant + ibis.ifelse(instant < self._column("cut"), self._column("before"), self._column("after"))

    def _of_date(self, name: str) -> "IntegerValue":
        """Return what the row tells of the local date: the day of UTC has one or two."""
        ibis = need("ibis", "records", "records")
        return ibis.ifelse(self._local() < self._column("turn"), self._column(f"{name}0"), self._column(f"{name}1"))

    def _weekday(self) -> "IntegerValue":
        return (self._of_date("date") % 7 + _MONDAY + 7) % 7

    def _column(self, name: str) -> "IntegerValue":
        return self.table[day_column(name)]
