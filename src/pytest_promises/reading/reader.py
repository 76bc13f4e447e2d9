"""The pipeline: text and what stands around it in, statements out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from pytest_promises.model.quantities import (
    Clock,
    Count,
    Duration,
    Languages,
    Money,
    Percentage,
    RelativeDay,
    Vague,
    Value,
    WeeklyHours,
)
from pytest_promises.model.statement import Mood, Passage, Reason, Statement

from .before import Before
from .context import NOTHING_AROUND, Around, Evidence, around, scope_of
from .cues import CONDITION, MOOD, OTHER_TOPIC
from .evidence import own_scope, topic_of
from .folding import Folded
from .found import Found
from .lexicon import Lexicon, lexicon
from .lines import Line, line
from .moods import closed_conditions, conditions_of, mood_of
from .repeats import Repeats
from .sentences import may_say_something
from .stops import spans
from .vocabulary import Vocabulary
from .weeks import together, with_days

_REPEATED: Final = 400
"""Characters up to which a text that repeats is remembered: menus, footers, cards."""


class Sayings(NamedTuple):
    """A text that says something: its sentences, and the lines of those that do, read with a lexicon."""

    lexicon: Lexicon
    folded: Folded
    sentences: tuple[tuple[tuple[int, int], Line | None], ...]


def sayings(text: str, lang: str, vocabulary: Vocabulary) -> Sayings | None:
    """Return what a text in a language says, whatever stands around it, or `None` for nothing."""
    read = _repeated if len(text) <= _REPEATED else _sayings
    return read(text, lang, vocabulary)


def _sayings(text: str, lang: str, vocabulary: Vocabulary) -> Sayings | None:
    known = lexicon(lang, vocabulary)
    folded = known.fold(text)
    if not may_say_something(folded.text, known):
        return None
    sentences = [(span, line(folded, span, known, text)) for span in spans(folded, text, known)]
    return Sayings(known, folded, tuple(sentences)) if any(said for _, said in sentences) else None


_repeated = Repeats(_sayings, kept=4096)


def statements(passage: Passage, said: Sayings, lang: str, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """Return what a passage in a language states, by what its text says."""
    found = [*_sentence_by_sentence(passage, said, lang, vocabulary)]
    return tuple(found) if len(found) < 2 else tuple(together(found, passage.text))


def _sentence_by_sentence(passage: Passage, said: Sayings, lang: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    before = Before(said.folded, passage.text, said.lexicon)
    outside = around(passage, lang, vocabulary)
    for span, told in said.sentences:
        if told is not None:
            yield from _Speaker(passage, told, before, outside).statements()
        before.move(span)


@dataclass(slots=True)
class _Speaker:
    """Turns the values of a line into statements."""

    passage: Passage
    line: Line
    before: Before
    around: Around

    def statements(self) -> Iterator[Statement]:
        last: list[Evidence] = []
        by_kind: dict[str, Evidence] = {}
        outside = self.around.scope() if self.around is not NOTHING_AROUND else {}
        scope: dict[str, Evidence] = {}
        for index, found in enumerate(self.line.found):
            kind = found.value.kind
            earlier = [*last, by_kind[kind]] if kind in by_kind else last
            own = topic_of(self.line, index, earlier, self.before, self.around)
            if own is not None:
                last, by_kind[kind] = [own], own
            scope = {**({} if self._is_apart(index) else scope), **own_scope(self.line, index)}
            told = own if own is not None and own.name != OTHER_TOPIC else None
            if told is not None or not _needs_topic(found.value):
                yield self._statement(index, told, {**outside, **scope})

    def _is_apart(self, index: int) -> bool:
        """Tell whether a semicolon or a line's end parts a value from the one before it."""
        return index > 0 and self.line.clauses[index][0] > self.line.clauses[index - 1][1]

    def _statement(self, index: int, topic: Evidence | None, scope: dict[str, Evidence]) -> Statement:
        line, found = self.line, self.line.found[index]
        moods, conditions = line.own(MOOD, index), line.own(CONDITION, index)
        lower = getattr(found.value, "maximum", 0) is None
        said = mood_of(line.sentence, moods, conditions, line.tokens[index], lower=lower)
        if said.mood is Mood.HISTORY:
            topic = None
        start, end = line.span(found.start, found.end)
        words = self.passage.text[start:end]
        reasons = self._value_reasons(found, words)
        if topic is not None:
            reasons.append(Reason("topic", topic.words, topic.source))
        if said.mark is not None:
            reasons.append(Reason("mood", line.token_words(said.mark.start, said.mark.end)))
        pairs, scope_reasons = scope_of(scope)
        narrowed = self._conditions(index)
        value = _flipped(found.value) if said.flips else found.value
        if found.bare and isinstance(value, WeeklyHours):
            value, days = with_days(value, words, self.passage, self.before.lexicon)
            reasons += [days] if days is not None else []
        return Statement(
            value=value,
            words=words,
            span=(start, end),
            topic=topic.name if topic is not None else None,
            scope=pairs,
            mood=said.mood,
            conditions=narrowed,
            lang=self.before.lexicon.lang,
            passage=self.passage,
            reasons=(*reasons, *scope_reasons, *(Reason("condition", words) for words in narrowed)),
        )

    def _value_reasons(self, found: Found, words: str) -> list[Reason]:
        reasons = [Reason("value", words)]
        if found.bound is not None:
            reasons.append(Reason("bound", self.line.words(*found.bound)))
        if getattr(found.value, "clock", None) is Clock.BUSINESS:
            reasons.append(Reason("clock", self.line.words(*found.clock) if found.clock is not None else words))
        return reasons

    def _conditions(self, index: int) -> tuple[str, ...]:
        line = self.line
        told = line.told(CONDITION)
        if not told:
            return ()
        opening, closing = ([mark for mark in told if mark.cue.name == name] for name in ("opening", "closing"))
        amounts = [span for found, span in zip(line.found, line.tokens, strict=True) if isinstance(found.value, Money)]
        if isinstance(line.found[index].value, Money):
            amounts = []
        clause, value = line.clauses[index], line.tokens[index]
        found = [*conditions_of(line.sentence, opening, clause, value, amounts)]
        found += closed_conditions(line.sentence, closing, clause, value)
        return tuple(line.token_words(start, end) for start, end in found if end > start)


def _needs_topic(value: Value) -> bool:
    """Tell a word that says something only of a topic: "quickly", "instantly", "tomorrow"."""
    if isinstance(value, Languages):
        return True
    if isinstance(value, RelativeDay):
        return value.clock is Clock.ELAPSED
    if isinstance(value, Vague):
        return " " not in value.words
    return isinstance(value, Duration) and value.maximum == 0


def _flipped(value: Value) -> Value:
    """Return a negated lower bound ("not more than") as the upper bound that it is."""
    if isinstance(value, Duration | Money | Percentage | Count) and value.maximum is None:
        return replace(value, minimum=None, maximum=value.minimum)  # type: ignore[arg-type]  # of the same kind
    return value
