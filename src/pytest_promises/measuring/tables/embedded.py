"""The embedded engine: DuckDB in memory, bounded, cut off from the network and from every file but the named ones."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import escape
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.extras import need

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

MEMORY = "1GB"
"""How much memory the engine takes; what needs more is put on disk."""
_VIEW = "records"
_NUMBERS = count(1)
_LOCKED: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "preserve_insertion_order": False,
}


@contextmanager
def embedded(files: Sequence[Path] = (), database: Path | None = None) -> Iterator["Backend"]:
    """Open the engine, for these files and no others, or for a database file, which is only read.

    Raises `HearingError` (`UNAVAILABLE`) when its packages are not installed.
    """
    need("duckdb", "records", "records")
    duckdb = need("ibis", "records", "records").duckdb
    with TemporaryDirectory(prefix="promises-records-", ignore_cleanup_errors=True) as spill:
        backend = duckdb.connect(
            database or ":memory:", read_only=database is not None, memory_limit=MEMORY, temp_directory=spill, **_LOCKED
        )
        try:
            _shut_in(backend, files)
            yield backend
        finally:
            backend.disconnect()


def _shut_in(backend: "Backend", files: Sequence[Path]) -> None:
    backend.con.execute("SET allowed_paths = ?", [[*map(str, files), *literal(files)]])
    backend.con.execute("SET enable_external_access = false")


def literal(paths: Sequence[Path]) -> list[str]:
    """Return the paths so that the engine takes none of them for a pattern."""
    return [escape(str(path)) for path in paths]


def view_of(backend: "Backend", relation: "DuckDBPyRelation") -> "Table":
    """Return what the engine reads as a table of Ibis."""
    relation.create_view(_VIEW)
    return table_of(backend, relation, _VIEW)


def stored(backend: "Backend", expression: "Table") -> "Table":
    """Return what an expression selects as a table of the engine's own, which lasts until it is closed.

    It has statistics that an expression has not, and what does not fit into memory is on disk.
    """
    name = f"promises_stored_{next(_NUMBERS)}"
    backend.con.execute(f"CREATE TEMP TABLE {name} AS {backend.compile(expression)}")
    return table_of(backend, backend.con.table(name), name)


def table_of(backend: "Backend", relation: "DuckDBPyRelation", name: str, database: str | None = None) -> "Table":
    """Return a table or view by its name as one of Ibis.

    `backend.table` would do so as well, but in a way that newer versions of the engine warn of.
    """
    ibis = need("ibis", "records", "records")
    operations = need("ibis.expr.operations", "records", "records")
    read = backend.compiler.type_mapper.from_string
    schema = ibis.schema(
        {column: read(str(kind)) for column, kind in zip(relation.columns, relation.types, strict=True)}
    )
    namespace = operations.Namespace(database=database)
    return operations.DatabaseTable(name, schema=schema, source=backend, namespace=namespace).to_expr()
