"""Days, weeks and months that are judged by themselves: only whole ones, of which nothing is missing at either end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pytest_promises.measuring.clocks.zones import SECOND, zone_of
from pytest_promises.model.amounts import counted

from .extents import Extent
from .inquiries import Inquiry
from .questions import Question

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """The local dates that records reach over from midnight to midnight, from `first` to `last`; there may be none."""

    first: date
    last: date

    def whole(self, start: str, period: str) -> bool:
        """Return whether a period that begins on a day (ISO 8601) lies in it with all of its days."""
        try:
            begin = date.fromisoformat(start)
        except ValueError:
            return False  # of records without a time nobody knows the period
        return self.first <= begin and _last_day(begin, period) <= self.last


def reach_of(question: Question, inquiry: Inquiry, extent: Extent, now: int) -> Reach:
    """Return the dates that the records of a question reach over; `now` is in microseconds since 1970.

    They begin with the window of the question, where it has one, and with the day of the oldest record. They end before
    today, and with the day of the newest time: whoever exported until Tuesday has no week of it.
    """
    zone = zone_of(inquiry.calendar.timezone or inquiry.zone if inquiry.calendar else inquiry.zone)
    oldest, newest = extent.oldest.get((inquiry.columns.begin, inquiry.zone)), extent.as_of(inquiry)
    first = date.min if oldest is None else _local(oldest, zone).date()
    if question.within is not None:
        first = max(first, _first_midnight(_local(now - question.within, zone)))
    yesterday = _local(now, zone).date() - _DAY
    return Reach(first, yesterday if newest is None else min(yesterday, _local(newest, zone).date()))


def left_out(starts: Sequence[str], period: str) -> tuple[str, ...]:
    """Return a note on the periods that begin on these days and are left out, nothing where there are none."""
    if not starts:
        return ()
    every = sorted(set(starts))
    judged = "is not judged by itself" if len(every) == 1 else "are not judged by themselves"
    return (f"{counted(len(every), period)} {judged}, being there only in part: {', '.join(every)}",)


def _local(instant: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(instant // SECOND, UTC).astimezone(zone)


def _first_midnight(moment: datetime) -> date:
    return moment.date() if moment.time() == time() else moment.date() + _DAY


def _last_day(begin: date, period: str) -> date:
    if period == "month":
        return (begin.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY
    return begin + timedelta(days=6 if period == "week" else 0)
