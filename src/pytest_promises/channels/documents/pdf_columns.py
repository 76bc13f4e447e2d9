"""The order in which a page is read: columns of prose one after the other, what spans them before and after."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from statistics import median

from pytest_promises.channels.documents.pdf_sheets import Row, Segment

_FEWEST_LINES = 3
_SHORTEST_LINE = 18
_FILLED = 0.55
_CLEAR = 0.7
_SPACE = 3.5
_DEEPEST = 4
_MOST_CANDIDATES = 40


def regions(rows: Sequence[Row], depth: int = 0) -> list[list[Row]]:
    """Return the rows of a page in the order in which they are read, as regions of one column each.

    Only prose is taken for columns: lines that nearly fill their side of the gap. Other gaps are those of tables.
    """
    gap = _gap(rows) if depth < _DEEPEST else None
    if gap is None:
        return [list(rows)]
    found: list[list[Row]] = [[]]
    for band in _bands(rows, gap):
        if not _has_columns(band, gap):
            found[-1] += band
            continue
        for is_left in (True, False):
            found += regions(_side(band, gap, left=is_left), depth + 1)
        found.append([])
    return [region for region in found if region]


def _bands(rows: Sequence[Row], x: float) -> list[list[Row]]:
    """Return the rows in groups that have nothing across x, or nothing but that, and no wide space within."""
    bands: list[list[Row]] = []
    crossed = None
    for row in rows:
        crosses = _crosses(row, x)
        if bands and crosses == crossed and bands[-1][-1][0].base - row[0].base <= _SPACE * row[0].size:
            bands[-1].append(row)
        else:
            bands.append([row])
        crossed = crosses
    return bands


def _crosses(row: Row, x: float) -> bool:
    """Return whether a row goes on over x, as a line does, or the cells of a table that has several on one side."""
    lefts = [one.right <= x for one in row if not one.left < x < one.right]
    return len(lefts) < len(row) or lefts.count(True) > 1 or lefts.count(False) > 1


def _gap(rows: Sequence[Row]) -> float | None:
    """Return where most of the page is parted from top to bottom, or `None`."""
    edges = Counter(round(one.left) for row in rows for one in row)
    best = (0, 0.0)
    for edge, _ in edges.most_common(_MOST_CANDIDATES):
        x = edge - 0.5
        parted = sum(len(band) for band in _bands(rows, x) if _has_columns(band, x))
        best = max(best, (parted, x))
    return best[1] if best[0] else None


def _has_columns(rows: Sequence[Row], x: float) -> bool:
    left = [one for one in chain(*rows) if one.right <= x]
    right = [one for one in chain(*rows) if one.left >= x]
    if len(left) < _FEWEST_LINES or len(right) < _FEWEST_LINES:
        return False
    size = median(one.size for one in (*left, *right))
    apart = min(one.left for one in right) - max(one.right for one in left)
    return apart >= _CLEAR * size and _is_prose(left) and _is_prose(right)


def _is_prose(lines: Sequence[Segment]) -> bool:
    if len({round(one.base) for one in lines}) < len(lines):
        return False
    width = max(one.right for one in lines) - min(one.left for one in lines)
    filled = median(one.right - one.left for one in lines) >= _FILLED * width
    return filled and median(len(one.text) for one in lines) >= _SHORTEST_LINE


def _side(rows: Sequence[Row], x: float, *, left: bool) -> list[Row]:
    sides = (tuple(one for one in row if (one.right <= x) == left) for row in rows)
    return [side for side in sides if side]
