"""Samples that are kept from run to run, in a SQLite file that many processes may write to at once."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.sampling.sample import Sample
from pytest_promises.model.hearing import Cause

VERSION = 1
_PATIENCE = 15.0
"""Seconds that one writer waits for the others."""
_TABLE = """
CREATE TABLE IF NOT EXISTS samples (place TEXT NOT NULL, at REAL NOT NULL, up INTEGER NOT NULL, why TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS samples_by_place ON samples (place, at);
"""


def place_of(url: str, expect: Sequence[str]) -> str:
    """Return what samples of an address are kept under: a digest, since an address may hold a secret."""
    return sha256("\n".join((url, *expect)).encode()).hexdigest()


def keep(path: Path, place: str, sample: Sample) -> None:
    """Append a sample; it is on the disk when this returns.

    Raises `HearingError` (`UNAVAILABLE`) when the file cannot be written.
    """
    with _opened(path) as database, database:
        database.execute("INSERT INTO samples VALUES (?, ?, ?, ?)", (place, sample.at, sample.up, sample.why))


def kept(path: Path, place: str, since: float) -> tuple[Sample, ...]:
    """Return the samples of a place from a moment on, in seconds since 1970, oldest first.

    Raises `HearingError` (`UNAVAILABLE`) when the file cannot be read.
    """
    asked = "SELECT at, up, why FROM samples WHERE place = ? AND at >= ? ORDER BY at, rowid"
    with _opened(path) as database:
        return tuple(Sample(at, bool(up), why) for at, up, why in database.execute(asked, (place, since)))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as database:
            _prepare(database, path)
            yield database
    except (sqlite3.Error, OSError) as error:
        message = f"The samples in {path.name} cannot be kept or read ({_reason(error)})."
        raise failed(Cause.UNAVAILABLE, message, "Look at the file; name another one with `keep_in:`.") from error


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        message = f"The samples in {path.name} were written by a newer version of pytest-promises."
        raise failed(Cause.UNAVAILABLE, message, "Update it, or name another file with `keep_in:`.")
    if version < VERSION:
        database.executescript(f"BEGIN IMMEDIATE; {_TABLE} PRAGMA user_version = {VERSION}; COMMIT;")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
