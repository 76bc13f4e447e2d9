"""Opening a history: where it is, who may, and bringing it up to date."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, text
from tests.history.journalling import TODAY, found, run_at, write

import pytest_promises.history
from pytest_promises.history import HistoryError, open_history
from pytest_promises.history.address import address_of, shown
from pytest_promises.history.opening import opened
from pytest_promises.history.schema import METADATA, REVISIONS, VERSION_TABLE

WRITERS = 16


@pytest.mark.parametrize(
    ("url", "driver", "where"),
    [
        ("", "sqlite+pysqlite", ".promises/history.sqlite"),
        ("sqlite:///build/h.sqlite", "sqlite+pysqlite", "build/h.sqlite"),
        ("sqlite:////var/h.sqlite", "sqlite+pysqlite", "/var/h.sqlite"),
        ("postgres://me:s3cret@db:5433/promises", "postgresql+psycopg", "postgresql://db:5433/promises"),
        ("postgresql://me@db/promises", "postgresql+psycopg", "postgresql://db/promises"),
        ("postgresql+psycopg:///p?host=/run/pg&password=s3cret", "postgresql+psycopg", "postgresql:///run/pg/p"),
    ],
)
def test_where_a_history_is(url, driver, where):
    address = address_of(url, Path(".promises"))
    assert (address.drivername, shown(address)) == (driver, where)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:s3cret@db/promises",
        "postgresql+asyncpg://me:s3cret@db/p",
        "s3cret",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://me:s3cret@db:port/p",
        "http://me:s3cret@host",
    ],
)
def test_where_no_history_can_be_is_said_with_what_to_write_and_no_password(url):
    with pytest.raises(HistoryError, match=r"write sqlite:///.* or postgresql://") as raised:
        address_of(url, Path(".promises"))
    assert "s3cret" not in str(raised.value)


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path):
    with pytest.raises(HistoryError, match=r"postgresql://127\.0\.0\.1:9/p cannot be used: ") as raised:
        open_history("postgresql://me:s3cret@127.0.0.1:9/p", tmp_path)
    assert "s3cret" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_a_new_file_is_for_its_owner_alone(tmp_path):
    history = open_history(f"sqlite:///{tmp_path / 'new/history.sqlite'}", tmp_path)
    history.notice("owner", TODAY)
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "new").iterdir()} == {0}


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "history.sqlite").write_text("not a database, and long enough to be seen as none " * 20)
    with pytest.raises(HistoryError, match=r"history\.sqlite cannot be used: file is not a database"):
        open_history("", tmp_path)


def test_a_history_of_a_newer_version_is_left_alone(url, tmp_path):
    engine = opened(url, tmp_path)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(HistoryError, match=r"newer version of pytest-promises \(tables 9999\): update it"):
        open_history(url, tmp_path)


def test_the_migrations_lead_to_the_tables_that_the_code_uses(url, tmp_path):
    _begin_to_migrate(url, tmp_path)
    with opened(url, tmp_path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_heads() == (REVISIONS[-1],)


def test_a_new_history_is_what_the_migrations_lead_to(tmp_path):
    _begin_to_migrate("", tmp_path / "migrated")
    tables = []
    for folder in ("migrated", "new"):
        with opened("", tmp_path / folder).connect() as connection:
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
            tables.append({name: "".join(sql.split()) for name, sql in rows})
            revisions = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()
            assert revisions == [REVISIONS[-1]]
    assert tables[0] == tables[1]


def _begin_to_migrate(url, folder):
    """Leave a database as Alembic does before the first step: with its own table alone, and nothing in it."""
    folder.mkdir(exist_ok=True)
    with create_engine(address_of(url, folder), poolclass=NullPool).begin() as connection:
        connection.execute(
            text(
                f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, "
                f"CONSTRAINT {VERSION_TABLE}_pkc PRIMARY KEY (version_num))"
            )
        )


def test_all_migrations_are_known_by_their_revision():
    config = Config()
    config.set_main_option("script_location", str(Path(pytest_promises.history.__file__).with_name("migrations")))
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == REVISIONS


WRITERS_AT_ONCE = """
import os, sys, traceback
from pathlib import Path
import alembic.command
import pytest_promises.history.history
from pytest_promises.history import open_history
url, folder, *journals = sys.argv[1:]
for journal in journals:
    if os.fork() == 0:
        try:
            open_history(url, Path(folder)).take(Path(journal))
        except BaseException:
            traceback.print_exc()
        os._exit(0)
for _ in journals:
    os.wait()
"""


def test_many_processes_that_open_and_write_at_once_lose_nothing(url, tmp_path):
    runs = [run_at(0, minutes=number) for number in range(WRITERS)]
    journals = [write(tmp_path, run, [found(f"p{number}", "stated") for number in range(20)]) for run in runs]
    command = [sys.executable, "-W", "error", "-c", WRITERS_AT_ONCE, url, str(tmp_path), *map(str, journals)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stderr == ""
    history = open_history(url, tmp_path)
    assert {one.run.id for one in history.runs(100)} == {run.id for run in runs}
    assert all(len(history.findings(run.id)) == 20 for run in runs)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_history_that_is_new_or_up_to_date_is_opened_without_alembic(tmp_path, is_new):
    if not is_new:
        open_history("", tmp_path)
    code = (
        "import sys; from pathlib import Path; from pytest_promises.history import open_history\n"
        f"print('sqlalchemy' in sys.modules); open_history('', Path({str(tmp_path)!r}))\n"
        "print('alembic' in sys.modules)"
    )
    output = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert output.split() == ["False", "False"]


def test_no_password_is_in_what_a_history_shows_of_itself(postgresql_url, tmp_path):
    url = re.sub(r"//([^@/]*)@", "//postgres:s3cret@", postgresql_url)
    history = open_history(url, tmp_path)
    assert "s3cret" not in repr(history) + history.where + repr(vars(history))


def test_a_notice_is_known_from_its_time_on(history):
    history.notice("owner support", TODAY)
    assert history.noticed("owner support", TODAY)
    assert history.noticed("owner support", TODAY - timedelta(days=1))
    assert not history.noticed("owner support", TODAY + timedelta(seconds=1))
    assert not history.noticed("owner shop", TODAY)


def test_a_run_or_branch_that_there_is_none_of_is_told(history):
    with pytest.raises(HistoryError, match="has no run 2026"):
        history.findings("2026")
    with pytest.raises(HistoryError, match="has no run of a branch release"):
        history.trend("reply", branch="release")
    assert history.runs() == ()
    assert history.standing() == ()
