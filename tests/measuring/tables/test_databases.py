"""Databases and clusters as sources: their tables, and what goes wrong between them and us."""

import pytest
from tests.measuring.tables import engines

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.tables.opening import open_table
from pytest_promises.measuring.tables.source import source_of, target_of
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.place import Location
from pytest_promises.model.promise import Channel


def channel(address, table="tickets", folder="/nowhere"):
    options = {"table": table} if table else {}
    return Channel("tickets", "records", address, options=options, location=Location(f"{folder}/support.yaml"))


def count(opened):
    return opened.rows(opened.table.count().as_table())


def asked(one, what=count):
    with open_table(source_of(one), Settings(timeout=5)) as opened:
        return what(opened)


def mishap(one, what=count):
    with pytest.raises(HearingError) as caught:
        asked(one, what)
    return caught.value.mishap


@pytest.fixture
def file(tmp_path):
    import duckdb

    with duckdb.connect(str(tmp_path / "desk.duckdb")) as connection:
        connection.execute("CREATE SCHEMA support; CREATE TABLE tickets AS SELECT range AS id FROM range(3)")
        connection.execute("CREATE TABLE support.orders AS SELECT range AS id FROM range(5)")
    return tmp_path


def test_a_duckdb_file_is_relative_to_the_spec_and_only_read(file):
    assert asked(channel("duckdb://desk.duckdb", folder=file)) == [(3,)]
    assert asked(channel("duckdb://desk.duckdb", "support.orders", folder=file)) == [(5,)]
    found = mishap(
        channel("duckdb://desk.duckdb", folder=file), lambda opened: opened.backend.raw_sql("DELETE FROM tickets")
    )
    assert found.cause is Cause.MALFORMED
    assert asked(channel("duckdb://desk.duckdb", folder=file)) == [(3,)]


def test_a_table_that_is_not_there_is_told_with_the_one_that_may_be_meant(file):
    found = mishap(channel("duckdb://desk.duckdb", "tickts", folder=file))
    assert (found.cause, found.remedy) == (Cause.MISSING, "Did you mean `tickets`?")
    assert mishap(channel("duckdb://other.duckdb", folder=file)).cause is Cause.NOT_FOUND
    (file / "bad.duckdb").write_bytes(b"nothing like it" * 1000)
    assert mishap(channel("duckdb://bad.duckdb", folder=file)).cause is Cause.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "table", "cause", "remedy"),
    [
        ("postgres://host/db", "", Cause.MALFORMED, "`table: tickets`"),
        ("postgre://host/db", "tickets", Cause.MALFORMED, "Did you mean `postgres`?"),
        ("nosuchthing://host/db", "tickets", Cause.MALFORMED, "Those that are:"),
        ("trino://user:sesame@host/a/b", "tickets", Cause.UNAVAILABLE, "pip install 'ibis-framework[trino]'"),
    ],
)
def test_a_url_that_leads_nowhere_is_told(address, table, cause, remedy):
    found = mishap(channel(address, table))
    assert found.cause is cause
    assert remedy in found.remedy
    assert "sesame" not in f"{found}"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgres://bob:sesame@127.0.0.1:9/db", "postgres://127.0.0.1:9/db"),
        ("postgresql://bob:@/db?host=/run/pg&password=sesame", "postgresql:///db"),
        ("snowflake://bob:sesame@account/db/schema?warehouse=w", "snowflake://account/db/schema"),
        ("pyspark://?spark.remote=sc://host:15002/;token=sesame", "pyspark://sc://host:15002/"),
        ("pyspark://?spark.master=local[1]&spark.hadoop.fs.s3a.secret.key=sesame", "pyspark://local[1]"),
    ],
)
def test_passwords_are_in_no_message_and_in_no_repr(address, name):
    source = source_of(channel(address))
    assert source.name == name
    assert "sesame" not in f"{source!r}"


def test_sources_of_one_place_share_its_load():
    one, other = channel("postgres://host/db"), channel("postgres://host/db", "orders")
    assert target_of("records", one, "") == target_of("records", one, "")
    assert target_of("records", one, "") != target_of("records", other, "")
    assert target_of("records", one, "").host == "host"


@engines.postgresql
def test_a_server_that_is_not_there_is_told():
    found = mishap(channel("postgres://bob:sesame@127.0.0.1:9/db"))
    assert (found.cause, found.transient) == (Cause.REFUSED, True)
    assert "sesame" not in f"{found}"
    assert mishap(channel("postgres://bob:sesame@no-such-host.invalid/db")).cause is Cause.UNREACHABLE


@pytest.fixture
def desk(postgresql_url):
    import psycopg

    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS tickets")
        connection.execute("CREATE TABLE tickets AS SELECT i AS id, now() AS at FROM generate_series(1, 3) i")
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
        yield connection


@engines.postgresql
def test_a_table_of_postgresql_is_asked_where_it_is(desk, postgresql_url):
    assert asked(channel(postgresql_url)) == [(3,)]
    assert asked(channel(postgresql_url, "public.tickets")) == [(3,)]
    assert mishap(channel(postgresql_url, "tickts")).remedy == "Did you mean `tickets`?"


@engines.postgresql
def test_what_postgresql_refuses_is_told(desk, postgresql_url):
    assert mishap(channel(postgresql_url.replace("/postgres?", "/other?"))).cause is Cause.NOT_FOUND
    assert mishap(channel(postgresql_url.replace("postgres:@", "nobody:@"))).cause is Cause.DENIED
    found = mishap(channel(postgresql_url.replace("postgres:@", "reader:@")))
    assert (found.cause, found.remedy) == (Cause.DENIED, "Grant SELECT on the table.")


@engines.postgresql
def test_a_database_that_goes_away_in_the_middle_is_told(desk, postgresql_url):
    def ask(opened):
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> ''"
        desk.execute(end)
        return count(opened)

    found = mishap(channel(postgresql_url), ask)
    assert (found.cause, found.transient) == (Cause.UNREACHABLE, True)


FAILING = """
CREATE OR REPLACE FUNCTION fails(code text) RETURNS integer LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'Das ist leider schiefgegangen' USING ERRCODE = code; END $$
"""


@engines.postgresql
@pytest.mark.parametrize(
    ("code", "cause", "transient"),
    [
        ("08006", Cause.UNREACHABLE, True),
        ("57P01", Cause.UNREACHABLE, True),
        ("57P03", Cause.UNREACHABLE, True),
        ("57014", Cause.TIMEOUT, False),
        ("53300", Cause.SERVER_ERROR, True),
        ("40001", Cause.SERVER_ERROR, True),
        ("28P01", Cause.DENIED, False),
        ("42501", Cause.DENIED, False),
        ("22012", Cause.CRASHED, False),
    ],
)
def test_what_goes_wrong_in_a_session_is_told_by_its_code_in_whatever_words(
    desk, postgresql_url, code, cause, transient
):
    desk.execute(FAILING)
    desk.execute(f"CREATE OR REPLACE VIEW failing AS SELECT fails('{code}') AS id")
    found = mishap(channel(postgresql_url, "failing"), lambda opened: opened.rows(opened.table))
    assert (found.cause, found.transient) == (cause, transient)
    assert "schiefgegangen" not in f"{found}"


@engines.postgresql
def test_a_server_that_lets_no_session_begin_is_told(desk, postgresql_url):
    desk.execute("ALTER ROLE reader CONNECTION LIMIT 0")
    found = mishap(channel(postgresql_url.replace("postgres:@", "reader:@")))
    assert (found.cause, "let no session begin" in found.message) == (Cause.UNREACHABLE, True)


@pytest.fixture
def lake(tmp_path):
    import duckdb

    duckdb.sql(f"COPY (SELECT range AS id FROM range(3)) TO '{tmp_path / 'tickets.parquet'}'")
    return tmp_path


@engines.spark
def test_spark_asks_files_and_tables_where_they_are(lake, spark_url):
    assert asked(channel(spark_url, str(lake / "*.parquet"))) == [(3,)]

    def named(opened):
        opened.backend.raw_sql("CREATE OR REPLACE TEMPORARY VIEW orders AS SELECT 1 AS id")

    asked(channel(spark_url, str(lake / "*.parquet")), named)
    assert asked(channel(spark_url, "orders")) == [(1,)]
    assert mishap(channel(spark_url, "ordrs")).remedy == "Did you mean `orders`?"


@engines.spark
def test_what_spark_cannot_read_is_told(lake, spark_url):
    assert mishap(channel(spark_url, str(lake / "none.parquet"))).cause is Cause.NOT_FOUND
    (lake / "cut.parquet").write_bytes((lake / "tickets.parquet").read_bytes()[:-20])
    assert mishap(channel(spark_url, str(lake / "cut.parquet"))).cause is Cause.MALFORMED
