"""What is asked of one source, by the columns and the calendar that it is measured by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pytest_promises.model.calendar import Calendar

from .columns import Columns
from .conditions import names_in
from .questions import DERIVED, Question
from .scans import bits_of


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Questions to records that are measured by the same columns and the same calendar."""

    columns: Columns
    calendar: Calendar | None
    questions: tuple[Question, ...]

    @property
    def zone(self) -> str:
        """The IANA name of the time zone that times without an offset are in."""
        return self.columns.zone or (self.calendar.timezone if self.calendar else None) or "UTC"

    @property
    def times(self) -> tuple[str, ...]:
        """The names of the columns of times, as the spec has them."""
        columns = self.columns
        return tuple(name for name in (columns.begin, columns.end, columns.update) if name)

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the other columns that records are measured by."""
        columns = self.columns
        return tuple(name for name in (columns.took, columns.published, columns.case, columns.id) if name)

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The names of the columns that the questions look at: those of their groups and their conditions."""
        groups = (name for one in self.questions for name in one.by if name not in DERIVED)
        bits = (bit for one in self.questions for bit in bits_of(one))
        conditions = (name for what, text in bits if what == "where" for name in names_in(str(text)))
        return tuple(dict.fromkeys((*groups, *conditions)))

    def of(self, questions: Iterable[Question]) -> "Inquiry":
        """Return the same with other questions."""
        return replace(self, questions=tuple(questions))
