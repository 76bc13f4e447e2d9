"""How many records there are, and from when to when: what is asked of a source before anything else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.extras import need

from .inquiries import Inquiry
from .names import find
from .offsets import Column
from .timing import Timed, empty

if TYPE_CHECKING:
    from ibis.expr.types import Table


@dataclass(frozen=True, slots=True)
class Extent:
    """What there is in the records of a source; times are in microseconds since 1970.

    `oldest` has the first time of each column, and `newest` the last that is not after now. `cases` has how many cases
    there are by the column that tells them, and `repeats`, by the column of identifiers, how many records have that of
    another one before them. `mixed` are columns of text in which some times tell their offset from UTC and others do
    not, where nothing says which zone these are in.
    """

    rows: int
    oldest: Mapping[Column, int | None]
    newest: Mapping[Column, int | None]
    cases: Mapping[str, int]
    repeats: Mapping[str, int]
    mixed: frozenset[Column]

    @property
    def first(self) -> int | None:
        """The first time in any column; `None` where there is none."""
        return min((time for time in self.oldest.values() if time is not None), default=None)

    def read(self, inquiry: Inquiry) -> int:
        """Return how many records, or cases, an inquiry has read."""
        return self.cases[inquiry.columns.case] if inquiry.columns.case else self.rows

    def as_of(self, inquiry: Inquiry) -> int | None:
        """Return the newest time of an inquiry's records; `None` where there is none."""
        times = (self.newest[name, inquiry.zone] for name in inquiry.times)
        return max((time for time in times if time is not None), default=None)


def extent_query(records: Timed, inquiries: Iterable[Inquiry], now: int) -> "Table":
    """Return one row, which `extent_of` reads: all that is asked is counted in one pass."""
    ibis = need("ibis", "records", "records")
    table, asked = records.table, tuple(inquiries)
    figures: dict[str, Any] = {"n": table.count()}
    for index, name in enumerate(records.at.values()):
        time = table[name]
        figures[f"oldest{index}"] = time.min()
        figures[f"newest{index}"] = ibis.ifelse(time <= now, time, ibis.null("int64")).max()
    figures |= {f"case{index}": table[find(table, name)].nunique() for index, name in enumerate(_cases(asked))}
    for index, name in enumerate(_ids(asked)):
        given = ibis.ifelse(empty(table, name), ibis.null(), table[find(table, name)])
        figures[f"repeat{index}"] = given.count() - given.nunique()
    for index, name in enumerate(records.offsets.values()):
        figures |= {f"least{index}": table[name].min(), f"most{index}": table[name].max()}
    return table.aggregate(**figures)


def extent_of(row: Sequence[Any], records: Timed, inquiries: Iterable[Inquiry]) -> Extent:
    """Return what the row that `extent_query` asks for tells."""
    asked = tuple(inquiries)
    rows, *rest = (None if value is None else int(value) for value in row)
    times, counts = rest[: 2 * len(records.at)], [value or 0 for value in rest[2 * len(records.at) :]]
    cases, ids = _cases(asked), _ids(asked)
    offsets = counts[len(cases) + len(ids) :]
    return Extent(
        rows or 0,
        dict(zip(records.at, times[::2], strict=True)),
        dict(zip(records.at, times[1::2], strict=True)),
        dict(zip(cases, counts[: len(cases)], strict=True)),
        dict(zip(ids, counts[len(cases) : len(cases) + len(ids)], strict=True)),
        frozenset(
            one for one, low, high in zip(records.offsets, offsets[::2], offsets[1::2], strict=True) if low < high
        ),
    )


def _cases(inquiries: Iterable[Inquiry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.columns.case for one in inquiries if one.columns.case))


def _ids(inquiries: Iterable[Inquiry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.columns.id for one in inquiries if one.columns.id))
