"""Opening a source: a table of Ibis, whichever engine its rows are in; they stay there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.tables.engine_errors import mishap_of
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.hearing import HearingError

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that is open: its `table`, and the `backend` that asks it."""

    backend: "BaseBackend"
    table: "Table"

    def rows(self, expression: "Table") -> list[tuple[Any, ...]]:
        """Return what an expression selects: aggregates, which are few. Blocks until the engine has answered."""
        return _fetch(self.backend, expression)

    def stored(self, expression: "Table") -> "Table | None":
        """Return what an expression selects as a table to be asked many times; `None` where none may be made.

        Only the embedded engine is ours to put anything into.
        """
        if self.backend.name != "duckdb":
            return None
        from pytest_promises.measuring.tables.embedded import stored

        return stored(cast("Any", self.backend), expression)

    def stop(self) -> None:
        """Have the engine give up what it is doing, from another thread than the one that waits for it."""
        stopping = _STOPPING.get(self.backend.name)
        if stopping is not None:
            stopping(self.backend)


@contextmanager
def open_table(source: Source, settings: Settings) -> Iterator[Opened]:
    """Open where records are: files or a database (what an API has is brought by `vendors` first).

    What goes wrong in the engine while the source is open - a file that is cut off, a server that goes away - leaves
    the block as a `HearingError` as well. Blocks: not for the event loop.
    """
    try:
        if source.form == "files":
            from pytest_promises.measuring.tables.files import open_files

            with open_files(source) as (backend, table):
                yield Opened(backend, table)
        else:
            from pytest_promises.measuring.tables.databases import open_database

            with open_database(source, settings) as (backend, table):
                yield Opened(backend, table)
    except HearingError:
        raise
    except Exception as error:
        mishap = mishap_of(error, source.name)
        if mishap is None:
            raise
        # What engines say may hold what is in the records, and addresses with passwords: it is not told on.
        raise HearingError(mishap) from None


def _fetch(backend: "BaseBackend", expression: "Table") -> list[tuple[Any, ...]]:
    """Return rows as the driver gives them: through Arrow, pandas would be imported on the way."""
    if backend.name in {"duckdb", "postgres"}:
        cursor = backend.raw_sql(str(backend.compile(expression)))
        try:
            return list(cursor.fetchall())
        finally:
            if backend.name == "postgres":
                cursor.close()
    if backend.name == "pyspark":
        return [tuple(row) for row in backend.raw_sql(str(backend.compile(expression))).collect()]
    found = backend.to_pyarrow(expression)
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def _cancel(backend: Any) -> None:
    backend.con.cancel()


_STOPPING: dict[str, Callable[[Any], object]] = {
    "duckdb": lambda backend: backend.con.interrupt(),
    "postgres": _cancel,
    "pyspark": lambda backend: backend._session.interruptAll(),
}
