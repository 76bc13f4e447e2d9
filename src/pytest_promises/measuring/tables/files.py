"""Files as one table: CSV, JSON and Parquet, compressed or not, one or all that match a pattern."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import R_OK, access
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_promises.channels.documents.files import matching
from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.tables.csv_header import header_of, refuse_unended
from pytest_promises.measuring.tables.embedded import embedded, literal, view_of
from pytest_promises.measuring.tables.options import FORMATS
from pytest_promises.measuring.tables.source import Source
from pytest_promises.model.hearing import Cause, HearingError

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

_ENDINGS: Mapping[str, str] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
}
_TEXTUAL = ("TIMESTAMP", "DATE", "TIME", "UUID", "JSON")


@contextmanager
def open_files(source: Source) -> Iterator[tuple["Backend", "Table"]]:
    """Open the files of a source as one table of the embedded engine; they are read when it is asked.

    The columns of CSV are text, those of JSON what they hold, times being text. Raises `HearingError`: `NOT_FOUND`,
    `EMPTY`, `DENIED`, and `MALFORMED` for what is no table, is cut off where that can be told, or files of one pattern
    whose columns differ.
    """
    paths = [_there(path).absolute() for path in matching(Path(source.address))]
    read = _READERS[_format(source, paths)]
    with embedded(paths) as backend:
        yield backend, read(backend, paths)


def _there(path: Path) -> Path:
    if path.is_dir():
        raise failed(Cause.MALFORMED, f"{path} is a folder.", f"Name the files in it: `{path.name}/*.parquet`.")
    if not path.exists():
        raise failed(Cause.NOT_FOUND, f"There is no file {path}.", "Correct the path; it is relative to the spec.")
    if not path.is_file():
        raise failed(Cause.MALFORMED, f"{path} is no regular file.", "Name a file.")
    if not access(path, R_OK):
        raise failed(Cause.DENIED, f"{path} may not be read.", "Give the audit the right to read it.")
    if path.stat().st_size == 0:
        raise failed(Cause.EMPTY, f"{path} is empty.", "See why nothing was exported.")
    return path


def _format(source: Source, paths: Sequence[Path]) -> str:
    if source.format:
        return source.format
    told = {format_of_name(path.name) for path in paths}
    if len(told) == 1 and "" not in told:
        return told.pop()
    what = "is no table" if told == {""} else "stands for files of several formats"
    known, formats = ", ".join(_ENDINGS), ", ".join(f"`as: {one}`" for one in FORMATS)
    remedy = f"Name files that end with {known} (or one of these and .gz), or say which they are: {formats}."
    raise failed(Cause.MALFORMED, f"{source.name} {what}, as far as names tell.", remedy)


def format_of_name(name: str) -> str:
    """Return what a file of that name is written in, `""` where the name does not tell."""
    return _ENDINGS.get(Path(name.lower().removesuffix(".gz")).suffix, "")


def _csv(backend: "Backend", paths: Sequence[Path]) -> "Table":
    first = header_of(paths[0])
    for path in paths[1:]:
        other = header_of(path)
        if other.columns != first.columns:
            raise _unlike(paths[0], first.columns, path, other.columns)
        if other.separator != first.separator:
            message = f"{path} separates its columns with {other.separator!r}, {paths[0]} with {first.separator!r}."
            raise failed(Cause.MALFORMED, message, "Export them alike, or declare them as records of their own.")
    for path in paths:
        refuse_unended(path)
    # Nothing is guessed: a sniffer takes a file that is cut off for one of another shape.
    read = backend.con.read_csv(
        literal(paths),
        delimiter=first.separator,
        quotechar='"',
        escapechar='"',
        header=True,
        auto_detect=False,
        columns=dict.fromkeys(first.columns, "VARCHAR"),
    )
    return view_of(backend, read)


def _json(backend: "Backend", paths: Sequence[Path]) -> "Table":
    found = backend.con.read_json(
        literal(paths),
        sample_size=-1,
        maximum_sample_files=len(paths),
        union_by_name=True,
        convert_strings_to_integers=False,
    )
    kinds = zip(found.columns, map(str, found.types), strict=True)
    # Times stay as written: the engine would drop the offsets that some of them have.
    columns = {name: "VARCHAR" if kind.startswith(_TEXTUAL) else kind for name, kind in kinds}
    if list(columns) == ["json"]:
        message = f"{paths[0]} holds no records: they are objects in a list, or one a line."
        raise failed(Cause.MALFORMED, message, "Look at the file.")
    return view_of(backend, backend.con.read_json(literal(paths), columns=columns))


def _parquet(backend: "Backend", paths: Sequence[Path]) -> "Table":
    found = backend.con.execute("SELECT file_name, name FROM parquet_schema(?)", [literal(paths)]).fetchall()
    # The engine reads several files at once and answers in the order in which it is done.
    by_file: dict[str, set[str]] = {str(path): set() for path in paths}
    for file, name in found:
        by_file[file].add(name)
    (first, columns), *others = by_file.items()
    for file, names in others:
        if names != columns:
            raise _unlike(Path(first), sorted(columns), Path(file), sorted(names))
    return view_of(backend, backend.con.read_parquet(literal(paths), union_by_name=True))


def _unlike(first: Path, columns: Sequence[str], other: Path, others: Sequence[str]) -> HearingError:
    more = [name for name in others if name not in columns]
    less = [name for name in columns if name not in others]
    differs = [
        *(f"has {name[:60]!r} in addition" for name in more[:3]),
        *(f"has no {name[:60]!r}" for name in less[:3]),
    ]
    message = f"{other} has other columns than {first}: it {', '.join(differs) or 'has them in another order'}."
    return failed(Cause.MALFORMED, message, "Export them alike, or declare them as records of their own.")


_READERS: Mapping[str, Callable[["Backend", Sequence[Path]], "Table"]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
