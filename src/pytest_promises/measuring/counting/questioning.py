"""Questions to an engine: grouped counts and sums, whose number of rows is bounded by the edges of histograms."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.extras import need

from .columns import UNITS
from .edges import SECOND, edges, steps
from .numbers import number_of
from .scans import Scan
from .sheet import FINE, Sheet

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from pytest_promises.model.keeping import Tolerance

MOST_ROWS = 2_000_000
"""How many rows of counts are taken from an engine at most."""

PARTS = 1000
"""How many parts the distance of two edges has, for the squares: their sums then fit whole numbers of 64 bits."""


def grouped(sheet: Sheet, scan: Scan) -> "Table":
    """Return the counts of a scan: a row for each mask, flaw, state and group.

    The columns are `mask`, `flaw`, `pending`, those of the groups and the period, `edge` for lengths, `n`, and the sums
    of the shape.
    """
    table = sheet.lengths(scan)
    needs = sorted({scan.needed(one) for one in scan.questions})
    table = table.filter(reduce(or_, [(table["mask"] & one) == one for one in needs])) if 0 not in needs else table
    keys = ["mask", "flaw", "pending", *(f"by{index}" for index in range(len(scan.by)))]
    keys += ["period"] if scan.period else []
    if scan.shape == "lengths":
        table, sums = _lengths(table, scan)
        keys.append("edge")
    elif scan.shape == "deviations":
        table, sums = _deviations(table, sheet, scan)
    else:
        sums = {}
    return table.group_by(keys).aggregate(n=table.count(), **sums).limit(MOST_ROWS + 1)


def _lengths(table: "Table", scan: Scan) -> "tuple[Table, Mapping[str, Any]]":
    """Return the edges, and by how much lengths stay below them: `short` in microseconds, `squares` in parts."""
    ibis = need("ibis", "records", "records")
    length = ibis.ifelse(table.flaw == FINE, table.spent, 0)
    if scan.pace.endswith("days"):
        return table.mutate(edge=length), {}
    table = table.mutate(length=length)
    table = table.mutate(edge=edges(table["length"], scan.bounds))
    if not scan.averaged:
        return table, {}
    short = table.edge - table["length"]
    # Rounded up: a variance of these is never below nothing.
    parts = ((short * PARTS + steps(table["length"]) - 1) / steps(table["length"])).floor().cast("int64")
    return table, {"short": short.sum(), "squares": (parts * parts).sum()}


def _deviations(table: "Table", sheet: Sheet, scan: Scan) -> "tuple[Table, Mapping[str, Any]]":
    """Return sums in seconds over what is done and fine, and by question how many lie within its tolerance."""
    ibis = need("ibis", "records", "records")
    fine = (table.flaw == FINE) & (table.pending == 0)
    told = number_of(table.p_told) * (UNITS[sheet.columns.unit][1] / SECOND)
    table = table.mutate(told=ibis.ifelse(fine, told, 0.0))
    table = table.mutate(error=ibis.ifelse(fine, table.spent / SECOND - table.told, 0.0))
    size = table.error.abs()
    sums = {
        "published": table.told.sum(),
        "errors": table.error.sum(),
        "sizes": size.sum(),
        "squares": (table.error * table.error).sum(),
    }
    for index, question in enumerate(scan.questions):
        near = size <= _allowed(table, question.tolerance)
        sums[f"within{index}"] = ibis.ifelse(near & fine, 1, 0).sum()
    return table, sums


def _allowed(table: "Table", tolerance: "Tolerance | None") -> Any:
    """Return by how many seconds an error may be off; a billionth of it forgives the rounding of fractions."""
    if tolerance is None or tolerance.ratio is None:
        return (tolerance.seconds or 0.0) if tolerance else 0.0
    return table.told.abs() * tolerance.ratio * (1 + 1e-9)


def repeated(sheet: Sheet, scan: Scan) -> "Table":
    """Return one row: for each question of a scan how many records have the identifier of another one before them."""
    ibis = need("ibis", "records", "records")
    table = sheet.marked(scan)
    several = table.group_by("p_id").aggregate(n=table.count()).filter(lambda ids: ids.n > 1)
    table = table.semi_join(several, "p_id")
    needs = [scan.needed(one) for one in scan.questions]
    seen = {f"n{i}": ibis.ifelse((table["mask"] & one) == one, 1, 0).sum() for i, one in enumerate(needs)}
    ids = table.group_by("p_id").aggregate(**seen)
    return ids.aggregate(
        **{f"n{i}": ibis.coalesce(ibis.greatest(ids[f"n{i}"] - 1, 0).sum(), 0) for i in range(len(needs))}
    )
