"""What the shop has beside its site: files in a folder that is made when asked for, and gone with the shop."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from . import documents
from .changes import Change, Response, Reword
from .content import Content, content
from .mail import mails

Texts = Callable[[str], Content]
"""Returns the texts of a language."""

PLACES: Mapping[str, str] = {"inbox": "inbox", **documents.PLACES}
"""What a spec calls `demo:NAME`, and the file or folder below the shop's own that it stands for."""


def furnish(folder: Path, changes: Sequence[Change]) -> Mapping[str, str]:
    """Write everything into a folder, with the changes of a fault made; return the path of each place."""
    for name, body in contents(changes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return {name: str(folder / at) for name, at in PLACES.items()}


def contents(changes: Sequence[Change]) -> Mapping[str, bytes]:
    """Return what is in each file below the shop's folder.

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
        if not isinstance(change, Reword) and change.path == path:
            response = change.edit(response)
    return response.body
