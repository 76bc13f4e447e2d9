"""The pipeline: text and what stands around it in, statements out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pytest_promises.model.quantities import Bound, Count, Duration, Money, Percentage, Vague, Value, WeeklyHours
from pytest_promises.model.statement import Mood, Passage, Reason, Statement
from pytest_promises.model.topics import TOPICS

from . import codes as c
from .clauses import clauses
from .context import HINT, Around, Evidence, Mark, around, best_topic, distance, marks, scope_of
from .cues import CONDITION, MOOD, OTHER_TOPIC, SCOPE
from .folding import Folded, fold
from .found import Found
from .items import Items, itemise
from .lexicon import Lexicon, lexicon
from .moods import conditions_of, mood_of
from .sentences import Sentence, spans, tokenise
from .values import values
from .vocabulary import Vocabulary

_FREE = "free_shipping"
_SHIPPING = ("delivery", "handling")
_BOUNDS = frozenset({c.UPPER, c.LOWER, c.UPPER_AFTER, c.LOWER_AFTER})
_LONG_TOPICS = frozenset({"warranty", "returns"})
"""The built-in topics in which a figure may be of years."""


@dataclass(slots=True)
class _Reading:
    """One passage being read."""

    passage: Passage
    folded: Folded
    lexicon: Lexicon
    vocabulary: Vocabulary
    around: Around
    before: tuple[int, int] | None


@dataclass(slots=True)
class _Line:
    """One sentence being read: its values with their clauses, and its cues."""

    sentence: Sentence
    items: Items
    found: list[Found]
    tokens: list[tuple[int, int]]
    clauses: list[tuple[int, int]]
    marks: list[Mark]


def statements(passage: Passage, lang: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    """Yield what a passage in a language states."""
    known = lexicon(lang, vocabulary)
    folded = fold(passage.text)
    reading = _Reading(passage, folded, known, vocabulary, _LAZY, None)
    hot, text = known.hot, folded.text
    for span in spans(folded, passage.text, known):
        line = _line(reading, tokenise(folded, span, known)) if hot(text[span[0] : span[1]]) else None
        if line is not None:
            if reading.around is _LAZY:
                reading.around = around(passage, lang, vocabulary)
            yield from _statements(reading, line)
        reading.before = span


_LAZY = Around(())


def _line(reading: _Reading, sentence: Sentence) -> _Line | None:
    items = itemise(sentence, reading.lexicon, reading.passage.text)
    found = values(items)
    vague = [at for at, code in enumerate(items.codes) if code == c.VAGUE]
    if not found and not vague and c.FREE not in items.codes:
        return None
    cues = _without_bounds(marks(sentence, reading.lexicon), items)
    found += [Found(Vague(_words(reading, items, at, at + 1)), at, at + 1) for at in vague]
    free = (
        _free(reading, items, cues)
        if c.FREE in items.codes and not any(_is_threshold(f.value) for f in found)
        else None
    )
    found = sorted([*found, *([free] if free else [])], key=lambda value: value.start)
    if not found:
        return None
    tokens = [(items.first[f.start], _token_end(items, f.end, sentence)) for f in found]
    return _Line(sentence, items, found, tokens, clauses(sentence, tokens, cues), cues)


def _without_bounds(cues: list[Mark], items: Items) -> list[Mark]:
    """Leave out negations inside the words of a bound: "no later than" negates nothing."""
    if not any(mark.cue.kind == MOOD for mark in cues):
        return cues
    bounds = {at for n, at in enumerate(items.first) if items.codes[n] in _BOUNDS}
    bounds |= {at for n, at in enumerate(items.first) if items.codes[n] == c.TAKEN}
    return [mark for mark in cues if mark.cue.kind != MOOD or mark.cue.name != "negated" or mark.start not in bounds]


def _token_end(items: Items, end: int, sentence: Sentence) -> int:
    return items.first[end] if end < len(items.first) else len(sentence.words)


def _words(reading: _Reading, items: Items, start: int, end: int) -> str:
    first, last = reading.folded.span(items.starts[start], items.ends[end - 1])
    return reading.passage.text[first:last]


def _is_threshold(value: Value) -> bool:
    return isinstance(value, Money) and value.minimum is not None and value.maximum is None


def _free(reading: _Reading, items: Items, cues: list[Mark]) -> Found | None:
    """Return "free of charge" without a threshold: from nothing on when said of every order, else vague."""
    best = best_topic(cues, (0, 0), (_FREE,))
    if best is None:
        return None
    at = items.codes.index(c.FREE)
    everyone = next((mark for mark in cues if mark.cue.kind == CONDITION and mark.cue.name == "all"), None)
    if everyone is None:
        return Found(Vague(_words(reading, items, at, at + 1)), at, at + 1, topic=_FREE)
    first = max(n for n in range(len(items.first)) if items.first[n] <= min(everyone.start, items.first[at]))
    last = max(n for n in range(len(items.first)) if items.first[n] < max(everyone.end, items.first[at] + 1))
    return Found(Money(Decimal(0), None, ""), first, last + 1, topic=_FREE)


def _statements(reading: _Reading, line: _Line) -> Iterator[Statement]:
    inherited: Evidence | None = None
    scopes: dict[str, Evidence] = {}
    for index, found in enumerate(line.found):
        value, reasons = found.value, _value_reasons(reading, line, found)
        topic = _topic(reading, line, index, inherited)
        if (topic is None or topic.name == OTHER_TOPIC) and _needs_topic(value):
            continue
        inherited = topic or inherited
        lower = getattr(value, "bound", None) is Bound.LOWER
        said = mood_of(line.sentence, line.marks, line.clauses[index], line.tokens[index], lower=lower)
        value = _flipped(value) if said.flips else value
        scopes = {**scopes, **_own_scope(reading, line, index)}
        scope, scope_reasons = scope_of({**reading.around.scope(), **scopes})
        if topic is not None and topic.name != OTHER_TOPIC and said.mood is not Mood.HISTORY:
            reasons.append(Reason("topic", topic.words, topic.source))
        else:
            topic = None
        if said.mark is not None:
            reasons.append(Reason("mood", _token_words(reading, line, said.mark.start, said.mark.end)))
        conditions = _conditions(reading, line, index)
        reasons += scope_reasons + [Reason("condition", words) for words in conditions]
        start, end = reading.folded.span(line.items.starts[found.start], line.items.ends[found.end - 1])
        yield Statement(
            value=value,
            words=reading.passage.text[start:end],
            span=(start, end),
            topic=topic.name if topic else None,
            scope=scope,
            mood=said.mood,
            conditions=conditions,
            lang=reading.lexicon.lang,
            passage=reading.passage,
            reasons=tuple(reasons),
        )


def _needs_topic(value: Value) -> bool:
    """Tell a word that says something only of a topic: "quickly", "instantly"."""
    if isinstance(value, Vague):
        return " " not in value.words
    return isinstance(value, Duration) and value.maximum == 0


def _value_reasons(reading: _Reading, line: _Line, found: Found) -> list[Reason]:
    reasons = [Reason("value", _words(reading, line.items, found.start, found.end))]
    for field, span in (("bound", found.bound), ("clock", found.clock)):
        if span is not None:
            reasons.append(Reason(field, _words(reading, line.items, *span)))
    if found.clock is None and getattr(found.value, "clock", None) == "business":
        reasons.append(Reason("clock", _words(reading, line.items, found.start, found.end)))
    return reasons


def _token_words(reading: _Reading, line: _Line, start: int, end: int) -> str:
    first, last = reading.folded.span(line.sentence.starts[start], line.sentence.ends[end - 1])
    return reading.passage.text[first:last]


def _topic(reading: _Reading, line: _Line, index: int, inherited: Evidence | None) -> Evidence | None:
    """Return the topic of a value: from its clause, its sentence, what was said before, and what stands around."""
    found = line.found[index]
    if found.topic is not None:
        return Evidence(found.topic, _words(reading, line.items, found.start, found.end), "sentence")
    if found.rate:
        return None
    fits = reading.lexicon.fits[found.value.kind]
    if isinstance(found.value, Money) and not _is_threshold(found.value):
        fits = tuple(topic for topic in fits if topic != _FREE)
    if isinstance(found.value, Duration) and found.value.unit == "year":
        fits = tuple(topic for topic in fits if topic in _LONG_TOPICS or topic not in TOPICS)
    start, end = line.clauses[index]
    own = [mark for mark in line.marks if start <= mark.start < end]
    near = line.tokens[index]
    for cues in (own, line.marks):
        best = best_topic(cues, near, fits)
        if best is not None:
            return Evidence(best[0], _token_words(reading, line, best[1].start, best[1].end), "sentence")
        nearer = _free_by(reading, line, index) or (
            inherited if inherited is not None and inherited.name in fits else None
        )
        if nearer is not None:
            return nearer
    return (
        _topic_before(reading, fits)
        or reading.around.topic(fits)
        or _default(found)
        or _hinted(reading, line, own, near, fits)
    )


def _free_by(reading: _Reading, line: _Line, index: int) -> Evidence | None:
    """Return free shipping for a threshold that is called free where delivery is what is spoken of: "free over 50 €"."""
    if not _is_threshold(line.found[index].value):
        return None
    start, end = line.clauses[index]
    said = [at for at, first in enumerate(line.items.first) if start <= first < end and line.items.codes[at] == c.FREE]
    delivered = best_topic(line.marks, line.tokens[index], _SHIPPING, HINT) or reading.around.topic(_SHIPPING)
    if not said or not delivered:
        return None
    return Evidence(_FREE, _words(reading, line.items, said[0], said[0] + 1), "sentence")


def _hinted(
    reading: _Reading, line: _Line, own: list[Mark], near: tuple[int, int], fits: tuple[str, ...]
) -> Evidence | None:
    """Return the topic that a weak cue alone hints at."""
    best = best_topic(own, near, fits, HINT) or best_topic(line.marks, near, fits, HINT)
    return Evidence(best[0], _token_words(reading, line, best[1].start, best[1].end), "sentence") if best else None


def _topic_before(reading: _Reading, fits: tuple[str, ...]) -> Evidence | None:
    """Return the topic of the sentence before, when it tells one."""
    if reading.before is None:
        return None
    sentence = tokenise(reading.folded, reading.before, reading.lexicon)
    cues = marks(sentence, reading.lexicon)
    best = best_topic(cues, (len(sentence.words), len(sentence.words)), fits)
    if best is None:
        return None
    start, end = reading.folded.span(sentence.starts[best[1].start], sentence.ends[best[1].end - 1])
    return Evidence(best[0], reading.passage.text[start:end], "sentence")


def _default(found: Found) -> Evidence | None:
    """Return what a kind of value is about when nothing tells: hours of the week are opening hours."""
    return Evidence("hours", "", "sentence") if isinstance(found.value, WeeklyHours) else None


def _own_scope(reading: _Reading, line: _Line, index: int) -> dict[str, Evidence]:
    """Return the scope that the value's clause names: in each dimension the cue nearest to it."""
    start, end = line.clauses[index]
    near = line.tokens[index]
    nearest: dict[str, Mark] = {}
    for mark in line.marks:
        if mark.cue.kind == SCOPE and start <= mark.start < end:
            best = nearest.get(mark.cue.name)
            if best is None or distance(mark, near) < distance(best, near):
                nearest[mark.cue.name] = mark
    return {
        dimension: Evidence(mark.cue.value, _token_words(reading, line, mark.start, mark.end), "sentence")
        for dimension, mark in nearest.items()
    }


def _conditions(reading: _Reading, line: _Line, index: int) -> tuple[str, ...]:
    amounts = [span for found, span in zip(line.found, line.tokens, strict=True) if isinstance(found.value, Money)]
    spans = conditions_of(line.sentence, line.marks, line.clauses[index], line.tokens[index], amounts)
    return tuple(_token_words(reading, line, start, end) for start, end in spans if end > start)


def _flipped(value: Value) -> Value:
    """Return a negated lower bound ("not more than") as the upper bound that it is."""
    if isinstance(value, Duration | Money | Percentage | Count) and value.maximum is None:
        return replace(value, minimum=None, maximum=value.minimum)
    return value
