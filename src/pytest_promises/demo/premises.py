"""What the shop has beside its site: files in a folder that is made when asked for, and gone with the shop."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from . import documents, records
from .changes import Change, Editing, Response, Reword
from .content import Content, content
from .mail import mails

Texts = Callable[[str], Content]
"""Returns the texts of a language."""

PLACES: Mapping[str, str] = {"inbox": "inbox", **documents.PLACES, **records.PLACES}
"""What a spec calls `demo:NAME`, and the file or folder below the shop's own that it stands for."""


class Premises(Mapping[str, str]):
    """The path of each place below a folder: what is there is written when one is first asked for.

    The records are apart: what they cost is paid by those who look at them. A fault's changes are made.
    """

    def __init__(self, folder: Path, changes: Sequence[Change]) -> None:
        self._folder = folder
        self._changes = changes

    def __getitem__(self, name: str) -> str:
        """Return where the place is; raises `HearingError` when the records cannot be made here."""
        folder = self._with_records if name in records.PLACES else self._with_documents
        return str(folder / PLACES[name])

    def __contains__(self, name: object) -> bool:
        """Return whether the shop has a place of that name, and write nothing."""
        return name in PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)

    @cached_property
    def _with_documents(self) -> Path:
        for name, body in contents(self._changes).items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        return self._folder

    @cached_property
    def _with_records(self) -> Path:
        records.write(self._folder, datetime.now(UTC), self._changes)
        return self._folder


def contents(changes: Sequence[Change]) -> Mapping[str, bytes]:
    """Return what is in each file below the shop's folder, but for the records.

    A fault changes the file `NAME` as it changes a page: under the path `demo:NAME`.
    """
    files = _files(lambda locale: _texts(locale, changes))
    return {name: _changed(f"demo:{name}", body, changes) for name, body in files}


def _files(texts: Texts) -> Iterator[tuple[str, bytes]]:
    """Yield the files below the shop's folder, with what is in them."""
    yield from ((f"inbox/{name}", mail) for name, mail in mails(texts))
    yield from documents.files(texts)


def _texts(locale: str, changes: Sequence[Change]) -> Content:
    texts = content(locale)
    for change in changes:
        if isinstance(change, Reword) and not change.path:
            texts = change.reword(texts, locale, "")
    return texts


def _changed(path: str, body: bytes, changes: Sequence[Change]) -> bytes:
    response = Response(body=body)
    for change in changes:
        if isinstance(change, Editing) and change.path == path:
            response = change.edit(response)
    return response.body
