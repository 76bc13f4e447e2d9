"""What specs, mapped files and pages looked like when they were last audited: a file of digests."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from pytest_promises.model.promise import Channel, Spec

FILE = "fingerprints.json"
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|[^*?\[]+|\[")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def load(folder: Path) -> dict[str, str]:
    """Return the digests by name; none where there is no file yet, or one that cannot be read."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in data.items()} if isinstance(data, dict) else {}


def save(folder: Path, digests: Mapping[str, str]) -> None:
    """Write the digests, whole or not at all; raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{FILE}.{os.getpid()}"
    draft.write_text(json.dumps(digests, indent=0, sort_keys=True), "utf-8")
    draft.replace(folder / FILE)


def spec_name(spec: Spec) -> str:
    """Return what the digest of a spec is called."""
    return f"spec {spec.path}"


def channel_name(spec: Spec, channel: str) -> str:
    """Return what the digest of a channel is called."""
    return f"channel {spec.path} {channel}"


def of_files(paths: Iterable[Path]) -> str:
    """Return one digest of the names and contents of files, in any order; one that is missing counts as such."""
    total = sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b"\0missing"
        total.update(f"{path}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def mapped(spec: Spec, channel: Channel) -> Iterator[Path]:
    """Yield the files that a channel names, as they are there now."""
    for pattern in _patterns(spec, channel):
        magic = next((at for at, part in enumerate(pattern.parts) if set("*?[") & set(part)), len(pattern.parts))
        base = Path(*pattern.parts[:magic])
        rest = "/".join(pattern.parts[magic:])
        rest = f"{rest}/*" if rest.endswith("**") else rest
        yield from (path for path in base.glob(rest) if path.is_file()) if rest else [base]


def names(spec: Spec, channel: Channel, path: Path) -> bool:
    """Tell whether a path, which may be there no longer, is one that a channel names."""
    return any(_expression(pattern).fullmatch(path.as_posix()) for pattern in _patterns(spec, channel))


def _patterns(spec: Spec, channel: Channel) -> Iterator[Path]:
    files = channel.options.get("files")
    for pattern in files if isinstance(files, list | tuple) else ():
        yield Path(os.path.normpath(Path(spec.path).absolute().parent / str(pattern)))


def _expression(pattern: Path) -> re.Pattern[str]:
    tokens = _TOKEN.findall(pattern.as_posix())
    return re.compile("".join(_MEANING.get(token) or _plain(token) for token in tokens))


def _plain(token: str) -> str:
    return token if token.startswith("[") and len(token) > 1 else re.escape(token)
