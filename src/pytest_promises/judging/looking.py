"""Looks for the words that must stand beside a promise, and tells where they stand instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pytest_promises.model.finding import Quote
from pytest_promises.model.promise import Promise
from pytest_promises.model.statement import Passage

from .beside import Surroundings
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
    beside: tuple[Passage, ...]
    wrong: tuple[Found, Promise] | None = None
    elsewhere: Found | None = None


@dataclass(frozen=True, slots=True)
class _About:
    """What is about a place that makes the promise: the passages beside it, the texts over it, the marks of both."""

    beside: dict[Passage, None]
    above: tuple[str, ...]
    marks: frozenset[str]


@dataclass(slots=True)
class Search:
    """Looks for caveats on one channel, for each of them once, however often the promise is made."""

    heard: Heard
    known: Known
    around: Surroundings
    _found: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    def look(self, words: str, made: Promising) -> Quote | Missing:
        """Return where a caveat stands beside the promise, or that it does not."""
        about = self._about(made)
        wrong = elsewhere = None
        for found in self._everywhere(words):
            if not self._stands_beside(found, made, about):
                elsewhere = elsewhere or found
                continue
            other = wrong_promise(found, self.heard, self.known)
            if other is None:
                return quote_words(found.passage, found.span, self.heard, "caveat")
            wrong = wrong or (found, other)
        over = self._only_over(words, made, about)
        return over or Missing(words, made, tuple(about.beside), wrong, elsewhere)

    def _about(self, made: Promising) -> _About:
        above = self.around.above(made.passage)
        marks = made.marks.union(mark.name for text in above for mark in marks_in(text))
        return _About(dict.fromkeys(self.around.beside(made.passage, by_column=made.by_column)), above, marks)

    def _stands_beside(self, found: Found, made: Promising, about: _About) -> bool:
        if found.passage in about.beside:
            return True
        stands_over = found.passage.text in about.above or _is_noted(found, about.marks)
        return stands_over and self.around.are_together(found.passage, made.passage)

    def _only_over(self, words: str, made: Promising, about: _About) -> Quote | None:
        """Return a caveat in what is no passage: a label, the page's title. No values were read there."""
        if any(self.known(name) for name in wanted(words).placeholders):
            return None
        texts = (replace(made.passage, text=text) for text in about.above)
        found = next(_in(texts, words), None)
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


def _is_noted(found: Found, marks: Iterable[str]) -> bool:
    """Tell whether words stand in a note that one of the marks leads to."""
    notes = (note(found.passage, mark) for mark in marks)
    return any(span is not None and span[0] <= found.span[0] and found.span[1] <= span[1] for span in notes)
