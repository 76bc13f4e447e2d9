"""Looks for the words that must stand beside a promise, and tells where they stand instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pytest_promises.model.finding import Quote
from pytest_promises.model.promise import Promise
from pytest_promises.model.statement import Passage

from .beside import Spot, Surroundings
from .heard import Heard
from .matching import Found, Known, matches, wrong_promise
from .notes import marks_in, note, unmarked
from .promising import Promising
from .quoting import quote_words
from .words import wanted


@dataclass(frozen=True, slots=True)
class Missing:
    """A caveat that does not stand where it must: `wrong` is where it does with another value, and whose that is."""

    words: str
    made: Promising
    spot: Spot
    wrong: tuple[Found, Promise] | None = None
    elsewhere: Found | None = None


@dataclass(slots=True)
class Search:
    """Looks for caveats on one channel, for each of them once, however often the promise is made."""

    heard: Heard
    known: Known
    around: Surroundings
    _found: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    def look(self, caveats: Iterable[str], made: Promising) -> Iterator[Quote | Missing]:
        """Yield for each caveat where it stands beside the promise, or that it does not."""
        spot = self.around.of(made.passage, by_column=made.by_column)
        marks = made.marks.union(mark.name for text in spot.above for mark in marks_in(text))
        for words in caveats:
            yield self._look(words, made, spot, marks)

    def _look(self, words: str, made: Promising, spot: Spot, marks: frozenset[str]) -> Quote | Missing:
        wrong = elsewhere = None
        for found in self._everywhere(words):
            if not _stands_beside(found, spot, marks):
                elsewhere = elsewhere or found
                continue
            other = wrong_promise(found, self.heard, self.known)
            if other is None:
                return quote_words(found.passage, found.span, self.heard, "caveat")
            wrong = wrong or (found, other)
        return self._only_over(words, spot) or Missing(words, made, spot, wrong, elsewhere)

    def _only_over(self, words: str, spot: Spot) -> Quote | None:
        """Return a caveat in what is no passage: a label, the page's title. No values were read there."""
        if any(self.known(name) for name in wanted(words).placeholders):
            return None
        found = next(_in((replace(spot.passage, text=text) for text in spot.above), words), None)
        return quote_words(found.passage, found.span, self.heard, "caveat") if found else None

    def _everywhere(self, words: str) -> tuple[Found, ...]:
        if words not in self._found:
            self._found[words] = tuple(_in(self.heard.hearing.passages, words))
        return self._found[words]


def _in(passages: Iterable[Passage], words: str) -> Iterator[Found]:
    """Yield where words stand; a footnote's mark that a word runs into is no part of it."""
    looked_for = wanted(words)
    for passage in passages:
        for text in dict.fromkeys((passage.text, unmarked(passage.text))):
            for found in matches(looked_for, (replace(passage, text=text),)):
                yield replace(found, passage=passage)


def _stands_beside(found: Found, spot: Spot, marks: Iterable[str]) -> bool:
    if spot.has(found.passage):
        return True
    return spot.is_together_with(found.passage) and (found.passage.text in spot.above or _is_noted(found, marks))


def _is_noted(found: Found, marks: Iterable[str]) -> bool:
    """Tell whether words stand in a note that one of the marks leads to."""
    notes = (note(found.passage, mark) for mark in marks)
    return any(span is not None and span[0] <= found.span[0] and found.span[1] <= span[1] for span in notes)
