"""Times of all forms, read by DuckDB, PostgreSQL and Spark: the same instants, and the same readings of the clock."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.measuring.tables import engines

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.measuring.tables.opening import open_table
from pytest_promises.measuring.tables.source import source_of
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.place import Location
from pytest_promises.model.promise import Channel
from pytest_promises.reading.opening_hours import parse_opening_hours

HOURS = "Mo-Fr 09:00-12:30,13:00-18:00; Sa 22:00-02:00; PH 10:00-11:00"
CALENDAR = Calendar(parse_opening_hours(HOURS), "Europe/Sofia", "BG")
CLOCK = Clock(CALENDAR, "Europe/Sofia", date(2025, 1, 1), date(2026, 12, 31))
BEGIN = datetime(2025, 1, 3, tzinfo=UTC)
COLUMNS = {
    "text": "VARCHAR",
    "number": "BIGINT",
    "figure": "DOUBLE",
    "local": "TIMESTAMP",
    "zoned": "TIMESTAMPTZ",
    "day": "DATE",
}
READINGS = ("business", "business_days", "day", "week", "month", "weekday", "hour")
FORMS = ("{}", "{}Z", "{}+02:00", "{} -0330", "{}+05", "{} UTC", " {} ", "{}\n", "{}+2", "{}123", "{}x")
OTHERS = ("2026-02-30T10:00", "never", "", None, "1767225600", "1767225600123.5", "24/12/2025", "2025-12-24")


def any_time(chance):
    """Return a time of two years; every other one is on a day on which the clocks change."""
    if chance.random() < 0.5:
        return BEGIN + chance.random() * timedelta(days=720)
    change = chance.choice([date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25)])
    return datetime(change.year, change.month, change.day, tzinfo=UTC) + chance.random() * timedelta(days=1)


def any_row(chance):
    time = any_time(chance)
    unit = chance.choice(["minutes", "seconds", "milliseconds", "microseconds"])
    written = chance.choice(FORMS).format(time.replace(tzinfo=None).isoformat(chance.choice("T "), unit))
    text = written if chance.random() < 0.8 else chance.choice(OTHERS)
    number = chance.choice([None, -5, 0, int(time.timestamp()), chance.randrange(10**16)])
    figure = chance.choice([None, float("nan"), float("inf"), time.timestamp(), time.timestamp() * 1000])
    return text, number, figure, time.replace(tzinfo=None), time, time.date()


@pytest.fixture(scope="module")
def rows():
    chance = random.Random(20_261_123)
    return [any_row(chance) for _ in range(400)]


@pytest.fixture(scope="module")
def file(rows, tmp_path_factory):
    import duckdb

    path = tmp_path_factory.mktemp("times") / "times.parquet"
    with duckdb.connect() as connection:
        kinds = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        connection.execute(f"CREATE TABLE times (id BIGINT, {kinds})")
        connection.executemany("INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?)", [[*row] for row in numbered(rows)])
        connection.execute(f"COPY times TO '{path}' (FORMAT parquet)")
    return path


def numbered(rows):
    return [(number, *row) for number, row in enumerate(rows)]


def told(address, table="", before=lambda _: None):
    """Return by row the instants of all columns, and what the clock shows at two of them."""
    options = {"table": table} if table else {}
    channel = Channel("times", "records", str(address), options=options, location=Location("/nowhere/times.yaml"))
    with open_table(source_of(channel), Settings(timeout=60)) as opened:
        before(opened.backend)
        wanted = CLOCK.instants(opened.table, {f"{name}_at": name for name in COLUMNS})
        for name in ("text", "zoned"):
            wanted = CLOCK.read(wanted, f"{name}_at", {f"{name}_{reading}": reading for reading in READINGS})
        found = opened.rows(wanted.drop(*COLUMNS))
    return {row[0]: tuple(row[1:]) for row in found}


def test_the_embedded_engine_reads_them_as_python_does(rows, file):
    known = told(file)
    assert len(known) == len(rows)
    micros = timedelta(microseconds=1)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    for number, _, _, _, local, zoned, _ in numbered(rows):
        in_sofia = local.replace(tzinfo=ZoneInfo(CLOCK.zone))
        assert known[number][3:5] == ((in_sofia - epoch) // micros, (zoned - epoch) // micros)
    assert 100 < sum(row[0] is not None for row in known.values()) < len(rows)


@engines.postgresql
def test_postgresql_reads_them_as_the_embedded_engine_does(rows, file, postgresql_url):
    import psycopg

    kinds = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()).replace("DOUBLE", "DOUBLE PRECISION")
    with psycopg.connect(postgresql_url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE times (id BIGINT, {kinds})")
        cursor.executemany("INSERT INTO times VALUES (%s, %s, %s, %s, %s, %s, %s)", numbered(rows))
    found = told(postgresql_url, "times", lambda backend: backend.con.execute("SET timezone = 'America/New_York'"))
    assert found == told(file)


@engines.spark
def test_spark_reads_them_as_the_embedded_engine_does(file, spark_url):
    assert told(spark_url, str(file)) == told(file)
