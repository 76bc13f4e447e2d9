import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.measuring.clocks.asking import clock, rows, table
from tests.measuring.clocks.calendars import FIRST, LAST, calendar, calendars, instants, zones

from pytest_promises.measuring.clocks.reference import business_days, business_time

READINGS = ("business", "business_days", "day", "week", "month", "weekday", "hour")
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
many = st.lists(instants, min_size=2, max_size=12)
by_chance = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def micros(instant):
    return (instant - EPOCH) // MICROSECOND


def shown(engine, one, moments, readings):
    """Return what the clock shows at each moment, the readings in that order."""
    given_ = table(engine, "BIGINT", [micros(moment) for moment in moments])
    read = one.read(given_, "value", {f"the_{reading}": reading for reading in readings})
    return rows(engine, read.select("number", *(f"the_{reading}" for reading in readings)))


@by_chance
@given(calendars(), many)
@example(calendar("24/7", "Pacific/Apia"), [FIRST, LAST])
@example(calendar("Mo-Su 22:00-06:00", "America/St_Johns"), [FIRST, LAST])
def test_business_time_is_that_of_the_reference(engine, one, moments):
    readings = [reading for (reading,) in shown(engine, clock(one), moments, ["business"])]
    passed = [MICROSECOND * (last - first) for first, last in pairwise(readings)]
    assert passed == [business_time(one, start, end) for start, end in pairwise(moments)]


@by_chance
@given(calendars(), many)
@example(calendar("Mo-Su 09:00-18:00", "Pacific/Apia"), [FIRST, LAST])
def test_business_days_are_those_of_the_reference(engine, one, moments):
    readings = [reading for (reading,) in shown(engine, clock(one), moments, ["business_days"])]
    passed = [last - first for first, last in pairwise(readings)]
    assert passed == [business_days(one, start, end) for start, end in pairwise(moments)]


@by_chance
@given(zones, many)
def test_dates_and_hours_are_those_that_the_zone_shows(engine, zone, moments):
    expected = []
    for moment in moments:
        local = moment.astimezone(ZoneInfo(zone))
        dates = (local, local - timedelta(days=local.weekday()), local.replace(day=1))
        days = (date.date().toordinal() - EPOCH.toordinal() for date in dates)
        expected.append((*days, local.weekday(), local.hour))
    assert shown(engine, clock(zone=zone), moments, ["day", "week", "month", "weekday", "hour"]) == expected


def test_the_calendars_zone_comes_before_that_of_the_records(engine):
    moment = [datetime(2012, 6, 1, 22, tzinfo=UTC)]
    assert shown(engine, clock(calendar("24/7", "Europe/Sofia"), "America/New_York"), moment, ["hour"]) == [(1,)]
    assert shown(engine, clock(calendar("24/7", None), "America/New_York"), moment, ["hour"]) == [(18,)]


def test_what_is_outside_of_the_days_or_null_has_no_readings(engine):
    one = clock(calendar("Mo-Fr 09:00-18:00"))
    given_ = table(engine, "BIGINT", [None, -1, 0, micros(FIRST - timedelta(days=3)), micros(LAST + timedelta(days=3))])
    read = one.read(given_, "value", {f"the_{reading}": reading for reading in READINGS})
    assert {value for row in rows(engine, read.drop("value")) for value in row} == {None}


def test_the_microsecond_before_midnight_is_still_that_day(engine):
    midnight = datetime(2012, 6, 2, tzinfo=UTC)
    days = shown(engine, clock(), [midnight - MICROSECOND, midnight], ["day", "hour"])
    assert days == [(15_492, 23), (15_493, 0)]


def test_days_before_1970_are_days_too(engine):
    moment = datetime(1969, 12, 30, 23, 30, tzinfo=UTC)
    one = clock(first=moment, last=moment)
    assert shown(engine, one, [moment], ["day", "week", "month", "weekday", "hour"]) == [(-2, -3, -31, 1, 23)]


def test_the_columns_of_the_records_stay_as_they_are(engine):
    given_ = table(engine, "BIGINT", [micros(FIRST)])
    assert clock().read(given_, "value", {"hour": "hour"}).columns == ("number", "value", "hour")


def test_business_time_without_a_calendar_is_refused(engine):
    with pytest.raises(ValueError, match="calendar"):
        clock().read(table(engine, "BIGINT", [0]), "value", {"passed": "business"})


def test_nothing_heavy_is_imported_before_a_table_is_read():
    code = (
        "import sys, pytest_promises.measuring.clocks.clock; print({'ibis', 'holidays', 'duckdb'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "set()\n"
