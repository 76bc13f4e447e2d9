"""Records as a scan needs them: begin, end, how long it took, and what is wrong with a record."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.measuring.clocks.face import Reading

from .columns import UNITS, Columns, Pace
from .names import find
from .numbers import number_of
from .predicates import predicate
from .questions import DERIVED
from .scans import Bit, Scan

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, Table

FINE, UNREADABLE, FUTURE, REVERSED = 0, 1, 2, 3
"""What is wrong with a record: nothing, no time where there must be one, times after now, an end before the start."""

READINGS: dict[Pace, Reading | None] = {
    "seconds": None,
    "business seconds": "business",
    "days": "day",
    "business days": "business_days",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Records of one source, the clock that they are measured by, and the time now in microseconds since 1970."""

    table: "Table"
    columns: Columns
    clock: Clock
    now: int

    def timed(self) -> "Table":
        """Return the records with `p_begin`, `p_end` and `p_update`: instants, NULL where there is none to be read."""
        ibis = need("ibis", "records", "records")
        wanted = {"p_begin": self.columns.begin, "p_end": self.columns.end, "p_update": self.columns.update}
        given = {name: find(self.table, column) for name, column in wanted.items() if column}
        table = self.clock.instants(self.table, given) if given else self.table
        return table.mutate(**{name: ibis.null("int64") for name in wanted if name not in given})

    def lengths(self, scan: Scan) -> "Table":
        """Return the rows of a scan.

        `mask`, `flaw`, `pending` (0 or 1: it is not done yet), `spent` (microseconds or days; NULL where nothing tells
        it), `told` (what was published, in microseconds), and the columns of the groups, `by0`, `by1` ... and `period`.
        """
        table = self._narrowed(self.timed(), scan)
        if self.columns.update:
            from .gaps import longest_gaps

            table = longest_gaps(table, self, scan)
        else:
            table = self._spent(table, scan)
        table = self._dated(table, scan)
        return table.mutate(flaw=self._flaw(table, scan))

    def _narrowed(self, table: "Table", scan: Scan) -> "Table":
        """Return only the columns that the scan has a use for."""
        kept = {name: table[name] for name in ("p_begin", "p_end", "p_update")}
        ends = [self.columns.end] if self.columns.end else []
        kept |= {"p_done": ~_empty(table, ends[0]) if ends else table.p_end.notnull()}
        kept |= {"mask": self._mask(table, scan.bits)}
        kept |= {f"by{index}": table[find(table, name)] for index, name in _grouping(scan)}
        named = {"p_took": self.columns.took, "p_told": self.columns.published, "p_case": self.columns.case}
        kept |= {name: table[find(table, column)] for name, column in named.items() if column}
        if self.columns.update:
            kept["p_illegible"] = table.p_update.isnull() & ~_empty(table, self.columns.update)
        return table.select(**kept)

    def marked(self, scan: Scan, name: str) -> "Table":
        """Return `p_id`, the column of that name, and the `mask` of a scan, for the records that have one."""
        table = self.timed()
        marked = table.select(p_id=table[name], mask=self._mask(table, scan.bits))
        return marked.filter(~_empty(marked, "p_id"))

    def _mask(self, table: "Table", bits: tuple[Bit, ...]) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        parts = [ibis.ifelse(self._bit(table, bit), 1 << index, 0).cast("int64") for index, bit in enumerate(bits)]
        return reduce(or_, parts, ibis.literal(0, "int64"))

    def _bit(self, table: "Table", bit: Bit) -> "BooleanValue":
        what, value = bit
        if what == "where":
            return predicate(table, str(value))
        # A record without a time is no older than any: it is told as one that cannot be read.
        return table.p_begin.isnull() | (table.p_begin >= self.now - int(value))

    def _spent(self, table: "Table", scan: Scan) -> "Table":
        ibis = need("ibis", "records", "records")
        if self.columns.took and scan.shape != "tallies":
            return self._took(table, scan)
        pending = ibis.ifelse(table.p_done, 0, 1)
        table = table.mutate(pending=pending, until=ibis.ifelse(table.p_done, table.p_end, self.now).cast("int64"))
        return self.between(table, "p_begin", "until", scan.pace, "spent")

    def _took(self, table: "Table", scan: Scan) -> "Table":
        """Return the lengths that a column has ready; where it has none, the record is open since it began."""
        ibis = need("ibis", "records", "records")
        _, step = UNITS[self.columns.unit]
        done = ~_empty(table, "p_took")
        table = table.mutate(pending=ibis.ifelse(done, 0, 1), until=ibis.literal(self.now, "int64"))
        ready = (number_of(table.p_took) * step).ceil().cast("int64")
        if not self.columns.begin:
            return table.mutate(spent=ready)
        table = self.between(table, "p_begin", "until", scan.pace, "waiting")
        return table.mutate(spent=ibis.ifelse(done, ready, table.waiting))

    def between(self, table: "Table", first: str, last: str, pace: Pace, name: str) -> "Table":
        """Return the table with a column for the time between two instants, in the steps of the pace."""
        reading = READINGS[pace]
        if reading is None:
            return table.mutate(**{name: table[last] - table[first]})
        table = self.clock.read(table, first, {f"{name}_first": reading})
        table = self.clock.read(table, last, {f"{name}_last": reading})
        return table.mutate(**{name: table[f"{name}_last"] - table[f"{name}_first"]})

    def _dated(self, table: "Table", scan: Scan) -> "Table":
        """Return the table with what the local clock showed when each record began."""
        readings = {f"by{index}": name for index, name in enumerate(scan.by) if name in DERIVED}
        readings |= {"period": scan.period} if scan.period else {}
        return self.clock.read(table, "p_begin", readings) if readings else table  # type: ignore[arg-type]

    def _flaw(self, table: "Table", scan: Scan) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        unreadable = table.spent.isnull() if scan.shape != "tallies" else ibis.literal(value=False)
        for named, column in ((self.columns.begin, "p_begin"), (self.columns.end, "until")):
            unreadable = unreadable | table[column].isnull() if named else unreadable
        if scan.shape == "deviations":
            unreadable = unreadable | number_of(table.p_told).isnull()
        future = ibis.greatest(table.p_begin, table.p_end, table.p_update) > self.now
        return ibis.cases(
            (ibis.coalesce(future, False), FUTURE),
            (unreadable, UNREADABLE),
            (ibis.coalesce((table.until < table.p_begin) | (table.spent < 0), False), REVERSED),
            else_=FINE,
        )


def _grouping(scan: Scan) -> list[tuple[int, str]]:
    return [(index, name) for index, name in enumerate(scan.by) if name not in DERIVED]


def _empty(table: "Table", name: str) -> "BooleanValue":
    """Return whether a cell has nothing in it: a file of text has white space there."""
    column = table[find(table, name)]
    return column.isnull() | (column.strip() == "") if column.type().is_string() else column.isnull()
