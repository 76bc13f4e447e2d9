"""Tables of a PDF, told by where their cells stand: there is nothing else that marks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pytest_promises.channels.documents.pdf_letters import joined
from pytest_promises.channels.documents.pdf_sheets import Row, Segment
from pytest_promises.channels.markup.tables import Cell, Headers, headers

_BESIDE = 0.85
_WITHIN = 1.45
_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text with the headers of its row and column."""

    text: str
    headers: Headers


def table_at(rows: Sequence[Row], start: int) -> int:
    """Return the end of the table that begins with that row, or `start` when none does.

    A table is what has several cells in a line; lines with one are in it where they belong to a cell.
    """
    # A cell that is set beside the middle of a higher one comes a little after that one's first line.
    if len(rows[start]) < 2 and not (_is_beside(rows, start) and len(rows[start + 1]) > 0):
        return start
    end = start + 1
    while end < len(rows) and (len(rows[end]) > 1 or _continues(rows, end) or _is_beside(rows, end)):
        end += 1
    width = max(len(row) for row in rows[start:end])
    lefts = {round(one.left / 3) for row in rows[start:end] for one in row}
    return end if width > 1 or len(lefts) > 1 else start


def cells(rows: Sequence[Row]) -> list[TableCell]:
    """Return the cells of a table in reading order, lines of one cell joined."""
    columns = _columns(rows)
    grid: list[list[tuple[int, Segment]]] = []
    for number, row in enumerate(rows):
        placed = [(_column(one, columns), one) for one in row]
        if grid and _belongs_above(rows, number, placed):
            grid[-1] += placed
        else:
            grid.append(placed)
    lines = [_line(placed, number * 1000) for number, placed in enumerate(grid)]
    told = headers(lines)
    return [TableCell(cell.text, told.get(cell.key, Headers())) for line in lines for cell in line if cell.text]


def _pitch(rows: Sequence[Row], at: int) -> float:
    """Return how far a row is below the one before, in sizes of its letters."""
    return abs(rows[at - 1][0].base - rows[at][0].base) / max(rows[at][0].size, 1.0)


def _is_beside(rows: Sequence[Row], at: int) -> bool:
    return at + 1 < len(rows) and _pitch(rows, at + 1) < _BESIDE


def _continues(rows: Sequence[Row], at: int) -> bool:
    if _pitch(rows, at) < _BESIDE:
        return True
    above = rows[at - 1]
    return _pitch(rows, at) <= _WITHIN and rows[at][0].left > above[0].right


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the left and right ends of the columns, by the rows that have most cells."""
    most = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == most]
    if most == 1:
        lefts = sorted({round(one.left / 3): one for row in rows for one in row}.items())
        return [(one.left, one.left) for _, one in lefts]
    return [(min(row[at].left for row in full), max(row[at].right for row in full)) for at in range(most)]


def _column(segment: Segment, columns: Sequence[tuple[float, float]]) -> int:
    def distance(span: tuple[float, float]) -> float:
        return max(span[0] - segment.right, segment.left - span[1])

    return min(range(len(columns)), key=lambda number: distance(columns[number]))


def _belongs_above(rows: Sequence[Row], at: int, placed: Sequence[tuple[int, Segment]]) -> bool:
    pitch = _pitch(rows, at)
    if pitch < _BESIDE:
        return True
    if pitch > _WITHIN:
        return False
    if all(column > 0 for column, _ in placed):
        return True
    # Short cells look alike whether they go on or not: what is taken for the same text reads on in small letters.
    return any(one.text[0].islower() for _, one in placed) and all(_goes_on(one, rows[:at]) for _, one in placed)


def _goes_on(segment: Segment, above: Sequence[Row]) -> bool:
    """Return whether a line goes on with the one above it: its first word had no room there."""
    column = [one for row in above for one in row if one.left < segment.right and segment.left < one.right]
    if not column:
        return False
    right = max(one.right for one in (*column, segment))
    first = segment.text.split(maxsplit=1)[0]
    width = (segment.right - segment.left) * (len(first) + 1) / len(segment.text)
    return column[-1].right + width > right and len(column[-1].text.split()) > 2


def _line(placed: Sequence[tuple[int, Segment]], key: int) -> list[Cell]:
    texts: dict[int, list[Segment]] = {}
    for column, segment in placed:
        texts.setdefault(column, []).append(segment)
    return [_cell(texts.get(column, ()), key + column) for column in range(max(texts) + 1)]


def _cell(segments: Sequence[Segment], key: int) -> Cell:
    text = ""
    for segment in segments:
        text = joined(text, segment.text, _WORDS)
    return Cell(key, text, bold=bool(segments) and all(one.bold for one in segments))
