"""A Maildir (https://cr.yp.to/proto/maildir.html): a folder of files, each one mail."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pytest_promises.channels.mail.picking import Summary
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

_HEAD = 65_536
_DELIVERED = re.compile(r"(\d{9,11})\.")
"""What most programs begin a file's name with: the time of the delivery."""
_PLACES = ("new", "cur")


class Maildir:
    """Mail that was delivered into `new/` and `cur/` of a folder; nothing in it is touched, but for `remove`.

    `folder` is one of Maildir++, a folder `.NAME` within; `INBOX`, or none, is the Maildir itself.
    """

    def __init__(self, path: Path, folder: str = "") -> None:
        is_inbox = folder.upper() in {"", "INBOX"}
        self._path = path if is_inbox else path / f".{folder}"
        self.place = path.name if is_inbox else f"{path.name} ({folder})"

    def newest(self, most: int, names: Sequence[str]) -> list[Summary]:  # noqa: ARG002 - here a header comes whole
        """Return the summaries of the newest mails, at most so many.

        Raises `HearingError`: `NOT_FOUND` when there is no such folder, `MALFORMED` when it is no Maildir, `DENIED`
        when it cannot be read.
        """
        try:
            if not self._path.is_dir():
                raise failed(Cause.NOT_FOUND, f"There is no folder {self.place}.", "Correct the channel's address.")
            if not any(self._path.joinpath(name).is_dir() for name in _PLACES):
                message = f"{self.place} is no Maildir: it has neither `new` nor `cur`."
                raise failed(Cause.MALFORMED, message, "Give the folder that has them.")
            dated = sorted(self._dated(), reverse=True)[:most]
            return [found for received, path in dated if (found := _summary(path, received)) is not None]
        except PermissionError as error:
            raise failed(Cause.DENIED, f"{self.place} cannot be read.", "Let the audit read it.") from error

    def message(self, key: str, most: int) -> bytes:
        """Return a mail, or no more than its first `most` bytes.

        Raises `HearingError` (`NOT_FOUND`) when it is not there any more.
        """
        # A mail program that looks at a mail moves it from `new` to `cur`, and adds flags to its name.
        for path in (path for path in self._files() if _key(path) == key):
            with suppress(OSError), path.open("rb") as file:
                return file.read(most)
        raise failed(Cause.NOT_FOUND, f"A mail has just gone from {self.place}.", "", transient=True)

    def url(self, key: str) -> str:
        """Return where a mail is, for evidence."""
        return f"{self.place}/{key}"

    def remove(self, key: str) -> None:
        """Delete a mail for good; one that has gone already is none to delete.

        Raises `HearingError` (`DENIED`) when it may not be deleted.
        """
        try:
            for path in [path for path in self._files() if _key(path) == key]:
                path.unlink(missing_ok=True)
        except PermissionError as error:
            raise failed(Cause.DENIED, f"A mail in {self.place} may not be deleted.", "Let the audit do so.") from error

    def _files(self) -> Iterator[Path]:
        for name in _PLACES:
            with suppress(FileNotFoundError), os.scandir(self._path / name) as entries:
                yield from (Path(entry.path) for entry in entries if entry.is_file() and not entry.name.startswith("."))

    def _dated(self) -> Iterator[tuple[float, Path]]:
        for path in self._files():
            delivered = _DELIVERED.match(path.name)
            # Files come and go while mail is delivered: one that vanished between two looks is left out.
            with suppress(FileNotFoundError):
                yield float(delivered[1]) if delivered else path.stat().st_mtime, path


def _key(path: Path) -> str:
    return path.name.partition(":")[0]


def _summary(path: Path, received: float) -> Summary | None:
    with suppress(FileNotFoundError), path.open("rb") as file:
        return Summary.of(_key(path), received, path.stat().st_size, _head(file.read(_HEAD)))
    return None


def _head(beginning: bytes) -> bytes:
    """Return the header of a mail that begins like that."""
    return re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
