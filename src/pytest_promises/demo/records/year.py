"""The tables that the records are files of, made by DuckDB from the SQL beside this module."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING

from pytest_promises.model.hearing import Cause, HearingError, Mishap

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SCRIPTS = ("common", "tickets", "updates", "orders", "calls")
_SETTINGS: dict[str, str | int] = {"threads": 2, "memory_limit": "500MB", "autoload_known_extensions": "false"}


@contextmanager
def year_until(now: datetime, scripts: Sequence[str] = _SCRIPTS) -> "Iterator[DuckDBPyConnection]":
    """Lend a database with the tables `tickets`, `updates`, `orders` and `calls` of the year before the hour of `now`.

    The same hour has the same records, and what two years share is the same in both. `scripts` make the tables, in
    their order. Raises `HearingError` (`UNAVAILABLE`) when a package that makes them is not installed.
    """
    duckdb = _need("duckdb")
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    days_off = _holidays(hour.year)
    with duckdb.connect(config=_SETTINGS) as tables:
        tables.execute("SET TimeZone = 'UTC'")
        tables.execute("SET VARIABLE now = CAST($1 AS TIMESTAMP)", [hour])
        tables.execute("SET VARIABLE holidays = CAST($1 AS DATE[])", [days_off])
        for script in scripts:
            tables.execute(files(__package__).joinpath(f"{script}.sql").read_text("utf-8"))
        yield tables


def _holidays(year: int) -> list[date]:
    """Return the public holidays of Bulgaria from two years before to the year after."""
    calendar = _need("holidays").country_holidays("BG", years=range(year - 2, year + 2))
    return sorted(calendar)


def _need(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        message = f"The records of the bundled shop need the package {module}, which is not installed."
        remedy = "Run: pip install 'pytest-promises[records]'"
        raise HearingError(Mishap(Cause.UNAVAILABLE, message, remedy)) from error
