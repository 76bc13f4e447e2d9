"""What a channel hears, document by document: passages in their order, under their headings, in their tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pytest_promises.model.statement import Passage

Section = tuple[str, ...]
"""The headings that a passage stands under, from the first to the nearest, and the term that it defines."""

_COLONS = (":", "：")
_Key = tuple[str, str, str, str]


def key_of(passage: Passage) -> _Key:
    """Return what the passages of one document have in common: a page, a frame, an entry, an article."""
    return passage.url, passage.frame, passage.as_of, passage.item


def section_of(passage: Passage) -> Section:
    """Return the section of a passage.

    The lead of a list ends in a colon, and is no term: "Exceptions:" stands over what follows, "Express" parts it.
    """
    term = passage.lead if passage.lead and not passage.lead.endswith(_COLONS) else ""
    return (*passage.headings, term) if term else passage.headings


@dataclass(slots=True)
class Document:
    """One document: its passages in order, the sections that it has, and what heads rows and columns in it."""

    passages: list[Passage] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)
    _columns: set[str] = field(default_factory=set)
    _sections: set[Section] = field(default_factory=set)
    _places: dict[Passage, list[int]] = field(default_factory=dict)
    _ends: list[tuple[int, int]] = field(default_factory=list)

    def add(self, passage: Passage) -> None:
        """Add the next passage."""
        self._places.setdefault(passage, []).append(len(self.passages))
        self.passages.append(passage)
        chain = section_of(passage)
        if chain not in self._sections:
            self._sections |= {chain[:length] for length in range(1, len(chain) + 1)}
        self.rows.update(passage.row)
        self._columns.update(passage.column)

    def heads(self, passage: Passage) -> bool:
        """Tell whether others stand under the passage."""
        return self.under(passage) != section_of(passage)

    def under(self, passage: Passage) -> Section:
        """Return the section of a passage; that of a heading is the one that begins with it.

        A heading was read where the section before it had not ended yet: some of what it seems to stand under is over.
        """
        chain = section_of(passage)
        headed = ((*chain[:length], passage.text) for length in range(len(chain) + 1))
        return next((one for one in headed if one in self._sections), chain)

    def next_to(self, passage: Passage) -> Iterator[Passage]:
        """Yield the passages before and after one; those before and after its table, where it stands in one."""
        for at in self._places.get(passage, ()):
            before, after = self._outside(at) if passage.row or passage.column else (at - 1, at + 1)
            yield from self.passages[max(before, 0) : before + 1]
            yield from self.passages[after : after + 1]

    def _outside(self, at: int) -> tuple[int, int]:
        """Return where the last passage before a table is and the first one after it; found for all places at once."""
        if len(self._ends) != len(self.passages):
            places = range(len(self.passages))
            after = [*self._last_outside(reversed(places), len(places))]
            self._ends = [*zip(self._last_outside(places, -1), reversed(after), strict=True)]
        return self._ends[at]

    def _last_outside(self, places: Iterable[int], last: int) -> Iterator[int]:
        for at in places:
            yield last
            passage = self.passages[at]
            last = last if passage.row or passage.column or passage.text in self._columns else at


def documents_of(passages: Iterable[Passage]) -> Mapping[object, Document]:
    """Return the documents by what their passages have in common."""
    documents: dict[object, Document] = {}
    for passage in passages:
        documents.setdefault(key_of(passage), Document()).add(passage)
    return documents
