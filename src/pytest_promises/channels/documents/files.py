"""Files that a spec names: where they are, what is in them, and why they cannot be had."""

from collections.abc import Sequence
from glob import has_magic
from pathlib import Path

from pytest_promises.channels.mishaps import failed, too_large
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.promise import Channel

MOST_FILES = 1_000
_REMEDY = "Correct the path; it is relative to the file of the spec."


def path_of(written: str, channel: Channel) -> Path:
    """Return the path that a channel's address means, which is relative to the spec that declares the channel.

    Raises `HearingError` (`MALFORMED`) for what no path can be.
    """
    if "\0" in written or not written.strip():
        raise failed(Cause.MALFORMED, f"{written!r} is no path.", _REMEDY)
    return Path(channel.location.file).parent / written.strip()


def is_pattern(written: str) -> bool:
    """Return whether a path stands for all files that match it (`faq/*.md`)."""
    return has_magic(written)


def matching(pattern: Path) -> Sequence[Path]:
    """Return the files that a path stands for: itself, or those that match it, in the order of their names.

    Raises `HearingError`: `NOT_FOUND` when none does, `TOO_LARGE` when too many do, `MALFORMED` for a pattern that is
    none.
    """
    if not is_pattern(str(pattern)) or pattern.exists():
        return (pattern,)
    found: list[Path] = []
    try:
        for path in Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))):
            if path.is_file():
                found.append(path)
            if len(found) > MOST_FILES:
                raise failed(Cause.TOO_LARGE, f"{pattern} matches more than {MOST_FILES:,} files.", "Name fewer.")
    except (ValueError, NotImplementedError) as error:
        raise failed(Cause.MALFORMED, f"{pattern} is no pattern of file names: {error}.", _REMEDY) from error
    if not found:
        raise failed(Cause.NOT_FOUND, f"No file matches {pattern}.", _REMEDY)
    return sorted(found)


def content_of(path: Path, limit: int) -> bytes:
    """Return what is in a file of at most `limit` bytes.

    Raises `HearingError`: `NOT_FOUND`, `DENIED`, `TOO_LARGE`, `MALFORMED` for what is no regular file (reading a pipe
    would never end), `UNREACHABLE` for a disk that fails.
    """
    try:
        if path.is_file():
            with path.open("rb") as file:
                body = file.read(limit + 1)
        else:
            raise _no_file(path)
    except PermissionError as error:
        raise failed(Cause.DENIED, f"{path} may not be read.", "Give the audit the right to read it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise failed(Cause.UNREACHABLE, f"{path} cannot be read: {reason}.", "Look at the file.") from error
    if len(body) > limit:
        raise too_large(str(path), limit)
    return body


def _no_file(path: Path) -> HearingError:
    if path.is_dir():
        return failed(Cause.MALFORMED, f"{path} is a folder.", "Name a file in it, or all of some kind: `folder/*.md`.")
    if path.exists():
        return failed(Cause.MALFORMED, f"{path} is no regular file.", _REMEDY)
    return failed(Cause.NOT_FOUND, f"There is no file {path}.", _REMEDY)
