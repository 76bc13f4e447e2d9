"""The same records, asked on the embedded engine, on PostgreSQL and on Spark: equal to the last count."""

from dataclasses import replace

import pytest
from tests.measuring.probing import Run
from tests.measuring.tables import engines

RECORDS = """
    SELECT
      range AS id,
      TIMESTAMPTZ '2026-03-01 00:00:00+00' + to_seconds(range * 9173) AS created,
      CASE WHEN range % 9 > 0
        THEN TIMESTAMPTZ '2026-03-01 00:00:00+00' + to_seconds(range * 9173 + (range * 7919) % 200000) END AS replied,
      CASE range % 3 WHEN 0 THEN 'en' WHEN 1 THEN 'th' END AS language
    FROM range(400)
"""
LONGEST = 300.0
SPEC = """
    calendar: {{hours: "Mo-Fr 09:00-18:00; PH off", timezone: Europe/Sofia, country: BG}}
    records:
      tickets: {{source: "{source}", {table} from: created, to: replied, id: id}}
    promises:
      elapsed:
        {{topic: reply, within: 24 hours, kept_by: {{records: tickets, share: 50%, by: language}}}}
      business:
        {{topic: reply, within: 8 business hours, kept_by: {{records: tickets, percentile: 50, where: "id > 20"}}}}
      days:
        {{topic: reply, within: 2 business days, kept_by: {{records: tickets, share: 50%, by: weekday}}}}
      told:
        {{topic: reply, within: 1 day, kept_by: {{records: tickets, share: 50%, satisfying: "language LIKE 'e%'"}}}}
"""


@pytest.fixture
def written(tmp_path):
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET timezone = 'UTC'")
        connection.execute(f"COPY ({RECORDS}) TO '{tmp_path / 'tickets.parquet'}'")
        connection.execute(f"COPY ({RECORDS}) TO '{tmp_path / 'tickets.csv'}'")
    return tmp_path


def measured(folder, source, table=""):
    text = SPEC.format(source=source, table=f'table: "{table}",' if table else "")
    run = Run(folder, "https://shop.example", text)
    assert not run.problems
    names = [channel.name for channel in run.loaded.spec.measures]
    with run.listening(True, {"timeout": LONGEST}) as listening:
        listening.ask([(run.path, name) for name in names])
        heard = {name: listening.hearing((run.path, name)).result(LONGEST) for name in names}
    assert {name: one.mishap for name, one in heard.items() if one.mishap} == {}
    return {name: replace(one.measured, as_of="") for name, one in heard.items()}


@pytest.fixture
def embedded(written):
    found = measured(written, "tickets.parquet")
    assert len(found) == 4
    assert all(one.distributions or one.tallies for one in found.values())
    return found


def test_text_and_types_are_measured_alike(written, embedded):
    assert measured(written, "tickets.csv") == embedded


@engines.postgresql
def test_postgresql_measures_what_the_embedded_engine_does(written, embedded, postgresql_url):
    import psycopg

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS alike")
        connection.execute("CREATE TABLE alike (id int, created timestamptz, replied timestamptz, language text)")
        with connection.cursor().copy("COPY alike FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write((written / "tickets.csv").read_bytes())
    assert measured(written, postgresql_url, "alike") == embedded


@engines.spark
def test_spark_measures_what_the_embedded_engine_does(written, embedded, spark_url):
    assert measured(written, spark_url, str(written / "tickets.parquet")) == embedded
