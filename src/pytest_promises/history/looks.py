"""Samples of availability: looks at a service, kept from run to run."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, exists, insert, literal, select

from . import HistoryError
from .opening import writing
from .schema import SAMPLES

Look = tuple[float, bool, str]
"""When, in seconds since 1970, whether the service was up, and if not, what was met."""

_BEFORE = "samples.sqlite"
_TAKEN = "samples.taken.sqlite"


def keep(connection: Connection, place: str, look: Look) -> None:
    """Keep a look at a place; the same one twice is one."""
    at, up, why = look
    known = exists().where(SAMPLES.c.place == place, SAMPLES.c.at == at)
    row = select(literal(place), literal(at), literal(up), literal(why)).where(~known)
    connection.execute(insert(SAMPLES).from_select(["place", "at", "up", "why"], row))


def kept(connection: Connection, place: str, since: float) -> tuple[Look, ...]:
    """Return the looks at a place from a moment on, the oldest first."""
    asked = select(SAMPLES.c.at, SAMPLES.c.up, SAMPLES.c.why).where(SAMPLES.c.place == place, SAMPLES.c.at >= since)
    return tuple((at, bool(up), why) for at, up, why in connection.execute(asked.order_by(SAMPLES.c.at)))


def take_over(engine: Engine, folder: Path) -> None:
    """Take what an earlier version kept in a file of its own; the file stays, under another name.

    Raises `HistoryError` when it cannot be read, and leaves it as it is.
    """
    path = folder / _BEFORE
    if not path.is_file():
        return
    try:
        # Not to be made anew where another process has taken it over meanwhile.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=15)) as database:
            rows = database.execute("SELECT place, at, up, why FROM samples").fetchall()
            with writing(engine) as connection:
                for place, at, up, why in rows:
                    keep(connection, place, (at, bool(up), why))
            # All that is in the files beside it goes into the one that is renamed.
            database.execute("PRAGMA journal_mode = DELETE")
        path.rename(folder / _TAKEN)
    except (sqlite3.Error, OSError) as error:
        if path.is_file():
            raise HistoryError(f"the samples in {path} cannot be taken over: {error}; move the file away") from None
