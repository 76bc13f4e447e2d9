from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_promises.judging.agreement import Agreement, comparable, compare
from pytest_promises.model.promise import Calendar
from pytest_promises.model.quantities import (
    SECONDS,
    Clock,
    Count,
    Duration,
    Money,
    Percentage,
    RelativeDay,
    Vague,
    WeeklyHours,
)
from pytest_promises.model.topics import Better

HOUR, DAY = 3600.0, 86400.0
B, E = Clock.BUSINESS, Clock.ELAPSED
AGREES, OVER, UNDER = Agreement.AGREES, Agreement.OVERSTATED, Agreement.UNDERSTATED
DIFFERENT, INCOMPARABLE = Agreement.DIFFERENT, Agreement.INCOMPARABLE


def within(end, clock=E, unit="hour"):
    return Duration(None, end, clock, unit)


def between(low, high, clock=B, unit="day"):
    return Duration(low * SECONDS[unit], high * SECONDS[unit], clock, unit)


@pytest.mark.parametrize(
    ("declared", "stated", "expected"),
    [
        (within(24 * HOUR), within(24 * HOUR), AGREES),
        (within(24 * HOUR), Duration(DAY, DAY, E, "day"), AGREES),
        (within(24 * HOUR), RelativeDay(1), AGREES),
        (within(24 * HOUR), within(48 * HOUR), UNDER),
        (within(24 * HOUR), within(12 * HOUR), OVER),
        (within(24 * HOUR), RelativeDay(0), OVER),
        (within(24 * HOUR), within(DAY, B, "day"), UNDER),
        (within(DAY, B, "day"), within(24 * HOUR), OVER),
        (within(DAY, B, "day"), RelativeDay(1, B), AGREES),
        (within(5 * DAY, E, "day"), within(2 * DAY, B, "day"), DIFFERENT),
        (between(3, 5), between(3, 5), AGREES),
        (between(3, 5), within(5 * DAY, B, "day"), AGREES),
        (within(5 * DAY, B, "day"), between(3, 5), AGREES),
        (between(3, 5), between(3, 7), UNDER),
        (between(3, 5), between(2, 5), OVER),
        (between(3, 5), between(1, 2), OVER),
        (between(3, 5), Duration(3 * DAY, None, B, "day"), UNDER),
        (within(0), Duration(0, 0, B, "day"), AGREES),
    ],
)
def test_a_time_that_customers_wait_is_better_when_it_is_shorter(declared, stated, expected):
    assert compare(declared, stated, Better.LOWER) is expected


@pytest.mark.parametrize(
    ("declared", "stated", "expected"),
    [
        (within(30 * DAY, E, "day"), Duration(30 * DAY, 30 * DAY, E, "day"), AGREES),
        (Duration(30 * DAY, None, E, "day"), within(30 * DAY, E, "day"), AGREES),
        (within(30 * DAY, E, "day"), within(14 * DAY, E, "day"), UNDER),
        (within(30 * DAY, E, "day"), within(60 * DAY, E, "day"), OVER),
        (within(365 * DAY, E, "year"), within(360 * DAY, E, "month"), AGREES),
        (within(30 * DAY, E, "day"), within(30 * DAY, E, "month"), AGREES),
        (within(14 * DAY, E, "day"), within(14 * DAY, B, "day"), OVER),
    ],
)
def test_a_time_that_customers_are_given_is_better_when_it_is_longer(declared, stated, expected):
    assert compare(declared, stated, Better.HIGHER) is expected


def test_business_days_and_business_hours_meet_only_through_a_calendar():
    day, nine_hours = within(DAY, B, "day"), within(9 * HOUR, B, "hour")
    weekdays = tuple((day * 1440 + 540, day * 1440 + 1080) for day in range(5))
    calendar = Calendar(WeeklyHours("Mo-Fr 09:00-18:00", weekdays))
    uneven = Calendar(WeeklyHours("Mo 09:00-18:00; Tu 09:00-12:00", ((540, 1080), (1980, 2160))))
    assert compare(day, nine_hours, Better.LOWER) is INCOMPARABLE
    assert compare(day, nine_hours, Better.LOWER, uneven) is INCOMPARABLE
    assert compare(day, nine_hours, Better.LOWER, calendar) is AGREES
    assert compare(day, within(8 * HOUR, B, "hour"), Better.LOWER, calendar) is OVER


def money(amount, currency="EUR"):
    return Money(Decimal(amount), None, currency)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (money(50), AGREES),
        (money("49.99"), AGREES),
        (money(40), OVER),
        (money(0, ""), OVER),
        (money(60), UNDER),
        (money(50, "USD"), DIFFERENT),
        (Money(Decimal(50), Decimal(50), "EUR"), AGREES),
    ],
)
def test_a_threshold_is_better_when_it_is_lower(stated, expected):
    assert compare(money(50), stated, Better.LOWER) is expected


def test_shares_and_counts_are_better_when_they_are_higher():
    share = Percentage(Decimal("99.9"), Decimal("99.9"))
    assert compare(share, Percentage(Decimal("99.9"), None), Better.HIGHER) is AGREES
    assert compare(share, Percentage(Decimal("99.99"), None), Better.HIGHER) is OVER
    assert compare(Count(3, 3), Count(2, 2), Better.HIGHER) is UNDER


def hours(*spans, timezone=None):
    return WeeklyHours("", tuple(spans), timezone)


def test_hours_are_held_against_each_other_minute_by_minute():
    monday = hours((540, 1080))
    assert compare(monday, hours((540, 1080)), Better.HIGHER) is AGREES
    assert compare(monday, hours((540, 1140)), Better.HIGHER) is OVER
    assert compare(monday, hours((600, 1080)), Better.HIGHER) is UNDER
    assert compare(monday, hours((600, 1140)), Better.HIGHER) is DIFFERENT


def test_hours_in_two_zones_are_brought_into_one():
    sofia = hours((540, 1080), timezone="Europe/Sofia")
    assert compare(sofia, hours((480, 1020), timezone="Europe/Berlin"), Better.HIGHER) is AGREES
    assert compare(sofia, hours((540, 1080), timezone="Europe/Berlin"), Better.HIGHER) is DIFFERENT
    assert compare(sofia, hours((540, 1080)), Better.HIGHER) is AGREES
    assert compare(sofia, hours((780, 1320), timezone="Asia/Bangkok"), Better.HIGHER) is DIFFERENT


def test_what_is_of_another_kind_is_not_compared():
    assert not comparable(money(50), within(HOUR))
    assert compare(money(50), within(HOUR), Better.LOWER) is INCOMPARABLE
    assert not comparable(within(HOUR), Vague("soon"))


ends = st.integers(1, 400).map(lambda n: n * HOUR)
durations = st.tuples(st.none() | ends, ends, st.sampled_from(Clock)).map(
    lambda t: Duration(None if t[0] is None else min(t[0], t[1]), t[1], t[2], "hour")
)


@given(durations, st.sampled_from(Better))
def test_a_value_agrees_with_itself(value, better):
    assert compare(value, value, better) is AGREES


@given(durations, durations)
def test_the_two_ways_of_differing_are_each_others_opposite(left, right):
    opposite = {OVER: UNDER, UNDER: OVER}
    there, back = compare(left, right, Better.LOWER), compare(right, left, Better.LOWER)
    assert back is opposite.get(there, there)


@given(durations, durations)
def test_the_better_way_turns_the_direction_round(left, right):
    lower, higher = (compare(left, right, better) for better in (Better.LOWER, Better.HIGHER))
    if left.clock is right.clock:
        assert (lower is AGREES) == (higher is AGREES)


def test_declared_hours_without_a_zone_are_in_the_calendars():
    calendar = Calendar(hours((540, 1080)), "Europe/Sofia")
    declared = hours((540, 1080))
    assert compare(declared, hours((540, 1080)), Better.HIGHER, calendar) is AGREES
    assert compare(declared, hours((480, 1020), timezone="Europe/Berlin"), Better.HIGHER, calendar) is AGREES
    assert compare(declared, hours((540, 1080), timezone="Europe/Berlin"), Better.HIGHER, calendar) is DIFFERENT
