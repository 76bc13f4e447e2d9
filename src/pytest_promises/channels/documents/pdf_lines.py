"""Letters to pieces of lines: where a word ends is told by the gaps, whatever spaces the file has or has not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from pytest_promises.channels.documents.pdf_letters import flat, of_raised, plain
from pytest_promises.channels.documents.pdf_sheets import Glyph, Row, Segment

_WORD_GAP = 0.16
_SPACE_GAP = 0.06
_JOINED_GAP = 0.25
"""Between letters that are joined in writing, whose boxes tell less of how wide they are."""
_TRACKED = 0.1
_SEGMENT_GAP = 1.0
_SAME_LINE = 0.3
_RAISED_BY = 0.15
_SMALLER = 0.9
_LEADERS = re.compile(r"\s*(?:\.{4,}|(?:\s\.){4,}|…{2,}|_{4,})\s*")
_FIRST_RIGHT_TO_LEFT = "\u0590"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_FIGURES = frozenset({"L", "EN", "AN", "ES", "CS", "ET"})
"""What stands from left to right within a line that is read from the right."""
_MARKER = re.compile(r"[•·▪●○◦‣–*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]")


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the lines of a page from the top down, each parted where there is a gap wider than between words."""
    segments = [segment for run in _runs(_as_read(glyphs)) for segment in _parted(_segment(run)) if segment.text]
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (-one.base, one.left)):
        if lines and abs(lines[-1][0].base - segment.base) <= _SAME_LINE * max(segment.size, lines[-1][0].size):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [tuple(_merged(sorted(line, key=lambda one: one.left))) for line in lines]


def _as_read(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the letters with lines of Arabic and Hebrew in the order in which they are read, by where they stand.

    Some files have such letters as they are read, others as they stand from left to right, others both in one line.
    """
    if not any(_is_right_to_left(glyph.text) for glyph in glyphs):
        return glyphs
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and abs(lines[-1][0].base - glyph.base) <= _SAME_LINE * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [glyph for line in lines for glyph in _from_the_right(line)]


def _from_the_right(line: list[Glyph]) -> list[Glyph]:
    if 2 * sum(_is_right_to_left(glyph.text) for glyph in line) <= sum(glyph.text.isalpha() for glyph in line):
        return line
    ordered = sorted(line, key=lambda glyph: -(glyph.left + glyph.right))
    read: list[Glyph] = []
    for is_figure, group in groupby(ordered, key=lambda glyph: unicodedata.bidirectional(glyph.text[:1]) in _FIGURES):
        part = [replace(glyph, spaced=False) for glyph in group]
        read += reversed(part) if is_figure else part
    return read


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    before = run[-1]
    size = max(before.size, glyph.size)
    apart = _apart(before, glyph)
    # Signs above and below a letter stand over it; anything else that goes back is another line.
    return abs(before.base - glyph.base) <= 0.45 * size and -1.5 * size < apart <= _SEGMENT_GAP * size


def _apart(before: Glyph, glyph: Glyph) -> float:
    """Return the gap between two letters, on whichever side the second one stands."""
    if _is_right_to_left(glyph.text) or _is_right_to_left(before.text):
        return max(glyph.left - before.right, before.left - glyph.right)
    return glyph.left - before.right


def _is_right_to_left(text: str) -> bool:
    return text >= _FIRST_RIGHT_TO_LEFT and unicodedata.bidirectional(text[0]) in _RIGHT_TO_LEFT


def _segment(run: Sequence[Glyph]) -> Segment:
    size = max(glyph.size for glyph in run)
    base = median(glyph.base for glyph in run if glyph.size >= _SMALLER * size)
    return Segment(
        flat(_text(run, size, base)),
        min(glyph.left for glyph in run),
        max(glyph.right for glyph in run),
        base,
        size,
        all(glyph.bold for glyph in run),
    )


def _text(run: Sequence[Glyph], size: float, base: float) -> str:
    tracking = _tracking(run, size)
    line = "".join(glyph.text for glyph in run)
    text, raised = "", ""
    before: Glyph | None = None
    for glyph in run:
        if glyph.size < _SMALLER * size and glyph.base - base > _RAISED_BY * size:
            raised, before = raised + glyph.text, glyph
            continue
        text += of_raised(raised, text, line)
        if before is not None and _is_word_end(before, glyph, size, tracking):
            text += " "
        text += plain(glyph.text)
        raised, before = "", glyph
    return text + of_raised(raised, text, line)


def _tracking(run: Sequence[Glyph], size: float) -> float:
    """Return how far apart the letters of words are set, where that is far: `2 4  h o u r s`."""
    letters = sum(glyph.text.isalpha() for glyph in run)
    if len(run) < 5 or letters * 2 < len(run):
        return 0.0
    usual = median(_apart(*pair) for pair in pairwise(run))
    return usual if usual > _TRACKED * size else 0.0


def _is_word_end(before: Glyph, glyph: Glyph, size: float, tracking: float) -> bool:
    apart = _apart(before, glyph)
    if tracking:
        return apart > tracking + _TRACKED * size
    if _is_right_to_left(before.text) and _is_right_to_left(glyph.text):
        return apart > _JOINED_GAP * size
    return apart > (_SPACE_GAP if glyph.spaced else _WORD_GAP) * size


def _parted(segment: Segment) -> Iterator[Segment]:
    """Part a line at the dots that lead from a name to its figure."""
    parts = _LEADERS.split(segment.text)
    if len(parts) == 1:
        yield segment
        return
    width = (segment.right - segment.left) / len(segment.text)
    at = 0
    for part in filter(None, parts):
        at = segment.text.index(part, at)
        left = segment.left + at * width
        at += len(part)
        yield replace(segment, text=part, left=left, right=segment.left + at * width)


def _merged(line: list[Segment]) -> list[Segment]:
    """Put together what is no further apart than words are, and what marks an item with its text."""
    if sum(_is_right_to_left(one.text) for one in line) * 2 > len(line):
        line.reverse()
    merged: list[Segment] = []
    for segment in line:
        last = merged[-1] if merged else None
        if last is not None and (_is_near(last, segment) or _is_marker(line, merged)):
            merged[-1] = _both(last, segment)
        else:
            merged.append(segment)
    return merged


def _is_marker(line: list[Segment], merged: list[Segment]) -> bool:
    return len(merged) == 1 and len(line) > 1 and bool(_MARKER.fullmatch(merged[0].text))


def _is_near(one: Segment, other: Segment) -> bool:
    apart = max(other.left - one.right, one.left - other.right)
    return apart <= _SEGMENT_GAP * max(one.size, other.size) and not one.text.endswith(":")


def _both(one: Segment, other: Segment) -> Segment:
    size = max(one.size, other.size)
    apart = max(other.left - one.right, one.left - other.right)
    space = " " if apart > _SPACE_GAP * size else ""
    left, right = min(one.left, other.left), max(one.right, other.right)
    return Segment(f"{one.text}{space}{other.text}", left, right, one.base, size, one.bold and other.bold)
