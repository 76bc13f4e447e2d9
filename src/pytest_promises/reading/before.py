"""The sentence before a line, which tells a topic where the line's own words do not."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

from .context import Evidence, Mark, best_topic, marks
from .folding import Folded
from .free import FREE_SHIPPING
from .lexicon import Lexicon
from .sentences import tokenise

SHIPPING: Final = ("delivery", "handling")
"""The topics of what is shipped."""


@dataclass(slots=True)
class Before:
    """The sentence before a line, read for its topic when that is first asked for."""

    text: Folded
    original: str
    lexicon: Lexicon
    span: tuple[int, int] | None = None
    _marks: list[tuple[Mark, str]] | None = field(default=None, repr=False)

    def move(self, span: tuple[int, int]) -> None:
        """Take the sentence between two places as the one before."""
        self.span, self._marks = span, None

    def topic(self, fits: Container[str]) -> Evidence | None:
        """Return the topic that the sentence tells, when it tells one of those that fit."""
        told = self._told()
        if not told:
            return None
        cues = [mark for mark, _ in told]
        best = best_topic(cues, (1_000, 1_000), fits)
        return Evidence(best[0], told[cues.index(best[1])][1], "sentence") if best is not None else None

    def speaks_of_shipping(self) -> bool:
        """Tell whether the sentence names what can be free in free shipping, if only for its price."""
        cues = (mark.cue for mark, _ in self._told())
        return any(cue.name == FREE_SHIPPING and cue.part for cue in cues) or self.topic(SHIPPING) is not None

    def _told(self) -> list[tuple[Mark, str]]:
        if self._marks is None:
            self._marks = self._read(self.span) if self.span is not None else []
        return self._marks

    def _read(self, span: tuple[int, int]) -> list[tuple[Mark, str]]:
        sentence = tokenise(self.text, span, self.lexicon)
        found = []
        for mark in marks(sentence):
            start, end = sentence.span(mark.start, mark.end)
            found.append((mark, self.original[start:end]))
        return found
