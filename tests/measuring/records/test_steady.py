"""Periods that are judged by themselves: only whole ones, and what is left out is told."""

from datetime import date, timedelta

import pytest
from tests.measuring.records.conftest import one_promise

FRIDAY_NOON = "2026-03-20T12:00:00+00:00"


@pytest.fixture
def heard(audit):
    """Hear records of one each day at ten, from one day to another."""

    def hear(first, last, kept_by, now=FRIDAY_NOON, records="from: created, to: replied", above=""):
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        times = (f"{date.fromisoformat(first) + timedelta(days=day)} 10:00" for day in range(days))
        audit.write("tickets.csv", "\n".join(["created,replied", *(f"{one},{one}" for one in times), ""]))
        (hearing,) = audit.hear(one_promise(kept_by, records=records, above=above), now).values()
        return [one.group[0] for one in hearing.measured.periods], hearing.measured.notes

    return hear


def steady(each, more=""):
    return f"share: 90%, steady: {{each: {each}, share: 90%}}{more}"


def test_a_week_that_is_not_over_and_one_that_began_before_the_records_are_left_out(heard):
    periods, notes = heard("2026-02-25", "2026-03-20", steady("week"))
    assert periods == ["2026-03-02", "2026-03-09"]
    assert notes == (
        "2 weeks are not judged by themselves, being there only in part: 2026-02-23, 2026-03-16",
    )  # fmt: skip


def test_a_week_that_the_window_begins_in_the_middle_of_is_left_out(heard):
    assert heard("2026-01-01", "2026-03-20", steady("week", ", over: 14 days"))[0] == ["2026-03-09"]
    monday = "2026-03-16T00:00:00+00:00"
    assert heard("2026-01-01", "2026-03-15", steady("week", ", over: 14 days"), monday) == (
        ["2026-03-02", "2026-03-09"],
        (),
    )


def test_a_week_that_was_exported_in_its_middle_is_left_out_however_long_that_is_ago(heard):
    assert heard("2026-03-02", "2026-03-11", steady("week"))[0] == ["2026-03-02"]


@pytest.mark.parametrize(
    ("each", "first", "last", "periods"),
    [
        ("day", "2026-03-18", "2026-03-20", ["2026-03-18", "2026-03-19"]),
        ("day", "2026-03-20", "2026-03-20", []),
        ("month", "2026-01-01", "2026-03-20", ["2026-01-01", "2026-02-01"]),
        ("month", "2026-01-02", "2026-03-20", ["2026-02-01"]),
        ("month", "2025-12-31", "2026-02-27", ["2026-01-01"]),
    ],
)
def test_days_and_months_are_whole_in_the_same_way(heard, each, first, last, periods):
    assert heard(first, last, steady(each))[0] == periods


def test_days_are_those_of_the_local_clock(heard):
    zone = "from: created, to: replied, timezone: Pacific/Kiritimati"
    # In Kiritimati it is Saturday, 02:00.
    periods, _ = heard("2026-03-18", "2026-03-20", steady("day"), records=zone)
    assert periods == ["2026-03-18", "2026-03-19", "2026-03-20"]


def test_where_no_period_is_whole_none_is_judged(heard):
    periods, notes = heard("2026-03-17", "2026-03-20", steady("week"))
    assert periods == []
    assert notes == ("1 week is not judged by itself, being there only in part: 2026-03-16",)


def test_the_last_month_of_a_year_ends_with_the_year(heard):
    january = "2026-01-02T12:00:00+00:00"
    assert heard("2025-12-01", "2026-01-02", steady("month"), january)[0] == ["2025-12-01"]
