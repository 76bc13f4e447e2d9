"""A catalogue's file read into messages, within limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from fnmatch import fnmatchcase
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as PoMessage
from babel.messages.pofile import PoFileError, read_po

from pytest_promises.model.hearing import Cause, HearingError, Mishap


@dataclass(frozen=True, slots=True)
class Message:
    """One message: what the app's code has (with its plural), and its translations, which may be empty.

    `line` is where in the file it begins; `references` are the places of the code that use it.
    """

    ids: tuple[str, ...]
    translations: tuple[str, ...]
    context: str
    line: int
    references: tuple[str, ...]

    def is_used_in(self, pattern: str) -> bool:
        """Return whether a reference matches a pattern (`templates/mails/*`); every message matches an empty one."""
        return not pattern or any(fnmatchcase(reference, pattern) for reference in self.references)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of a file; `lang` is its language where its header tells, `revised_at` its time in UTC."""

    lang: str
    revised_at: str
    messages: tuple[Message, ...]


def read_catalogue(path: Path, most: int) -> Catalogue:
    """Return a catalogue of at most so many bytes.

    A fuzzy message counts as untranslated: gettext does not show a translation that nobody has looked at.

    Raises `HearingError` for a file that is not there, cannot be opened, is too large, or is no catalogue.
    """
    _refuse_size(path, most)
    try:
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
    except OSError as error:
        raise _unopened(path, error) from error
    except (PoFileError, UnknownLocaleError, ValueError, LookupError, AttributeError) as error:
        reason = str(error).split("\n", 1)[0][:200]
        message = f"{path.as_posix()} is no gettext catalogue: {reason or type(error).__name__}."
        raise HearingError(Mishap(Cause.MALFORMED, message, "Check it with `msgfmt --check`.")) from error
    return Catalogue(_lang(catalog), _revised_at(catalog), tuple(_messages(catalog)))


def _refuse_size(path: Path, most: int) -> None:
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error
    if size > most:
        message = f"{path.as_posix()} is larger than {most:,} bytes."
        raise HearingError(Mishap(Cause.TOO_LARGE, message, "Audit a smaller catalogue, or raise the limit."))


def _unopened(path: Path, error: OSError | ValueError) -> HearingError:
    if isinstance(error, FileNotFoundError):
        remedy = "Correct the channel's path: it is relative to the spec."
        return HearingError(Mishap(Cause.NOT_FOUND, f"There is no {path.as_posix()}.", remedy))
    cause = Cause.DENIED if isinstance(error, PermissionError) else Cause.MALFORMED
    reason = getattr(error, "strerror", None) or str(error)
    return HearingError(
        Mishap(cause, f"{path.as_posix()!r} cannot be opened: {reason}.", "Correct the channel's path.")
    )


def _messages(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        if message.id:
            yield _message(message)


def _message(message: PoMessage) -> Message:
    return Message(
        ids=_texts(message.id),
        translations=() if message.fuzzy else _texts(message.string),
        context=message.context or "",
        line=message.lineno or 1,
        references=tuple(file for file, _ in message.locations),
    )


def _texts(value: object) -> tuple[str, ...]:
    """Return a text, or the texts of plural forms, without the empty ones."""
    texts = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(text for text in texts if isinstance(text, str) and text.strip())


def _lang(catalog: Catalog) -> str:
    return (catalog.locale_identifier or "").replace("_", "-")


def _revised_at(catalog: Catalog) -> str:
    """Return the header's time, or an empty string where the header has none of its own."""
    revised = catalog.revision_date
    return revised.astimezone(UTC).isoformat(timespec="seconds") if hasattr(revised, "astimezone") else ""
