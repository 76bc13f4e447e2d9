"""A page of a PDF as its letters and what else is on it; points, with y going up, as the reader holds the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter with the box it stands in, `base` being the line it stands on; `spaced` has a space before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its letters by the angle they are set at, in the order in which the file has them.

    `unread` counts signs of which the file does not say what letters they are; `has_picture` is whether there is one
    (or a drawing of so many lines that it may be letters), `picture` the largest one's share of the page.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[tuple[Glyph, ...], ...] = ()
    letters: int = 0
    unread: int = 0
    has_picture: bool = False
    picture: float = 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line without a gap in it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False


Row = tuple[Segment, ...]
"""The segments that stand on one line, from left to right."""
