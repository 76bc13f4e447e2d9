"""Evidence on the disk: each content once, under its own hash."""

import gzip
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from threading import get_ident

_SUFFIXES = {
    "application/json": ".json.gz",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "message/rfc822": ".eml.gz",
    "application/yaml": ".yaml.gz",
    "text/html": ".html.gz",
}
_OTHER = ".txt.gz"
_PACKED = ".gz"
_SEEN = ".seen"
_NOWHERE = Path("/nonexistent/evidence")
_SCHEME = "sha256:"


class Store:
    """Contents in a folder, by hash: `ab/cdef….png`; text is packed with gzip.

    Any number of processes and threads may write to it at once: a file is there whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes, media_type: str) -> str:
        """Keep a content and return its reference (`sha256:...`), also when it was there before; raises `OSError`.

        What is there already gets a new time of modification, which is what `prune` goes by.
        """
        digest = sha256(content).hexdigest()
        suffix = _SUFFIXES.get(media_type, _OTHER)
        path = self._path(digest, suffix)
        try:
            os.utime(path)
        except FileNotFoundError:
            _write(path, _pack(content) if suffix.endswith(_PACKED) else content)
        return _SCHEME + digest

    def get(self, ref: str) -> bytes | None:
        """Return the content of a reference, or `None` where it is not there any more."""
        path = self.find(ref)
        try:
            content = path.read_bytes() if path else None
        except FileNotFoundError:
            return None
        return gzip.decompress(content) if content and path and path.suffix == _PACKED else content

    def remember(self, key: str, refs: Sequence[str]) -> None:
        """Keep under a key which contents belong to it; the key is any text. Raises `OSError`."""
        _write(self._path(sha256(key.encode()).hexdigest(), _SEEN), "\n".join(refs).encode())

    def recall(self, key: str) -> tuple[str, ...]:
        """Return what was kept under a key, or nothing where one of the contents is not there any more.

        What is there gets a new time of modification, as if it had been put again.
        """
        path = self._path(sha256(key.encode()).hexdigest(), _SEEN)
        try:
            refs = tuple(path.read_text("utf-8").split("\n"))
            for file in (path, *(self.find(ref) or _NOWHERE for ref in refs)):
                os.utime(file)
        except OSError:
            return ()
        return refs

    def find(self, ref: str) -> Path | None:
        """Return the file of a reference, or `None` where there is none."""
        digest = ref.removeprefix(_SCHEME)
        if len(digest) != 64 or not digest.isalnum():
            return None
        return next((path for path in self._path(digest, "").parent.glob(f"{digest[2:]}.*")), None)

    def _path(self, digest: str, suffix: str) -> Path:
        return self.folder / digest[:2] / f"{digest[2:]}{suffix}"


def _pack(content: bytes) -> bytes:
    # Without the time: equal contents are equal files.
    return gzip.compress(content, 5, mtime=0)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
    draft.write_bytes(content)
    draft.replace(path)
