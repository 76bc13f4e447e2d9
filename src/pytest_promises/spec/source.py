"""Reads the text of a spec file, within bounds."""

import re
from pathlib import Path

from pytest_promises.model.promise import Location

from .nodes import Source
from .problem import Problem
from .report import Report

MAX_BYTES = 4_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_source(path: Path, report: Report) -> Source | None:
    """Return the text of a file, or report why it has none that is YAML and return `None`."""
    file = path.as_posix()
    try:
        # A pipe or a device would keep the reader waiting.
        if path.exists() and not path.is_file():
            raise IsADirectoryError
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        report.add(Problem(Location(file), _unreadable(error)))
        return None
    return decode(file, data, report)


def decode(file: str, data: bytes, report: Report) -> Source | None:
    """Return the bytes as text, or report why they are none and return `None`."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB, the most that is read"
        report.add(Problem(Location(file), message, "split it, or take out what is no promise"))
        return None
    if data.startswith(_UTF16):
        report.add(Problem(Location(file), "the file is in UTF-16", "save it in UTF-8"))
        return None
    data = data.removeprefix(_BOM)
    try:
        source = Source.of(file, data.decode())
    except UnicodeDecodeError as error:
        source = Source.of(file, data.decode(errors="replace"))
        start = len(data[: error.start].decode())
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        report.span(source, start, start + 1, message, "save the file in UTF-8")
        return None
    if found := _NOT_YAML.search(source.text):
        name = f"U+{ord(found.group()):04X}"
        report.span(source, *found.span(), f"the control character {name} cannot stand in YAML", "delete it")
        return None
    return source


def _unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "this is not a file"
    if isinstance(error, PermissionError):
        return "the file may not be read: permission denied"
    return f"the file cannot be read: {getattr(error, 'strerror', None) or 'its name is no path'}"
