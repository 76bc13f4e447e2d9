from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measuring.clocks.calendars import ZONES

from pytest_promises.measuring.clocks.zones import (
    DAY,
    Shift,
    day_number,
    first_instant,
    utc_shift,
    wall_offset,
    wall_shift,
    zone_of,
)
from pytest_promises.model.hearing import Cause, HearingError

seconds = st.integers(day_number(date(1975, 1, 1)) * DAY, day_number(date(2037, 1, 1)) * DAY)
near_transitions = st.sampled_from(["2011-12-29", "2011-12-30", "2012-03-11", "2012-03-25", "2012-04-01", "2012-10-28"])
times = seconds | st.builds(
    lambda day, second: day_number(date.fromisoformat(day)) * DAY + second, near_transitions, st.integers(-DAY, 2 * DAY)
)
known = st.sampled_from(ZONES).map(ZoneInfo)


def shown(zone, instant):
    """Return the local time at an instant in seconds since the local 1970-01-01T00:00."""
    local = datetime.fromtimestamp(instant, zone).replace(tzinfo=UTC)
    return round(local.timestamp())


@given(known, times)
def test_the_offset_of_an_instant_follows_from_the_shift_of_its_day(zone, instant):
    shift = utc_shift(zone, instant // DAY)
    offset = shift.before if instant % DAY < shift.cut else shift.after
    assert instant + offset == shown(zone, instant)


@given(known, times)
def test_the_offset_of_a_local_time_follows_from_the_shift_of_its_day(zone, wall):
    shift = wall_shift(zone, wall // DAY)
    assert (shift.before if wall % DAY < shift.cut else shift.after) == wall_offset(zone, wall)


@given(known, times)
def test_the_first_instant_shows_the_time_or_a_later_one_and_the_second_before_it_an_earlier_one(zone, wall):
    instant = first_instant(zone, wall)
    assert shown(zone, instant - 1) < wall <= shown(zone, instant)


def test_a_local_time_that_the_clocks_show_twice_is_the_first_of_the_two():
    repeated = datetime(2026, 10, 25, 3, 30, tzinfo=UTC)
    offset = wall_offset(ZoneInfo("Europe/Sofia"), round(repeated.timestamp()))
    assert timedelta(seconds=offset) == timedelta(hours=3)


def test_a_local_time_that_the_clocks_skip_is_told_by_the_offset_before():
    skipped = datetime(2026, 3, 29, 3, 30, tzinfo=UTC)
    offset = wall_offset(ZoneInfo("Europe/Sofia"), round(skipped.timestamp()))
    assert timedelta(seconds=offset) == timedelta(hours=2)


def test_a_day_without_a_transition_has_one_offset():
    assert utc_shift(ZoneInfo("Asia/Kathmandu"), day_number(date(2026, 1, 1))) == Shift(20_700, DAY, 20_700)


@pytest.mark.parametrize("name", ["Europe/Sofya", "../etc/passwd", ""])
def test_a_zone_that_the_machine_does_not_know_is_no_time_zone(name):
    with pytest.raises(HearingError) as caught:
        zone_of(name)
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert name in caught.value.mishap.message
