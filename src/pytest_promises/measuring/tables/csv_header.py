"""The first line of a CSV file: what separates its columns, and what they are called (RFC 4180)."""

import csv
import gzip
import zlib
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_SEPARATORS = (",", ";", "\t", "|")
_LONGEST = 1_000_000
_ANEW = "Export the file anew, as UTF-8."


@dataclass(frozen=True, slots=True)
class Header:
    """How the columns of a file are separated, and their names in their order."""

    separator: str
    columns: tuple[str, ...]


def header_of(path: Path) -> Header:
    """Return the header of a CSV file, which may be compressed with gzip.

    A column without a name is called by its number (`column2`). Raises `HearingError`: `EMPTY`, or `MALFORMED` for what
    is no text in UTF-8, no gzip, or has a name twice (engines do not tell `ID` from `id`).
    """
    line = _first_line(path)
    if not line.strip():
        raise failed(Cause.EMPTY, f"{path} is empty.", "See why nothing was exported.")
    if "\0" in line:
        raise failed(Cause.MALFORMED, f"{path} is no text.", _ANEW)
    separator = max(_SEPARATORS, key=_unquoted(line).count)
    names = _names(path, line, separator)
    columns = tuple(name.strip() or f"column{number}" for number, name in enumerate(names, 1))
    twice = next((name for name in columns if _count(name, columns) > 1), None)
    if twice is not None:
        raise failed(Cause.MALFORMED, f"{path} has two columns {twice!r}.", "Give each column a name of its own.")
    return Header(separator, columns)


def _names(path: Path, line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator))
    except csv.Error as error:
        raise failed(Cause.MALFORMED, f"The first line of {path} cannot be read: {error}.", _ANEW) from error


def _first_line(path: Path) -> str:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            line = file.readline(_LONGEST)
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise failed(Cause.MALFORMED, f"{path} is not UTF-8.", _ANEW) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise failed(Cause.MALFORMED, f"{path} is not compressed with gzip.", "Correct its name, or it.") from error
    except EOFError as error:
        raise half_written(path) from error


def half_written(path: object) -> HearingError:
    """Return the error for a file that ends before it should."""
    message = f"{path} ends too early: it was not written or copied to its end."
    return failed(Cause.MALFORMED, message, "Export or copy it anew; nothing was measured.")


def refuse_unended(path: Path) -> None:
    """Raise `HearingError` (`MALFORMED`) for a file whose last line does not end: nothing tells whether it is whole.

    That of a compressed file is whole when all of it can be unpacked.
    """
    if path.suffix.lower() == ".gz":
        return
    with path.open("rb") as file:
        file.seek(-1, SEEK_END)
        ended = file.read() in {b"\n", b"\r"}
    if not ended:
        message = f"{path} ends in the middle of a line: it was not written or copied to its end."
        raise failed(
            Cause.MALFORMED, message, "Export or copy it anew. The last line of a whole file has a line break."
        )


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _count(name: str, columns: tuple[str, ...]) -> int:
    return sum(one.casefold() == name.casefold() for one in columns)
