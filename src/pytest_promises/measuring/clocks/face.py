"""What a clock shows: readings of instants that have been joined with the rows of their days."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pytest_promises.channels.extras import need

from .day_rows import MICROSECONDS, DayRows
from .joining import day_column
from .zones import SECOND

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

Reading = Literal["business", "business_days", "day", "week", "month", "weekday", "hour"]
"""What a clock shows at an instant; see `Clock.read`."""

_LOCAL = ("before", "cut", "after", "turn")
_DATED: Mapping[Reading, str] = {
    "business_days": "count",
    "day": "date",
    "week": "date",
    "month": "month",
    "weekday": "date",
    "hour": "date",
}
_HOUR = 3600 * SECOND
_MONDAY = 3  # what 1970-01-01 was after its week's Monday


@dataclass(frozen=True, slots=True)
class Face:
    """A table that has been joined with the rows of `utc_days` by its column `instant`; a day has so many `spans`."""

    table: "Table"
    instant: str
    spans: int

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
        for number in range(self.spans):
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
        return self.table[day_column(self.instant, name)]


def columns_for(readings: Iterable[Reading], rows: DayRows) -> tuple[str, ...]:
    """Return the columns of the rows that readings take."""
    spans = rows.names[rows.names.index("passed") :]
    taken = (spans if one == "business" else (*_LOCAL, *(f"{_DATED[one]}{n}" for n in (0, 1))) for one in readings)
    return tuple(dict.fromkeys(name for names in taken for name in names))
