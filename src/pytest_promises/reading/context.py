"""What a value is about and for whom: the evidence nearest to it wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from pytest_promises.model.statement import Passage, Reason, Scope

from .cues import LANGUAGES, OWN, PAIR, SCOPE, TOPIC, Cue
from .lexicon import lexicon
from .sentences import Sentence, sentences
from .vocabulary import Vocabulary
from .words import every

_ENOUGH = 3.0
"""What a topic's cues must come to; weak ones do so only together."""
HINT = 1.0
"""What is enough where nothing else tells: one weak cue."""


class Mark(NamedTuple):
    """A cue in a sentence: the tokens from `start` up to `end`."""

    cue: Cue
    start: int
    end: int


class Evidence(NamedTuple):
    """The name of a topic or a scope's value, with the words that gave it and where they stand."""

    name: str
    words: str
    source: str


OWN_WORDS = "own"
"""The kind of a spec's own words, which no others hide."""


def marks(sentence: Sentence) -> list[Mark]:
    """Return the cues of a sentence, in order; of two of one kind that overlap, the one that begins first.

    One part of a pair hides other cues only within its own words. What refers to something else ("after delivery")
    hides the topics in its words.
    """
    found: list[Mark] = []
    known, tight = sentence.known, sentence.tight
    until: dict[str, tuple[int, int]] = {}
    for at, word in enumerate(known):
        if word.cue is None:
            continue
        phrases = every(word.cue, known, tight, at)
        if len(phrases) > 1:
            phrases.sort(key=itemgetter(0), reverse=True)
        for end, cues in phrases:
            hidden = end == at + 1 and any(cue.kind == TOPIC and not cue.name for cue in cues)
            for cue in cues:
                kind = PAIR if cue.pair >= 0 or cue.name == LANGUAGES else OWN_WORDS if cue.weight == OWN else cue.kind
                if hidden and kind == TOPIC and cue.name:
                    continue
                taken, paired = until.get(kind, (0, -1)), until.get(PAIR, (0, -1))
                if kind == TOPIC and end <= paired[0] and at > paired[1]:
                    continue
                if taken[0] <= at or taken == (end, at):
                    found.append(Mark(cue, at, end))
                    until[kind] = (end, at)
    return found


def best_topic(
    found: Sequence[Mark], near: tuple[int, int], fits: Iterable[str], enough: float = _ENOUGH
) -> tuple[str, Mark] | None:
    """Return the topic that the cues tell most of, and its best cue.

    A cue counts more the nearer it stands to the value at the tokens `near`; a pair's cue only with its other part.
    """
    allowed = set(fits)
    parts: dict[int, set[int]] = {}
    for mark in found:
        if mark.cue.pair >= 0:
            parts.setdefault(mark.cue.pair, set()).add(mark.cue.part)
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Mark]] = {}
    seen: set[tuple[str, int]] = set()
    for mark in found:
        cue = mark.cue
        if (
            cue.kind != TOPIC
            or cue.name not in allowed
            or (cue.name, cue.pair if cue.pair >= 0 else -mark.start - 2) in seen
        ):
            continue
        if cue.pair >= 0 and len(parts[cue.pair]) < 2:
            continue
        seen.add((cue.name, cue.pair if cue.pair >= 0 else -mark.start - 2))
        weight = cue.weight * (1.0 + 1.0 / (2 + distance(mark, near)))
        totals[cue.name] = totals.get(cue.name, 0.0) + weight
        if cue.name not in best or weight > best[cue.name][0]:
            best[cue.name] = (weight, mark)
    if not totals:
        return None
    name = max(totals, key=lambda topic: totals[topic])
    return (name, best[name][1]) if totals[name] >= enough else None


def distance(mark: Mark, near: tuple[int, int]) -> int:
    """Return how many tokens lie between a cue and a value; what stands before a value is a little nearer."""
    if mark.end <= near[0]:
        return near[0] - mark.end
    return max(0, mark.start - near[1]) + 1


@dataclass(frozen=True, slots=True)
class Around:
    """What the text around a passage tells: topics and scopes by place, the nearest place first."""

    places: tuple[tuple[str, str, tuple[Mark, ...], tuple[str, ...]], ...]

    def topic(self, fits: Iterable[str]) -> Evidence | None:
        """Return the topic of the nearest place that tells one of those that fit."""
        allowed = tuple(fits)
        for source, _, found, words in self.places:
            best = best_topic(found, (0, 0), allowed)
            if best is not None:
                return Evidence(best[0], words[found.index(best[1])], source)
        return None

    def scope(self) -> dict[str, Evidence]:
        """Return the scope's value of each dimension, from the nearest place that names one value of it alone."""
        scope: dict[str, Evidence] = {}
        for source, _, found, words in self.places:
            named: dict[str, dict[str, str]] = {}
            for mark, word in zip(found, words, strict=True):
                if mark.cue.kind == SCOPE:
                    named.setdefault(mark.cue.name, {}).setdefault(mark.cue.value, word)
            for dimension, values in named.items():
                if len(values) == 1 and dimension not in scope:
                    value, word = next(iter(values.items()))
                    scope[dimension] = Evidence(value, word, source)
        return scope


def around(passage: Passage, lang: str, vocabulary: Vocabulary) -> Around:
    """Return what stands around a passage, the nearest place first."""
    if not (passage.row or passage.column or passage.lead or passage.label or passage.headings):
        return NOTHING_AROUND
    texts = [("row", text) for text in reversed(passage.row)]
    texts += [("column", text) for text in reversed(passage.column)]
    texts += [("lead", passage.lead), ("label", passage.label)]
    texts += [("headings", text) for text in reversed(passage.headings)]
    return Around(tuple((source, text, *_read_place(text, lang, vocabulary)) for source, text in texts if text))


NOTHING_AROUND = Around(())


@lru_cache(maxsize=4096)
def _read_place(text: str, lang: str, vocabulary: Vocabulary) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Return the cues of a heading or header and their words; pages repeat these, so they are remembered."""
    known = lexicon(lang, vocabulary)
    plain = known.fold(text)
    found: list[Mark] = []
    words: list[str] = []
    for sentence in sentences(plain, text, known):
        for mark in marks(sentence):
            start, end = sentence.span(mark.start, mark.end)
            found.append(mark)
            words.append(text[start:end])
    return tuple(found), tuple(words)


def scope_of(evidence: Mapping[str, Evidence]) -> tuple[Scope, list[Reason]]:
    """Return the scope, sorted, and a reason for each dimension of it."""
    items = sorted(evidence.items())
    scope = tuple((dimension, found.name) for dimension, found in items)
    return scope, [Reason("scope", found.words, found.source) for _, found in items]
