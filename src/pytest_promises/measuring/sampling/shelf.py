"""Samples that are kept from run to run, in the history or in a file; many processes may write to it at once."""

import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pytest_promises.channels.mishaps import failed
from pytest_promises.history import HistoryError, open_history
from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.sampling.sample import Sample
from pytest_promises.model.hearing import Cause

if TYPE_CHECKING:
    from pytest_promises.history.history import History

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


class Shelf(Protocol):
    """Where samples are; both raise `HearingError` (`UNAVAILABLE`) when they cannot be had there."""

    @abstractmethod
    def keep(self, place: str, sample: Sample) -> None:
        """Keep a sample; it is on the disk when this returns."""

    @abstractmethod
    def kept(self, place: str, since: float) -> tuple[Sample, ...]:
        """Return the samples of a place from a moment on, in seconds since 1970, oldest first."""


def shelf_of(file: Path | None, settings: Settings) -> Shelf:
    """Return where a run keeps samples: the file, where one is named, or else the history."""
    return _File(file) if file else _Database(settings.history, Path.cwd() / settings.folder)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path

    def keep(self, place: str, sample: Sample) -> None:
        keep(self.path, place, sample)

    def kept(self, place: str, since: float) -> tuple[Sample, ...]:
        return kept(self.path, place, since)


@dataclass(frozen=True, slots=True)
class _Database:
    url: str
    folder: Path

    def keep(self, place: str, sample: Sample) -> None:
        with _told():
            _history(self.url, self.folder).keep_look(place, (sample.at, sample.up, sample.why))

    def kept(self, place: str, since: float) -> tuple[Sample, ...]:
        with _told():
            return tuple(Sample(*look) for look in _history(self.url, self.folder).looks(place, since))


@cache
def _history(url: str, folder: Path) -> "History":
    history = open_history(url, folder)
    history.take_over(folder)
    return history


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except HistoryError as error:
        message = f"The samples cannot be kept or read: {error}."
        raise failed(Cause.UNAVAILABLE, message, "Look at the history; or name a file with `keep_in:`.") from error


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
    # No write-ahead log: who switches to it while another does is refused at once, whatever the timeout.
    database.execute("PRAGMA synchronous = FULL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        message = f"The samples in {path.name} were written by a newer version of pytest-promises."
        raise failed(Cause.UNAVAILABLE, message, "Update it, or name another file with `keep_in:`.")
    if version < VERSION:
        database.executescript(f"BEGIN IMMEDIATE; {_TABLE} PRAGMA user_version = {VERSION}; COMMIT;")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
