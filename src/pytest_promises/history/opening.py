"""Opening a database: the engine, how transactions begin, and tables that are brought up to date once for everybody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from . import HistoryError
from .address import address_of, shown
from .schema import METADATA, REVISIONS, VERSION_TABLE

PATIENCE = 60
"""Seconds that one writer waits for the others, and anybody for a server that does not answer."""
_WRITES = "promises_writes"
_LOCK = 0x70726F6D69736573
_VERSIONS = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)
"""As Alembic makes it."""


def opened(url: str, folder: Path) -> Engine:
    """Return the engine of a history whose tables are up to date; raises `HistoryError`."""
    address = address_of(url, folder)
    engine = _engine(address)
    with told(engine):
        if address.database and engine.dialect.name == "sqlite":
            _make_file(Path(address.database))
        if _revision(engine) != REVISIONS[-1]:
            _migrate(engine)
    return engine


def _make_file(path: Path) -> None:
    """Make the file where there is none; what pages say to those who log in is for nobody else to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Lend a connection whose questions are all answered from one state; raises `HistoryError`."""
    with told(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Lend a connection whose changes are made whole or not at all, by one writer at a time; raises `HistoryError`."""
    with told(engine), engine.execution_options(**{_WRITES: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn what a database or its file has to complain of into a `HistoryError`, without the password."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise HistoryError(f"the history in {shown(engine.url)} cannot be used: {_reason(error, engine.url)}") from None


def _reason(error: Exception, url: URL) -> str:
    cause = getattr(error, "orig", None) or error
    reason = str(getattr(cause, "strerror", None) or cause).strip() or type(cause).__name__
    first = reason.splitlines()[0].removesuffix(":").strip()
    return first.replace(str(url.password), "***") if url.password else first


def _engine(url: URL) -> Engine:
    if url.drivername.startswith("sqlite"):
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        return engine
    if find_spec("psycopg") is None:
        raise HistoryError("a history in PostgreSQL needs psycopg: pip install 'pytest-promises[postgresql]'")
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": PATIENCE})


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's module would begin a transaction late, and never an immediate one.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")


def _on_begin(connection: Connection) -> None:
    # A transaction that reads before it writes, and so becomes a writer late, would fail beside others.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _revision(engine: Engine) -> str:
    """Return the revision of the tables, `""` where there are none; raises `HistoryError` for one from the future."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return ""
        revision = connection.execute(select(_VERSIONS.c.version_num)).scalar() or ""
    if revision and revision not in REVISIONS:
        where = shown(engine.url)
        message = f"the history in {where} was written by a newer version of pytest-promises (tables {revision})"
        raise HistoryError(f"{message}: update it, or name another database")
    return str(revision)


def _migrate(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _use_wal(str(engine.url.database))
    with writing(engine) as connection:
        if inspect(connection).has_table(VERSION_TABLE):
            _upgrade(connection)
        else:
            _make(connection)


def _make(connection: Connection) -> None:
    """Make the tables where there are none, as the newest revision has them: Alembic takes longer to be imported."""
    METADATA.create_all(connection)
    _VERSIONS.create(connection)
    connection.execute(_VERSIONS.insert(), {"version_num": REVISIONS[-1]})


def _use_wal(path: str) -> None:
    """Let readers and one writer work side by side; the file remembers."""
    until = monotonic() + PATIENCE
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # Whoever asks while another does is refused at once, in spite of the timeout.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                    raise
                sleep(0.02)
            else:
                return


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing; those that others ran meanwhile are not run again."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
