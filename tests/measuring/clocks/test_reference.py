from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.measuring.clocks.calendars import calendar, calendars, day, day_hours, instants

from pytest_promises.measuring.clocks.opening import opening
from pytest_promises.measuring.clocks.reference import business_days, business_time

SOFIA = ZoneInfo("Europe/Sofia")
WORK = calendar("Mo-Fr 09:00-18:00", "Europe/Sofia", "BG")
spells = st.timedeltas(timedelta(), timedelta(days=40))
away_from_transitions = day_hours(earliest=300, latest=1440)


@given(calendars(), instants, spells, spells)
def test_time_adds_up(one, start, first, second):
    middle, end = start + first, start + first + second
    assert business_time(one, start, middle) + business_time(one, middle, end) == business_time(one, start, end)


@given(calendars(), instants, spells, spells)
def test_days_add_up(one, start, first, second):
    middle, end = start + first, start + first + second
    assert business_days(one, start, middle) + business_days(one, middle, end) == business_days(one, start, end)


@given(calendars(), instants, spells)
def test_business_time_is_no_longer_than_what_elapsed(one, start, spell):
    assert timedelta() <= business_time(one, start, start + spell) <= spell


@given(calendars(), instants, spells)
def test_what_ends_before_it_starts_took_less_than_no_time(one, start, spell):
    assert business_time(one, start + spell, start) == -business_time(one, start, start + spell)
    assert business_days(one, start + spell, start) == -business_days(one, start, start + spell)


@given(calendars(zone=st.sampled_from(["UTC", "Asia/Kathmandu"])), instants, spells, st.integers(1, 20))
def test_a_week_is_as_long_as_the_next_where_nothing_is_special(one, start, spell, weeks):
    plain = calendar(one.hours.osm, one.timezone)
    later = start + timedelta(weeks=weeks)
    assert business_time(plain, start, start + spell) == business_time(plain, later, later + spell)
    assert business_days(plain, start, start + spell) == business_days(plain, later, later + spell)


@given(calendars(hours=away_from_transitions), instants, st.integers(0, 3000))
def test_time_is_the_minutes_at_which_the_clocks_show_hours(one, start, minutes):
    """Transitions are in the night: then there is no doubt what the clocks show when it opens or closes."""
    start = start.replace(second=0, microsecond=0)
    zone, hours = ZoneInfo(one.timezone), opening(one, start.date(), start.date())
    walked = 0
    for minute in range(minutes):
        local = (start + timedelta(minutes=minute)).astimezone(zone)
        now = local.hour * 60 + local.minute
        walked += any(opens <= now < closes for opens, closes in hours.on(local.date()))
    assert business_time(one, start, start + timedelta(minutes=minutes)) == timedelta(minutes=walked)


def test_a_ticket_of_friday_evening_waits_over_the_weekend():
    friday, monday = datetime(2026, 11, 20, 17, 59, 30, tzinfo=SOFIA), datetime(2026, 11, 23, 9, 0, 15, tzinfo=SOFIA)
    assert business_time(WORK, friday, monday) == timedelta(seconds=45)
    assert business_days(WORK, friday, monday) == 1


def test_the_day_of_the_event_is_not_counted_and_the_last_one_is():
    start = datetime(2026, 11, 23, 0, 0, tzinfo=SOFIA)
    ends = [
        start,
        start + timedelta(hours=23),
        start + timedelta(days=1),
        start + timedelta(days=5),
        start + timedelta(days=7),
    ]
    assert [business_days(WORK, start, end) for end in ends] == [0, 0, 1, 4, 5]


def test_public_holidays_and_special_days_are_no_business_days():
    one = calendar("Mo-Fr 09:00-18:00", "Europe/Sofia", "BG", special=[(day("2026-03-04"), ())])
    start, end = datetime(2026, 3, 2, 12, tzinfo=SOFIA), datetime(2026, 3, 6, 12, tzinfo=SOFIA)
    assert business_days(one, start, end) == 2
    assert business_time(one, start, end) == timedelta(hours=6 + 9 + 3)


def test_the_local_date_is_the_one_that_counts():
    start, end = datetime(2026, 11, 23, 21, tzinfo=ZoneInfo("UTC")), datetime(2026, 11, 23, 23, tzinfo=ZoneInfo("UTC"))
    assert business_days(WORK, start, end) == 1
