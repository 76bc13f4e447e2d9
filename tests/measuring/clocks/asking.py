"""Asks an engine: what a table of a few rows becomes."""

from datetime import timedelta

from tests.measuring.clocks.calendars import FIRST, LAST

from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.measuring.tables.embedded import table_of


def table(engine, kind, values):
    """Return a table of `number` and `value`, of that type of DuckDB."""
    engine.con.execute(f"CREATE OR REPLACE TABLE records (number BIGINT, value {kind})")
    engine.con.executemany("INSERT INTO records VALUES (?, ?)", [list(row) for row in enumerate(values)])
    return table_of(engine, engine.con.table("records"), "records")


def rows(engine, wanted):
    """Return the rows in the order in which they were put in, without their numbers."""
    return [row[1:] for row in sorted(engine.con.execute(engine.compile(wanted)).fetchall(), key=lambda row: row[0])]


def clock(calendar=None, zone="UTC", first=FIRST, last=LAST):
    """Return a clock for the days around those."""
    return Clock(calendar, zone, first.date() - timedelta(days=1), last.date() + timedelta(days=1))


def instants_of(engine, kind, values, one):
    """Return the instants of values in a column of that type, in microseconds."""
    found = one.instants(table(engine, kind, values), {"instant": "value"})
    return [instant for (instant,) in rows(engine, found.select("number", "instant"))]
