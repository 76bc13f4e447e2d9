"""What a channel says: passages of text with their place, and the statements read from them."""

from dataclasses import dataclass, field
from enum import StrEnum

from .quantities import Value

Scope = tuple[tuple[str, str], ...]
"""For whom something holds: pairs of dimension and value, sorted (`(("method", "standard"),)`)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text as a user sees it, with everything around it that says what it is about.

    `headings` run from the page's title down to the nearest; `row` and `column` are the header texts of a table cell;
    `lead` is the sentence or term that introduces the list or definition; `label` is the form label or accessible name;
    `selector` finds it again (a CSS selector, a JSON path); `frame` is the URL of the iframe it came from. Of a channel
    that consists of several documents, `url` is the one it came from, and `as_of` when that was said (ISO 8601 in UTC):
    there, what is said later takes the place of what was said before. Of one that hears texts which have nothing to do
    with each other (articles, canned replies), `item` names the one.
    """

    text: str
    lang: str | None = None
    headings: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    lead: str = ""
    label: str = ""
    selector: str = ""
    frame: str = ""
    url: str = ""
    as_of: str = ""
    item: str = ""


class Mood(StrEnum):
    """How a value is said; only what is asserted can state or contradict a promise."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    QUESTION = "question"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Reason:
    """Which words gave one field of a statement: `field` is value, clock, bound, topic, scope, mood or condition.

    `source` is where the words stand: `sentence`, `row`, `column`, `lead`, `label`, `headings`, `channel` or `spec`.
    """

    field: str
    words: str
    source: str = "sentence"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a passage says, with the exact span of its words.

    `span` are the start and end of `words` in the passage's text. `topic` is `None` where the text does not tell.
    `conditions` are the words that narrow whom or what it holds for ("on orders over 200 €", "until 6 January").
    """

    value: Value
    words: str
    span: tuple[int, int]
    topic: str | None = None
    scope: Scope = ()
    mood: Mood = Mood.ASSERTED
    conditions: tuple[str, ...] = ()
    lang: str | None = None
    passage: Passage = field(default_factory=lambda: Passage(""))
    reasons: tuple[Reason, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the statement as plain data: the value's own keys, and span, words, topic, scope, mood, reasons.

        The topic is `other` where the text tells none of those that promises are about.
        """
        return {
            **self.value.as_dict(),
            "words": self.words,
            "span": list(self.span),
            "topic": self.topic or "other",
            "scope": dict(self.scope),
            "mood": str(self.mood),
            "conditions": list(self.conditions),
            "lang": self.lang,
            "reasons": [{"field": r.field, "words": r.words, "source": r.source} for r in self.reasons],
        }
