"""Where a history is: the URLs that are understood, and how they are shown."""

import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from . import HistoryError

FILE = "history.sqlite"
_KINDS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_UNDERSTOOD = "write sqlite:///path/to/history.sqlite or postgresql://user@host/database"
_SCHEME = re.compile(r"\A[\w+]+(?=:)")


def address_of(url: str, folder: Path) -> URL:
    """Return the address of a history as SQLAlchemy takes it; `""` is the file in the folder.

    Raises `HistoryError` for what is no URL, or one of a database that no history is kept in. It names no more of the
    URL than its scheme: what cannot be parsed may hold a password anywhere.
    """
    if not url:
        return URL.create("sqlite+pysqlite", database=str(folder / FILE))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        scheme = _SCHEME.match(url)
        begins = f" (it begins with {scheme.group()}:)" if scheme else ""
        raise HistoryError(f"the URL of the history is none{begins}; {_UNDERSTOOD}") from None
    kind = _KINDS.get(parsed.drivername)
    if kind is None:
        raise HistoryError(f"no history can be kept in {parsed.drivername}; {_UNDERSTOOD}")
    if kind.startswith("sqlite") and parsed.database in {None, "", ":memory:"}:
        raise HistoryError(f"a history in memory keeps nothing; {_UNDERSTOOD}")
    return parsed.set(drivername=kind)


def shown(url: URL) -> str:
    """Return the address for a message: the file, or the server and the database; no user, password or option."""
    if url.drivername.startswith("sqlite"):
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or url.query.get('host') or 'localhost'}{port}/{url.database or ''}"
