"""When a calendar is open: the hours of each local day, and as spans of instants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.calendar import Calendar, Minutes
from pytest_promises.model.hearing import Cause
from pytest_promises.reading.opening_hours import ALWAYS, HOLIDAYS, week_of
from pytest_promises.spec.public_holidays import public_holidays

from .zones import first_instant, wall_seconds, zone_of

Span = tuple[int, int]
"""From and up to an instant, in seconds since 1970-01-01T00:00Z."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of local days: special days before public holidays, and these before the week."""

    week: Mapping[int, Minutes]
    holidays: frozenset[date]
    special: Mapping[date, Minutes]

    def on(self, day: date) -> Minutes:
        """Return the hours that begin on a day; what runs past midnight ends after minute 1,440."""
        if day in self.special:
            return self.special[day]
        return self.week.get(HOLIDAYS if day in self.holidays else day.weekday(), ())


def opening(calendar: Calendar, first: date, last: date) -> Opening:
    """Return the hours of the days from `first` to `last`.

    Public holidays are those of the calendar's country, and closed unless the weekly hours say something else of them;
    `24/7` does.

    Raises `HearingError`: `MISSING` when the hours tell of public holidays and the calendar has no country,
    `UNAVAILABLE` when the package that knows them is not installed.
    """
    week = week_of(calendar.hours)
    if HOLIDAYS in week and not calendar.country:
        message = f"The calendar's hours `{calendar.hours.osm}` tell of public holidays, but not of which country."
        raise failed(Cause.MISSING, message, "Give the calendar a `country`, or leave the rule for `PH` out.")
    holidays: frozenset[date] = frozenset()
    if calendar.country and calendar.hours.osm != ALWAYS.osm:
        need("holidays", "records", "records")
        holidays = public_holidays(calendar.country, calendar.region, first, last)
    return Opening(week, holidays, dict(calendar.special))


def open_spans(calendar: Calendar, first: date, last: date) -> Iterator[Span]:
    """Yield when it is open in the hours of the local days from `first` to `last`; ascending, apart, not empty.

    Opening and closing are the first instants at which the zone's clocks show the time or a later one: an hour that the
    clocks skip is not there, and one that they repeat counts twice. A calendar without a zone is in UTC.

    Raises `HearingError` as `opening` does, and when the machine does not know the time zone (`UNAVAILABLE`).
    """
    current: Span | None = None
    for start, end in _spans(calendar, first, last):
        if current is None or start > current[1]:
            if current is not None:
                yield current
            current = start, end
        else:  # hours past midnight can reach into those of the next day
            current = current[0], max(current[1], end)
    if current is not None:
        yield current


def _spans(calendar: Calendar, first: date, last: date) -> Iterator[Span]:
    zone, hours = zone_of(calendar.timezone or "UTC"), opening(calendar, first, last)
    for day in days(first, last):
        for minutes in sorted(hours.on(day)):
            start, end = (first_instant(zone, wall_seconds(day, minute * 60)) for minute in minutes)
            if start < end:
                yield start, end


def days(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last`."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
