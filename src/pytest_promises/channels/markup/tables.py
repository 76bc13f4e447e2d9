"""Which headers a table's cells have, with spans, `scope`, `headers` and tables that mark none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

_WIDEST = 1000
_DEEPEST = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its markup has it; `key` names it, `header` is whether it is marked as one, `bold` whether it looks so.

    `scope` is `row`, `col` or empty; `refers` are the keys of the cells that its `headers` attribute names.
    """

    key: int
    text: str
    header: bool = False
    scope: str = ""
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    refers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Headers:
    """The texts of a cell's row and column headers, outermost first."""

    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()


NO_HEADERS = Headers()


def headers(rows: Sequence[Sequence[Cell]]) -> dict[int, Headers]:
    """Return the headers of each cell by its key.

    In a table that marks none, a first row that is bold, or has no figures where the rows below have them, heads the
    columns. In a row that marks none, the first cell names the row, unless it has a figure.
    """
    grid = _grid(rows)
    if not any(cell.header for row in rows for cell in row):
        rows = _marked(rows)
        grid = _grid(rows)
    header_rows = frozenset(i for i, row in enumerate(rows) if _heads_columns(row))
    table = _Table(grid, header_rows, _column_heads(grid, header_rows))
    return {cell.key: _of(cell, table, at) for at, cell in _anchors(grid)}


@dataclass(frozen=True, slots=True)
class _Table:
    """A laid-out table: its cells by place, the rows that only head columns, and each column's headers with rows."""

    grid: dict[tuple[int, int], Cell]
    header_rows: frozenset[int]
    column_heads: dict[int, list[tuple[int, Cell]]]


def _column_heads(grid: dict[tuple[int, int], Cell], header_rows: frozenset[int]) -> dict[int, list[tuple[int, Cell]]]:
    heads: dict[int, list[tuple[int, Cell]]] = {}
    for (line, column), cell in sorted(grid.items(), key=lambda item: item[0]):
        if cell.header and (cell.scope == "col" or (not cell.scope and line in header_rows)):
            heads.setdefault(column, []).append((line, cell))
    return heads


def _of(cell: Cell, table: _Table, at: tuple[int, int]) -> Headers:
    if cell.refers:
        return _referred(cell, table.grid)
    line, first = at
    columns: list[Cell] = []
    for column in range(first, min(first + cell.colspan, _WIDEST)):
        above = takewhile(lambda head: head[0] < line, table.column_heads.get(column, ()))
        columns += [head for _, head in above]
    lines: list[Cell] = []
    for i in range(line, min(line + cell.rowspan, line + 50)):
        left = (table.grid.get((i, j)) for j in range(first))
        heads = [one for one in left if one is not None and _heads_row(one, i, table.header_rows)]
        lines += heads or _naming(table, i, first)
    return Headers(_texts(lines, cell), _texts(columns, cell))


def _referred(cell: Cell, grid: dict[tuple[int, int], Cell]) -> Headers:
    named = [other for _, other in _anchors(grid) if other.key in cell.refers]
    lines = [other for other in named if other.scope == "row"]
    columns = [other for other in named if other.scope != "row"]
    return Headers(_texts(lines, cell), _texts(columns, cell))


def _heads_columns(row: Sequence[Cell]) -> bool:
    corner = 1 if row and not row[0].text and not row[0].header else 0
    return len(row) > corner and all(cell.header for cell in row[corner:])


def _heads_row(cell: Cell, line: int, header_rows: frozenset[int]) -> bool:
    return cell.header and (cell.scope == "row" or (not cell.scope and line not in header_rows))


def _naming(table: _Table, line: int, before: int) -> list[Cell]:
    """Return the first cell of a row that has no header marked, where it reads like a name."""
    cell = table.grid.get((line, 0)) if before and line not in table.header_rows else None
    return [cell] if cell is not None and cell.text and not cell.header and not _has_figure(cell) else []


def _texts(cells: Sequence[Cell], of: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.text for cell in cells if cell.text and cell.key != of.key))


def _grid(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], Cell]:
    grid: dict[tuple[int, int], Cell] = {}
    for line, row in enumerate(rows[:_DEEPEST]):
        column = 0
        for cell in row:
            while (line, column) in grid:
                column += 1
            if column >= _WIDEST:
                break
            for i in range(line, min(line + cell.rowspan, len(rows))):
                for j in range(column, min(column + cell.colspan, _WIDEST)):
                    grid[i, j] = cell
            column += cell.colspan
    return grid


def _anchors(grid: dict[tuple[int, int], Cell]) -> Iterator[tuple[tuple[int, int], Cell]]:
    seen: set[int] = set()
    for at, cell in sorted(grid.items(), key=lambda item: item[0]):
        if cell.key not in seen:
            seen.add(cell.key)
            yield at, cell


def _marked(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the rows of a table that marks no headers with those marked that look like headers."""
    filled = [row for row in rows if any(cell.text for cell in row)]
    width = max((sum(cell.colspan for cell in row) for row in filled), default=0)
    if width < 2 or not filled:
        return [list(row) for row in rows]
    first = filled[0]
    heads = len(filled) > 1 and _looks_like_a_header(first, filled[1:])
    return [[_as_header(cell) if row is first and heads else cell for cell in row] for row in rows]


def _looks_like_a_header(first: Sequence[Cell], rest: Sequence[Sequence[Cell]]) -> bool:
    if all(cell.bold or not cell.text for cell in first) and not all(cell.bold for row in rest for cell in row):
        return True
    below = any(_has_figure(cell) for row in rest for cell in row)
    return len(first) > 2 and below and not any(_has_figure(cell) for cell in first)


def _has_figure(cell: Cell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _as_header(cell: Cell) -> Cell:
    return Cell(cell.key, cell.text, True, cell.scope, cell.bold, cell.colspan, cell.rowspan, cell.refers)
