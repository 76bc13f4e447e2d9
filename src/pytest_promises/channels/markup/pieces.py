"""Pieces: passages with the positions of the texts that they are made of, so that a part of a page can be cut out."""

import re
from dataclasses import dataclass, replace

from pytest_promises.model.statement import Passage

_AROUND_BREAKS = re.compile(r" *\n *")
_SOFT_HYPHEN = "\u00ad"

Segment = tuple[int, str, bool]
"""A piece of text: its position in the document, the text, and whether it is bold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with the positions of the texts it is made of."""

    passage: Passage
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """The position of its first text."""
        return self.segments[0][0]

    def part(self, start: int, end: int) -> Passage | None:
        """Return the passage cut to what lies between two positions, or `None` when nothing does."""
        inside = [segment for segment in self.segments if start <= segment[0] < end]
        if len(inside) == len(self.segments):
            return self.passage
        text = joined(inside)
        return replace(self.passage, text=text) if text else None


def joined(run: list[Segment], *, preformatted: bool = False) -> str:
    """Return the text of a run of pieces, without what the browser does not show."""
    text = "".join(text for _, text, _ in run).replace(_SOFT_HYPHEN, "")
    if not preformatted:
        text = _AROUND_BREAKS.sub("\n", re.sub(r" {2,}", " ", text))
    return text.strip(" \t\n\r\f")
