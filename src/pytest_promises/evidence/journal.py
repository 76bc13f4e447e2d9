"""What one run found, as JSON lines: each is on its way to the disk before the next check is judged.

A run that is killed at any moment has all that it had found in its journal: lines are appended whole, with one system
call each. A line is an object with one key: `run` (`RunInfo`), `spec` (path, references of its files, variables),
`heard` (spec, channel, the reference of what was said, the evidence), `finding` (`Finding`), `problem` (text), `end`
(`RunInfo`).
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

SUFFIX = ".jsonl"


class Journal:
    """Appends to the journal of one run; usable from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises `OSError`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = Lock()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, kind: str, content: Any) -> None:
        """Append one line; raises `OSError`."""
        line = json.dumps({kind: content}, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        with self._lock:
            while line:
                line = line[os.write(self._file, line) :]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
            self._file = -1


def lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield kind and content of each line; a last line that was cut off by the run's end is left out."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                (kind, content), *_ = json.loads(line).items()
                yield kind, content


def journals(folder: Path) -> tuple[Path, ...]:
    """Return the journals of a folder of runs, the oldest run first."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))
