"""The records as files, each in a form that such records come in: Parquet, CSV with local times, lines of JSON."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pytest_promises.demo.changes import Change, Editing, Query, Response

from .year import year_until

_FORMATS: Mapping[str, str] = {
    "tickets.parquet": "PARQUET",
    "updates.parquet": "PARQUET",
    "orders.csv": "CSV",
    "calls.jsonl": "JSON",
}
PLACES: Mapping[str, str] = {name: f"records/{name}" for name in _FORMATS}
"""What a spec calls `demo:NAME`, and where it is; the name without its ending is that of the table."""


def write(folder: Path, now: datetime, changes: Sequence[Change]) -> None:
    """Write the year before the hour of `now` (with a time zone) below a folder, with the changes of a fault made.

    A fault changes the file `NAME` under the path `demo:NAME`: its table by a query, its bytes as those of a page.
    Raises `HearingError` (`UNAVAILABLE`) when a package that makes the records is not installed.
    """
    with year_until(now) as tables:
        for change in changes:
            if isinstance(change, Query):
                tables.execute(change.sql)
        for name, at in PLACES.items():
            path = folder / at
            path.parent.mkdir(parents=True, exist_ok=True)
            tables.execute(f"COPY {path.stem} TO '{_quoted(path)}' (FORMAT {_FORMATS[name]})")
            _edit(path, [one for one in changes if isinstance(one, Editing) and one.path == f"demo:{name}"])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _edit(path: Path, changes: Sequence[Editing]) -> None:
    for change in changes:
        path.write_bytes(change.edit(Response(body=path.read_bytes())).body)
