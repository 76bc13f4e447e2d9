"""Records as a scan needs them: begin, end, how long it took, and what is wrong with a record."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.measuring.clocks.clock import Clock
from pytest_promises.measuring.clocks.face import Reading

from .columns import UNITS, Columns, Pace
from .inquiries import Inquiry
from .names import find
from .numbers import number_of
from .questions import DERIVED
from .scans import Bit, Scan
from .timing import Timed, empty

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, Table, Value

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
    """Records of one source, an inquiry, the clock that they are measured by, and the time now in microseconds."""

    records: Timed
    inquiry: Inquiry
    clock: Clock
    now: int

    @property
    def columns(self) -> Columns:
        """The names of the columns, as the spec has them."""
        return self.inquiry.columns

    def lengths(self, scan: Scan) -> "Table":
        """Return the rows of a scan.

        `mask`, `flaw`, `pending` (0 or 1: it is not done yet), `spent` (microseconds or days; NULL where nothing tells
        it), `told` (what was published, in microseconds), and the columns of the groups, `by0`, `by1` ... and `period`.
        """
        table = self._narrowed(scan)
        if self.columns.update:
            from .gaps import longest_gaps

            table = longest_gaps(table, self, scan)
        else:
            table = self._spent(table, scan)
        table = self._dated(table, scan)
        return table.mutate(flaw=self._flaw(table, scan))

    def _narrowed(self, scan: Scan) -> "Table":
        """Return only the columns that the scan has a use for; `p_begin`, `p_end` and `p_update` are instants."""
        columns, table, zone = self.columns, self.records.table, self.inquiry.zone
        ibis = need("ibis", "records", "records")
        kept: dict[str, Value] = {"mask": self._mask(scan.bits)}
        for name, column in (("p_begin", columns.begin), ("p_end", columns.end), ("p_update", columns.update)):
            kept[name] = self.records.instant(column, zone) if column else ibis.null("int64")
        kept["p_done"] = self.records.filled(columns.end, zone) if columns.end else ibis.literal(value=False)
        kept |= {f"by{index}": table[find(table, name)] for index, name in _grouping(scan)}
        named = {"p_took": columns.took, "p_told": columns.published, "p_case": columns.case}
        kept |= {name: table[find(table, column)] for name, column in named.items() if column}
        if columns.update:
            kept["p_illegible"] = kept["p_update"].isnull() & self.records.filled(columns.update, zone)
        return table.select(**kept)

    def marked(self, scan: Scan) -> "Table":
        """Return `p_id` and the `mask` of a scan, for the records that have an identifier."""
        table = self.records.table
        marked = table.select(p_id=table[find(table, self.columns.id)], mask=self._mask(scan.bits))
        return marked.filter(~empty(marked, "p_id"))

    def _mask(self, bits: tuple[Bit, ...]) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        parts = [ibis.ifelse(self._bit(bit), 1 << index, 0).cast("int64") for index, bit in enumerate(bits)]
        return reduce(or_, parts, ibis.literal(0, "int64"))

    def _bit(self, bit: Bit) -> "BooleanValue":
        what, value = bit
        if what == "where":
            return self.records.fulfils(str(value))
        # A record without a time is no older than any: it is told as one that cannot be read.
        begin = self.records.instant(self.columns.begin, self.inquiry.zone)
        return begin.isnull() | (begin >= self.now - int(value))

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
        done = ~empty(table, "p_took")
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
        table = self.clock.read_all(table, {first: {f"{name}_first": reading}, last: {f"{name}_last": reading}})
        return table.mutate(**{name: table[f"{name}_last"] - table[f"{name}_first"]})

    def _dated(self, table: "Table", scan: Scan) -> "Table":
        """Return the table with what the local clock showed when each record began."""
        readings = {f"by{index}": name for index, name in enumerate(scan.by) if name in DERIVED}
        readings |= {"period": scan.period} if scan.period else {}
        return self.clock.read(table, "p_begin", readings) if readings else table  # type: ignore[arg-type]

    def _flaw(self, table: "Table", scan: Scan) -> "IntegerValue":
        ibis = need("ibis", "records", "records")
        columns, named = self.columns, self._named
        wrong = []
        if named:
            wrong.append((reduce(or_, (table[name] > self.now for name in named)), FUTURE))
        if unknown := self._unknown(table, scan):
            wrong.append((reduce(or_, unknown), UNREADABLE))
        if columns.begin:
            wrong.append((table.until < table.p_begin, REVERSED))
        if columns.took and scan.shape != "tallies":
            wrong.append((table.spent < 0, REVERSED))
        return ibis.cases(*wrong, else_=FINE) if wrong else ibis.literal(FINE)

    @property
    def _named(self) -> list[str]:
        """The columns of instants that there are."""
        columns = self.columns
        every = (("p_begin", columns.begin), ("p_end", columns.end), ("p_update", columns.update))
        return [name for name, column in every if column]

    def _unknown(self, table: "Table", scan: Scan) -> "list[BooleanValue]":
        """Return what is NULL where a record cannot be read: a length is so where one of its own ends is."""
        columns = self.columns
        unknown = [table.spent.isnull()] if scan.shape != "tallies" else []
        if scan.shape == "tallies" or columns.took or columns.update:
            ends = (("p_begin", columns.begin), ("until", columns.end))
            unknown += [table[name].isnull() for name, column in ends if column]
        if scan.shape == "deviations":
            unknown.append(number_of(table.p_told).isnull())
        return unknown


def _grouping(scan: Scan) -> list[tuple[int, str]]:
    return [(index, name) for index, name in enumerate(scan.by) if name not in DERIVED]
