"""Evidence that is too old, or too much, is deleted: the oldest first."""

from collections.abc import Iterator
from pathlib import Path

from .journal import journals
from .recorder import RUNS, STORE

_DAY = 86_400.0
_STAMP = ".pruned"


def prune(folder: Path, days: float, megabytes: float, now: float) -> int:
    """Delete evidence and journals that nothing was added to for so many days, and the oldest of what is too much.

    `now` is in seconds since 1970. Returns how many files were deleted. What cannot be deleted is left.
    """
    oldest = now - days * _DAY
    files = sorted(_files(folder))
    room, deleted = megabytes * 1e6, 0
    for time, size, path in reversed(files):
        room -= size
        if time < oldest or room < 0:
            deleted += _delete(path)
    return deleted


def is_due(folder: Path, now: float) -> bool:
    """Tell whether a day has passed since this was last asked, and keep in mind that it was."""
    stamp = folder / STORE / _STAMP
    try:
        due = not stamp.exists() or now - stamp.stat().st_mtime > _DAY
        if due:
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.touch()
    except OSError:
        return False
    return due


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in (*(folder / STORE).glob("??/*"), *journals(folder / RUNS)):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        yield status.st_mtime, status.st_size, path


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
