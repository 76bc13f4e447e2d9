"""Databases and clusters by URL, as Ibis names them; rows stay where they are."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Settings
from pytest_promises.measuring.tables.embedded import embedded, table_of
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.hearing import Cause, HearingError

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

_DRIVERS: Mapping[str, tuple[str, str]] = {
    "postgres": ("psycopg", "postgresql"),
    "postgresql": ("psycopg", "postgresql"),
    "pyspark": ("pyspark", "spark"),
}
_MOST_NAMES = 8


@contextmanager
def open_database(source: Source, settings: Settings) -> Iterator[tuple["BaseBackend", "Table"]]:
    """Connect to a database or cluster and find the table; the connection is closed at the end.

    Raises `HearingError`: `MALFORMED` for a URL of no kind that is known, `UNAVAILABLE` for a driver that is not
    installed, `NOT_FOUND` and `MISSING` for what is not there. A driver's own errors are raised as they are.
    """
    with _connected(source, settings) as backend:
        yield backend, _table(backend, source)


@contextmanager
def _connected(source: Source, settings: Settings) -> Iterator["BaseBackend"]:
    scheme, _, rest = source.address.partition("://")
    scheme = scheme.lower()
    if scheme == "duckdb":
        with embedded(database=_existing(Path(rest))) as backend:
            yield backend
        return
    ibis = need("ibis", "records", "records")
    if scheme in _DRIVERS:
        module, extra = _DRIVERS[scheme]
        need(module, extra, "records")
    backend = _spark(ibis, source) if scheme == "pyspark" else _by_url(ibis, source, scheme, settings)
    try:
        yield backend
    finally:
        # A Spark session is that of the whole process, and takes seconds to start.
        if scheme != "pyspark":
            backend.disconnect()


def _by_url(ibis: Any, source: Source, scheme: str, settings: Settings) -> "BaseBackend":
    known = {one.name for one in entry_points(group="ibis.backends")} | {"postgresql"}
    if scheme not in known:
        near = get_close_matches(scheme, sorted(known), n=1)
        message = f"{source.name} is no file, and `{scheme}` is no kind of database that is known."
        remedy = f"Did you mean `{near[0]}`?" if near else f"Those that are: {', '.join(sorted(known))}."
        raise failed(Cause.MALFORMED, message, remedy)
    options: dict[str, Any] = {}
    if scheme in {"postgres", "postgresql"}:
        options = {"connect_timeout": max(2, round(settings.timeout))}
    try:
        return ibis.connect(source.address, **options)
    except ImportError as error:
        message = f"{source.name} needs packages that are not installed ({error.name or scheme})."
        raise failed(Cause.UNAVAILABLE, message, f"Run: pip install 'ibis-framework[{scheme}]'") from error
    except ValueError as error:
        message = f"{source.name} is not how a database of the kind `{scheme}` is named."
        raise failed(Cause.MALFORMED, message, "See the page on where records are for how each is written.") from error


def _spark(ibis: Any, source: Source) -> "BaseBackend":
    """Return Spark: what stands in the query is its configuration, `spark.remote` a server of Spark Connect."""
    sql = need("pyspark.sql", "spark", "records")
    builder = sql.SparkSession.builder.appName("pytest-promises")
    given = dict(parse_qsl(urlsplit(source.address).query))
    # An instant is an instant: times without a zone are no times of the machine's own.
    for name, value in {"spark.sql.session.timeZone": "UTC", "spark.ui.enabled": "false", **given}.items():
        builder = builder.config(name, value)
    return ibis.pyspark.connect(builder.getOrCreate())


def _existing(path: Path) -> Path:
    if not path.is_file():
        message = f"There is no database file {path}."
        raise failed(Cause.NOT_FOUND, message, "Correct the path; it is relative to the spec.")
    return path


def _table(backend: "BaseBackend", source: Source) -> "Table":
    if backend.name == "pyspark" and "/" in source.table:
        return backend.read_parquet(source.table)
    *above, name = source.table.split(".")
    if backend.name == "duckdb":
        return _in_file(backend, source, ".".join(above) or "main", name)
    try:
        return backend.table(name, database=tuple(above) if len(above) > 1 else (above[0] if above else None))
    except Exception as error:
        if type(error).__name__ not in {"TableNotFound", "AnalysisException"}:
            raise
        raise _missing(source, name, _listed(backend, ".".join(above))) from error


def _in_file(backend: Any, source: Source, schema: str, name: str) -> "Table":
    listed = backend.con.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = ?", [schema])
    there = sorted(str(row[0]) for row in listed.fetchall())
    if name not in there:
        raise _missing(source, name, there)
    quoted = ".".join('"{}"'.format(part.replace('"', '""')) for part in (schema, name))
    return table_of(backend, backend.con.table(quoted), name, schema)


def _listed(backend: "BaseBackend", above: str) -> list[str]:
    try:
        return sorted(backend.list_tables(database=above or None))
    except Exception:  # noqa: BLE001 - what is told is that the table is not there; the names are a help only
        return []


def _missing(source: Source, name: str, there: Sequence[str]) -> HearingError:
    near = get_close_matches(name, there, n=1)
    listed = ", ".join(there[:_MOST_NAMES]) + (" and more" if len(there) > _MOST_NAMES else "")
    hint = f"Did you mean `{near[0]}`?" if near else f"There are: {listed}." if there else "Correct `table:`."
    return failed(Cause.MISSING, f"{source.name} has no table `{source.table}` that this user sees.", hint)
