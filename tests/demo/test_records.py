import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import duckdb
import holidays
import pytest

from pytest_promises.demo.changes import Cut, Query
from pytest_promises.demo.premises import Premises
from pytest_promises.demo.records import PLACES, write
from pytest_promises.model.hearing import Cause, HearingError

NOW = datetime(2026, 11, 23, 11, 40, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 27, 6, tzinfo=UTC)
SUMMER_TIME_BEGINS = datetime(2027, 3, 28, 1, tzinfo=UTC)
LEAP_YEAR = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)
HOME = "AT TIME ZONE 'Europe/Sofia'"
MAIL = "channel = 'email' AND NOT merged AND NOT auto_replied AND status <> 'archived'"


class Year:
    """The files of one year, to be asked in SQL: `{tickets}` and the like stand for them."""

    def __init__(self, folder, now, changes=()):
        write(folder, now, changes)
        self.now = now
        self.files = {name.partition(".")[0]: folder / at for name, at in PLACES.items()}
        self._open = duckdb.connect(config={"threads": 1})
        self._open.execute("SET TimeZone = 'UTC'")

    def rows(self, sql):
        return self._open.execute(sql.format_map({name: f"'{path}'" for name, path in self.files.items()})).fetchall()

    def one(self, sql):
        return self.rows(sql)[0][0]


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Years by the moment that they end at, each written once."""
    made = {}

    def year(now):
        if now not in made:
            made[now] = Year(tmp_path_factory.mktemp("year"), now)
        return made[now]

    return year


@pytest.fixture
def year(years):
    return years(NOW)


@pytest.fixture(params=[NOW, CHRISTMAS, SUMMER_TIME_BEGINS, LEAP_YEAR], ids=lambda now: f"{now:%Y-%m-%d}")
def any_year(years, request):
    return years(request.param)


@cache
def working_days(year):
    """Count the working days from the beginning of the year before up to and including each date."""
    dates = [date(year - 1, 1, 1) + timedelta(days=day) for day in range(800)]
    off = holidays.country_holidays("BG", years=range(year - 1, year + 3))
    return dict(zip(dates, accumulate(day.weekday() < 5 and day not in off for day in dates), strict=True))


def business_days(pairs, now):
    """Count the working days after each first date up to and including the second."""
    worked = working_days(now.year)
    return [worked[last] - worked[first] for first, last in pairs]


def share(values, bound):
    values = list(values)
    assert len(values) > 200
    return sum(value <= bound for value in values) / len(values)


def test_a_year_is_as_large_as_a_real_shops(any_year):
    sizes = {name: any_year.one(f"SELECT count(*) FROM {{{name}}}") for name in any_year.files}
    wanted = {"tickets": 20_000, "updates": 60_000, "orders": 30_000, "calls": 40_000}
    assert {name: round(size / wanted[name], 1) for name, size in sizes.items()} == dict.fromkeys(wanted, 1.0)


def test_the_same_hour_has_the_same_records(tmp_path):
    for name, now in (("early", NOW.replace(minute=0)), ("late", NOW.replace(minute=59, second=59))):
        write(tmp_path / name, now, ())
    for at in PLACES.values():
        assert (tmp_path / "early" / at).read_bytes() == (tmp_path / "late" / at).read_bytes()


def test_a_later_look_changes_nothing_that_was_over(years):
    earlier, later = years(NOW), Year(years(NOW).files["orders"].parents[1] / "later", NOW + timedelta(days=3))
    since = "TIMESTAMPTZ '2025-11-27'"
    for table, key, over in (
        ("tickets", "created_at", "solved_at IS NOT NULL"),
        ("calls", "CAST(called_at AS TIMESTAMPTZ)", "answered_at IS NOT NULL"),
        ("updates", "to_timestamp(opened_at)", "solved_at IS NOT NULL"),
        ("orders", f"ordered_at {HOME}", "refunded_at IS NOT NULL"),
    ):
        query = f"SELECT CAST(one AS VARCHAR) FROM {{{table}}} AS one WHERE {key} > {since} AND {over}"
        first, then = (set(year.rows(query)) for year in (earlier, later))
        assert len(first) > 200
        assert first <= then


def test_nothing_ends_before_it_begins_or_after_now(any_year):
    now = any_year.now.replace(minute=0)
    for table, steps in (
        ("tickets", ["created_at", "first_reply_at", "solved_at"]),
        ("calls", ["called_at", "answered_at"]),
        ("calls", ["called_at", "called_back_at"]),
        ("orders", ["ordered_at", "dispatched_at", "delivered_at", "returned_at", "refunded_at"]),
        ("orders", ["ordered_at", "ready_at", "delivered_at"]),
    ):
        zone = HOME if table == "orders" else ""
        moments = [f"CAST({step} AS {'TIMESTAMP' if zone else 'TIMESTAMPTZ'}) {zone}" for step in steps]
        late = " OR ".join(f"{moment} > TIMESTAMPTZ '{now.isoformat()}'" for moment in moments)
        wrong = " OR ".join(f"{then} < {first}" for first, then in pairwise(moments))
        assert any_year.one(f"SELECT count(*) FROM {{{table}}} WHERE {late} OR {wrong}") == 0


def test_people_write_by_day_order_in_the_evening_and_call_when_somebody_is_there(year):
    hours = dict(year.rows(f"SELECT hour(created_at {HOME}), count(*) FROM {{tickets}} GROUP BY 1"))
    assert hours[11] > 3 * hours[3]
    orders = dict(year.rows("SELECT hour(ordered_at), count(*) FROM {orders} GROUP BY 1"))
    assert orders[20] > 1.5 * orders[11] > 3 * orders[3]
    called = f"CAST(called_at AS TIMESTAMPTZ) {HOME}"
    ends = f"min(hour({called})), max(hour({called})), max(isodow({called}))"
    assert year.rows(f"SELECT {ends} FROM {{calls}}") == [(9, 17, 5)]


def test_there_is_more_to_do_before_christmas_and_less_on_days_off(year):
    orders = dict(year.rows("SELECT month(ordered_at), count(*) FROM {orders} GROUP BY 1"))
    assert orders[12] > 1.3 * orders[2]
    days = dict(year.rows(f"SELECT isodow(created_at {HOME}), count(*) FROM {{tickets}} GROUP BY 1"))
    assert days[1] > days[4] > days[7]


def test_nobody_works_on_a_public_holiday(any_year):
    off = list(holidays.country_holidays("BG", years=range(any_year.now.year - 1, any_year.now.year + 1)))
    listed = ", ".join(f"DATE '{day}'" for day in off)
    moments = {
        "orders": ["dispatched_at", "refunded_at"],
        "calls": [f"CAST(called_at AS TIMESTAMPTZ) {HOME}", f"CAST(called_back_at AS TIMESTAMPTZ) {HOME}"],
        "tickets": [f"CASE WHEN kind = 'complaint' AND NOT merged THEN solved_at {HOME} END"],
    }
    for table, worked in moments.items():
        for at in worked:
            assert any_year.one(f"SELECT count({at}) FROM {{{table}}}") > 200
            assert any_year.one(f"SELECT count(*) FROM {{{table}}} WHERE CAST({at} AS DATE) IN ({listed})") == 0


def test_not_every_ticket_waits_for_an_answer_of_a_person(year):
    counts = "count(*) FILTER (merged), count(*) FILTER (auto_replied), count(*) FILTER (status = 'archived')"
    assert all(count > 200 for count in year.rows(f"SELECT {counts} FROM {{tickets}}")[0])
    unanswered = "merged OR status = 'archived'"
    assert year.one(f"SELECT count(first_reply_at) FROM {{tickets}} WHERE {unanswered}") == 0
    robots = "SELECT max(epoch(first_reply_at - created_at)) FROM {tickets} WHERE auto_replied"
    assert year.one(robots) < 60


def test_some_tickets_are_open_and_all_of_these_are_young(any_year):
    waiting = f"FROM {{tickets}} WHERE {MAIL} AND first_reply_at IS NULL"
    assert any_year.one(f"SELECT count(*) {waiting}") > 0
    oldest = any_year.one(f"SELECT epoch(TIMESTAMPTZ '{any_year.now.isoformat()}') - epoch(min(created_at)) {waiting}")
    assert oldest < 36 * 3600


def test_all_languages_channels_regions_and_carriers_are_there(year):
    def values(table, column):
        found = year.rows(f"SELECT DISTINCT {column} FROM {{{table}}} WHERE {column} IS NOT NULL ORDER BY 1")
        return [row[0] for row in found]

    assert values("tickets", "language") == values("calls", "language") == ["bg", "en", "ru", "th"]
    assert values("tickets", "channel") == ["chat", "email", "form"]
    assert values("tickets", "priority") == ["low", "normal", "urgent"]
    assert values("orders", "carrier") == ["DHL", "DPD", "Econt", "Speedy"]
    assert len(values("orders", "region")) == 7


@pytest.mark.parametrize(
    ("group", "least"),
    [("true", 0.985), ("language", 0.98), ("dayname(created_at AT TIME ZONE 'Europe/Sofia')", 0.975)],
)
def test_mail_is_answered_within_a_day_whoever_writes_and_when(any_year, group, least):
    within = "avg(CAST(first_reply_at - created_at <= INTERVAL 24 HOUR AS INTEGER))"
    shares = any_year.rows(f"SELECT {group}, {within} FROM {{tickets}} WHERE {MAIL} GROUP BY 1")
    assert min(share for _, share in shares) > least


@pytest.mark.parametrize(
    ("condition", "bound", "least"),
    [(f"{MAIL} AND priority = 'urgent'", "4 HOUR", 0.975), ("channel = 'chat' AND NOT merged", "2 MINUTE", 0.985)],
)
def test_who_is_in_a_hurry_is_answered_sooner(any_year, condition, bound, least):
    within = f"avg(CAST(first_reply_at - created_at <= INTERVAL {bound} AS INTEGER))"
    assert any_year.one(f"SELECT {within} FROM {{tickets}} WHERE {condition}") > least


@pytest.mark.parametrize(
    ("table", "first", "last", "condition", "bound", "least"),
    [
        ("tickets", "created_at", "solved_at", "kind = 'complaint' AND NOT merged", 5, 0.98),
        ("orders", "ordered_at", "dispatched_at", "true", 1, 0.985),
        ("orders", "dispatched_at", "delivered_at", "method = 'standard' AND region <> 'international'", 5, 0.98),
        ("orders", "dispatched_at", "delivered_at", "method = 'express'", 2, 0.98),
        ("orders", "dispatched_at", "delivered_at", "region = 'international'", 12, 0.98),
        ("orders", "returned_at", "refunded_at", "true", 5, 0.985),
    ],
)
def test_what_takes_business_days_takes_no_more_than_promised(any_year, table, first, last, condition, bound, least):
    zone = HOME if table == "tickets" else ""
    dates = ", ".join(f"CAST({at} {zone} AS DATE)" for at in (first, last))
    pairs = any_year.rows(f"SELECT {dates} FROM {{{table}}} WHERE {last} IS NOT NULL AND {condition}")
    days = business_days(pairs, any_year.now)
    assert share(days, bound) > least
    assert share(days, bound - 1) < 0.95, "who promises less could keep it"


def test_a_call_back_comes_within_two_hours_of_work(any_year):
    at = [f"CAST({step} AS TIMESTAMPTZ) {HOME}" for step in ("called_at", "called_back_at")]
    calls = any_year.rows(f"SELECT {', '.join(at)} FROM {{calls}} WHERE called_back_at IS NOT NULL")
    days = business_days([(first.date(), last.date()) for first, last in calls], any_year.now)
    minutes = [(_minute(last) - _minute(first)) + 540 * gone for (first, last), gone in zip(calls, days, strict=True)]
    assert min(minutes) > 0
    assert share(minutes, 120) > 0.985


def _minute(moment):
    return moment.hour * 60 + moment.minute + moment.second / 60


def test_callers_wait_four_minutes_at_the_most_on_average_and_know_it_before(any_year):
    waited = "epoch(CAST(answered_at AS TIMESTAMPTZ) - CAST(called_at AS TIMESTAMPTZ)) / 60"
    error = f"{waited} - published_minutes"
    figures = f"avg({waited}), avg({error}), quantile_cont(abs({error}), 0.95)"
    mean, bias, worst = any_year.rows(f"SELECT {figures} FROM {{calls}} WHERE outcome = 'answered'")[0]
    assert 3.2 < mean < 3.8
    assert abs(bias) < 0.05
    assert worst < 2


def test_who_complains_hears_of_it_every_other_day(any_year):
    told = any_year.rows(
        "SELECT ticket, list(CAST(to_timestamp(updated_at) AT TIME ZONE 'Europe/Sofia' AS DATE) ORDER BY updated_at)"
        " FROM {updates} WHERE kind = 'complaint' AND solved_at IS NOT NULL GROUP BY 1"
    )
    longest = [max(business_days(pairwise(dates), any_year.now)) for _, dates in told if len(dates) > 1]
    assert share(longest, 2) > 0.98


def test_an_answer_comes_on_the_channel_that_was_asked(any_year):
    same = "avg(CAST(reply_channel = channel AS INTEGER))"
    assert any_year.one(f"SELECT {same} FROM {{tickets}} WHERE channel = 'email' AND reply_channel IS NOT NULL") > 0.985


def test_a_query_changes_the_records_that_it_names_and_no_others(tmp_path, year):
    late = Query("demo:tickets.parquet", "UPDATE tickets SET first_reply_at = NULL WHERE language = 'th'")
    changed = Year(tmp_path, NOW, (late,))
    assert changed.one("SELECT count(first_reply_at) FROM {tickets} WHERE language = 'th'") == 0
    others = "SELECT CAST(one AS VARCHAR) FROM {tickets} AS one WHERE language <> 'th' ORDER BY id"
    assert changed.rows(others) == year.rows(others)
    for name in ("updates", "orders", "calls"):
        assert changed.files[name].read_bytes() == year.files[name].read_bytes()


def test_a_query_may_rename_a_column(tmp_path):
    renamed = Query("demo:orders.csv", "ALTER TABLE orders RENAME COLUMN refunded_at TO refund_date")
    header = Year(tmp_path, NOW, (renamed,)).files["orders"].read_text("utf-8").partition("\n")[0].split(",")
    assert "refund_date" in header
    assert "refunded_at" not in header


def test_a_file_can_be_cut_off(tmp_path, year):
    cut = Year(tmp_path, NOW, (Cut("demo:calls.jsonl", 0.5),))
    whole = year.files["calls"].read_bytes()
    assert cut.files["calls"].read_bytes() == whole[: len(whole) // 2]


def test_records_cost_nothing_to_those_who_do_not_look_at_them(tmp_path):
    code = (
        "import sys; from pathlib import Path; from pytest_promises.demo.premises import Premises\n"
        f"places = Premises(Path({str(tmp_path)!r}), ())\n"
        "assert 'tickets.parquet' in places and Path(places['inbox']).is_dir()\n"
        "print(sorted({'duckdb', 'holidays'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert run.stdout.strip() == "[]"
    assert not (tmp_path / "records").exists()


def test_records_are_written_once(tmp_path):
    places = Premises(tmp_path, ())
    written = Path(places["tickets.parquet"]).stat()
    assert places["orders.csv"] == str(tmp_path / "records" / "orders.csv")
    assert Path(places["tickets.parquet"]).stat() == written


@pytest.mark.parametrize("package", ["duckdb", "holidays"])
def test_a_package_that_is_missing_is_named_with_its_extra(tmp_path, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(HearingError, match=package) as caught:
        write(tmp_path, NOW, ())
    assert caught.value.mishap.cause is Cause.UNAVAILABLE
    assert "pytest-promises[records]" in caught.value.mishap.remedy


def test_a_year_holds_dates_of_one_year(year):
    first, last = year.rows("SELECT min(ordered_at), max(ordered_at) FROM {orders}")[0]
    assert first.date() == date(2025, 11, 23)
    assert last.date() == date(2026, 11, 23)
