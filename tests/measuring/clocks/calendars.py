"""Calendars and instants for tests, by chance and by hand."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from pytest_promises.model.calendar import Calendar
from pytest_promises.reading.opening_hours import parse_opening_hours, weekly_hours

ZONES = (
    "UTC",
    "Europe/Sofia",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "Pacific/Apia",  # no 30 December 2011
    "Africa/Casablanca",
)
FIRST, LAST = datetime(2011, 12, 1, tzinfo=UTC), datetime(2012, 11, 30, tzinfo=UTC)
instants = st.integers(0, int((LAST - FIRST) / timedelta(microseconds=1))).map(
    lambda micros: FIRST + timedelta(microseconds=micros)
)
zones = st.sampled_from(ZONES)


def calendar(hours, zone="UTC", country="", region="", special=()):
    return Calendar(parse_opening_hours(hours), zone, country, region, tuple(special))


@st.composite
def day_hours(draw, earliest=0, latest=2160):
    """Return the spans of one day; they may run past midnight."""
    bounds = draw(st.lists(st.integers(earliest, latest), max_size=4, unique=True).map(sorted))
    spans = zip(bounds[::2], bounds[1::2], strict=False)
    return tuple((opens, closes) for opens, closes in spans if opens < 1440 and closes - opens < 1440)


@st.composite
def calendars(draw, hours=day_hours(), zone=zones):  # noqa: B008 - a strategy is a value
    """Return a calendar whose week is open at least once, with a few days of their own."""
    week = dict(enumerate(draw(st.lists(hours, min_size=7, max_size=7))))
    week[draw(st.integers(0, 6))] = ((540, 1080),)
    days = st.dates(FIRST.date(), LAST.date())
    special = draw(st.dictionaries(days, hours, max_size=4))
    return Calendar(weekly_hours(week), draw(zone), "", "", tuple(special.items()))


def day(text):
    return date.fromisoformat(text)
