"""What stands beside a passage: over it, next to it, in its row, under its headings, or in the note of its mark."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from pytest_promises.model.statement import Passage

_Document = tuple[str, str, str, str]
_Section = tuple[str, ...]
_COLONS = (":", "：")


def section(passage: Passage) -> _Section:
    """Return the headings that a passage stands under, and the term that it defines.

    The lead of a list ends in a colon, and is no term: "Exceptions:" stands over what follows, "Express" parts it.
    """
    term = passage.lead if passage.lead and not passage.lead.endswith(_COLONS) else ""
    return (*passage.headings, term) if term else passage.headings


@dataclass(slots=True)
class _Read:
    """One document: its passages in order, the sections that it has, and what heads rows and columns in it."""

    passages: list[Passage] = field(default_factory=list)
    sections: set[_Section] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)

    def add(self, passage: Passage) -> None:
        """Add the next passage."""
        self.passages.append(passage)
        chain = section(passage)
        if chain not in self.sections:
            self.sections |= {chain[:length] for length in range(1, len(chain) + 1)}
        self.rows.update(passage.row)
        self.columns.update(passage.column)

    def heads(self, passage: Passage) -> bool:
        """Tell whether others stand under the passage."""
        return self.under(passage) != section(passage)

    def under(self, passage: Passage) -> _Section:
        """Return the section of a passage; that of a heading is the one that begins with it.

        A heading was read where the section before it had not ended yet: some of what it seems to stand under is over.
        """
        chain = section(passage)
        headed = ((*chain[:length], passage.text) for length in range(len(chain) + 1))
        return next((one for one in headed if one in self.sections), chain)


class Surroundings:
    """The passages of a channel in their order; what stands in another page, frame, entry or text is beside nothing.

    `stating` are passages that state something of their own, `others` those that say the same for somebody else.
    """

    def __init__(
        self, passages: Iterable[Passage], stating: Collection[Passage] = (), others: Collection[Passage] = ()
    ) -> None:
        self._stating = frozenset(stating)
        self._others = frozenset(others)
        self._documents: dict[_Document, _Read] = {}
        for passage in passages:
            self._documents.setdefault(_document(passage), _Read()).add(passage)

    def are_together(self, one: Passage, other: Passage) -> bool:
        """Tell whether two passages are of one document."""
        return _document(one) == _document(other)

    def above(self, one: Passage) -> tuple[str, ...]:
        """Return what stands over a passage: its headings, lead and label, and the headers of its row and column."""
        document = self._documents.get(_document(one))
        headings = document.under(one) if document else one.headings
        texts = (*headings, one.lead, one.label, *one.row, *one.column)
        return tuple(text for text in dict.fromkeys(texts) if text and text != one.text)

    def beside(self, one: Passage, *, by_column: bool = False) -> Iterator[Passage]:
        """Yield what stands beside a passage, and the passage, in their order.

        Of its table that is its row, or its column where `by_column` says that those are for different people.
        """
        document = self._documents.get(_document(one))
        if document is None:
            return
        near = {id(passage) for passage in _neighbours(document, one)}
        for other in document.passages:
            if other == one or self._is_beside(document, one, other, is_next=id(other) in near, by_column=by_column):
                yield other

    def _is_beside(self, document: _Read, one: Passage, other: Passage, *, is_next: bool, by_column: bool) -> bool:
        if other in self._others or document.heads(other) or not _is_under_it(document, one, other):
            return False
        if other.row or other.column or other.text in document.rows:
            return _is_in_line(one, other, by_column=by_column) or (
                not other.row and other.text not in document.rows and self._remarks(other)
            )
        return is_next or self._remarks(other)

    def _remarks(self, other: Passage) -> bool:
        """Tell whether a passage under the same heading can be a remark: what states something keeps its words."""
        return bool(section(other)) and other not in self._stating


def _document(passage: Passage) -> _Document:
    return passage.url, passage.frame, passage.as_of, passage.item


def _is_under_it(document: _Read, one: Passage, other: Passage) -> bool:
    """Tell whether all that the other passage stands under stands over the one, too."""
    own, theirs = document.under(one), section(other)
    if not theirs:
        # A footer that follows the page's last words is under no heading of theirs; what follows a table may have none.
        return len(own) <= (1 if one.row or one.column or one.lead else 0)
    return own[: len(theirs)] == theirs


def _is_in_line(one: Passage, other: Passage, *, by_column: bool) -> bool:
    if one.headings != other.headings:
        return False
    return (bool(one.row) and one.row == other.row) or (by_column and bool(one.column) and one.column == other.column)


def _neighbours(document: _Read, one: Passage) -> Iterator[Passage]:
    """Yield the passages before and after one; those before and after its table, where it stands in one."""
    in_table = bool(one.row or one.column)
    for at, passage in enumerate(document.passages):
        if passage == one:
            for step in (-1, 1):
                yield from _next(document, at, step, in_table=in_table)


def _next(document: _Read, at: int, step: int, *, in_table: bool) -> Iterator[Passage]:
    at += step
    while in_table and 0 <= at < len(document.passages) and _is_of_table(document, document.passages[at]):
        at += step
    if 0 <= at < len(document.passages):
        yield document.passages[at]


def _is_of_table(document: _Read, passage: Passage) -> bool:
    return bool(passage.row or passage.column) or passage.text in document.columns
