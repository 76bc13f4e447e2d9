"""Records with the instants of all columns of times that somebody asks for, each read once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pytest_promises.measuring.clocks.clock import Clock

from .inquiries import Inquiry
from .names import find
from .offsets import Column, offset_told, undeclared
from .predicates import predicate

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, Table


@dataclass(frozen=True, slots=True)
class Timed:
    """A table of records with columns of instants: `at` has their names by what they are read from.

    `offsets` has the names of the columns that tell whether a text had an offset from UTC (`offset_told`).
    """

    table: "Table"
    at: Mapping[Column, str]
    offsets: Mapping[Column, str]
    _fulfilled: "dict[str, BooleanValue]" = field(default_factory=dict, init=False, repr=False, compare=False)

    def instant(self, column: str, zone: str) -> "IntegerValue":
        """Return the instants of a column of times, NULL where there is none to be read."""
        return self.table[self.at[column, zone]]

    def filled(self, column: str, zone: str) -> "BooleanValue":
        """Return whether there is anything in a column of times, be it a time or not."""
        return self.table[_filled(self.at[column, zone])]

    def fulfils(self, condition: str) -> "BooleanValue":
        """Return whether a record fulfils a condition."""
        if condition not in self._fulfilled:
            self._fulfilled[condition] = predicate(self.table, condition)
        return self._fulfilled[condition]


def timed(table: "Table", inquiries: Iterable[Inquiry], clock: Callable[[str], Clock]) -> Timed:
    """Return the records with what the inquiries have a use for, and no other column; `clock` is that of a zone."""
    asked = tuple(inquiries)
    columns = dict.fromkeys((name, one.zone) for one in asked for name in one.times)
    at = {column: f"promises_at{number}" for number, column in enumerate(columns)}
    kept = {find(table, name): None for one in asked for name in (*one.others, *one.looked_at)}
    read = table.select(*kept, *(name for name in {find(table, name): None for name, _ in at} if name not in kept))
    for zone in dict.fromkeys(zone for _, zone in at):
        read = clock(zone).instants(read, {at[one]: find(table, one[0]) for one in at if one[1] == zone})
    filled = {_filled(name): ~empty(read, column) for (column, _), name in at.items()}
    offsets = {column: f"{at[column]}_offset" for column in undeclared(table, asked)}
    told = {name: offset_told(read[find(read, column)]) for (column, _), name in offsets.items()}
    return Timed(read.select(*kept, *at.values(), **filled, **told), at, offsets)


def _filled(name: str) -> str:
    return f"{name}_filled"


def is_text(table: "Table", inquiries: Iterable[Inquiry]) -> bool:
    """Tell whether times are written out in words and figures somewhere, which takes long to read."""
    return any(table[find(table, name)].type().is_string() for one in inquiries for name in one.times)


def empty(table: "Table", name: str) -> "BooleanValue":
    """Return whether a cell has nothing in it: a file of text has white space there."""
    column = table[find(table, name)]
    return column.isnull() | (column.strip() == "") if column.type().is_string() else column.isnull()
