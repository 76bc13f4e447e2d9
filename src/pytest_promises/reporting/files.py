"""Files that are written whole or not at all."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8, making its folder if need be; raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
