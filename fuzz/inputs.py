"""Bytes as passages, and the corpus files as bytes to begin with.

The first byte of an input chooses the language it is marked with, and whether its first line stands around the rest as
heading and table header; the others are UTF-8, where a byte that is none becomes a lone surrogate.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from pytest_promises.model.statement import Passage
from pytest_promises.reading.data import languages

CORPUS = Path(__file__).parents[1] / "tests" / "reading" / "corpus"
_PLACED = 0x80


def marked(data: bytes) -> tuple[Passage, str | None]:
    """Return the passage of an input and the language it is marked with; an empty input is an empty passage."""
    marks = _marks()
    first, text = data[:1] or b"\0", data[1:].decode("utf-8", "surrogateescape")
    lang = marks[(first[0] & ~_PLACED) % len(marks)]
    if not first[0] & _PLACED:
        return Passage(text), lang
    around, _, text = text.partition("\n")
    return Passage(text, headings=(around,), row=(around,), column=(around,), lead=around, label=around), lang


def seeds() -> Iterator[bytes]:
    """Yield the sentences of the corpus files, each as an input marked with its language."""
    marks = _marks()
    for path in sorted(CORPUS.glob("*.jsonl")):
        mark = bytes([marks.index(path.stem)])
        for line in path.read_text("utf-8").splitlines():
            yield mark + json.loads(line)["text"].encode()


def _marks() -> tuple[str | None, ...]:
    return (None, *languages())
