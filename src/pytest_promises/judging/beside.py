"""What stands beside a passage: next to it, in its row, under its headings."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pytest_promises.model.statement import Passage

from .documents import Document, Section, documents_of, key_of, section_of


class Surroundings:
    """The passages of a channel in their order; what stands in another page, frame, entry or text is beside nothing.

    `stating` are passages that state something of their own, `others` those that say the same for somebody else.
    """

    def __init__(
        self, passages: Iterable[Passage], stating: Collection[Passage] = (), others: Collection[Passage] = ()
    ) -> None:
        self._stating = frozenset(stating)
        self._others = frozenset(others)
        self._documents = documents_of(passages)

    def of(self, one: Passage, *, by_column: bool = False) -> "Spot":
        """Return the place of a passage; `by_column` tells that its table's columns are for different people."""
        document = self._documents[key_of(one)]
        near = frozenset(document.next_to(one))
        return Spot(one, document, document.under(one), near, self._stating, self._others, by_column)


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a passage: its section, what is next to it, and what is known of the others (see `Surroundings`)."""

    passage: Passage
    document: Document
    section: Section
    near: frozenset[Passage]
    stating: frozenset[Passage]
    others: frozenset[Passage]
    by_column: bool

    @property
    def above(self) -> tuple[str, ...]:
        """What stands over the passage: its headings, lead and label, and the headers of its row and column."""
        one = self.passage
        texts = (*self.section, one.lead, one.label, *one.row, *one.column)
        return tuple(text for text in dict.fromkeys(texts) if text and text != one.text)

    def beside(self) -> Iterator[Passage]:
        """Yield what stands beside the passage, and the passage, in their order."""
        return (other for other in self.document.passages if self.has(other))

    def has(self, other: Passage) -> bool:
        """Tell whether another passage stands beside this one, which stands beside itself."""
        if other == self.passage:
            return True
        if not self.is_together_with(other) or other in self.others or self.document.heads(other):
            return False
        return self._is_under(section_of(other)) and self._belongs(other)

    def is_together_with(self, other: Passage) -> bool:
        """Tell whether another passage is of this document."""
        return key_of(other) == key_of(self.passage)

    def _is_under(self, theirs: Section) -> bool:
        """Tell whether all that another passage stands under stands over this one, too."""
        if theirs:
            return self.section[: len(theirs)] == theirs
        # A footer that follows a page's last words is under no heading of theirs; what follows a table may have none.
        one = self.passage
        return len(self.section) <= (1 if one.row or one.column or one.lead else 0)

    def _belongs(self, other: Passage) -> bool:
        if other.row or other.text in self.document.rows:
            return self._is_in_line(other)
        if other.column:
            return self._is_in_line(other) or self._remarks(other)
        return other in self.near or self._remarks(other)

    def _is_in_line(self, other: Passage) -> bool:
        one = self.passage
        if one.headings != other.headings:
            return False
        in_column = self.by_column and bool(one.column) and one.column == other.column
        return in_column or (bool(one.row) and one.row == other.row)

    def _remarks(self, other: Passage) -> bool:
        """Tell whether a passage under the same heading can be a remark: what states something keeps its words."""
        return bool(section_of(other)) and other not in self.stating
