"""What a value is about and for whom: the evidence nearest to it wins."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from pytest_promises.model.statement import Passage, Reason, Scope

from .cues import PAIR, SCOPE, TOPIC, Cue
from .lexicon import lexicon
from .sentences import Sentence, sentences
from .vocabulary import Vocabulary
from .words import longer

_ENOUGH: Final = 3.0
"""What a topic's cues must come to; weak ones do so only together."""
_PRICED: Final = "free_shipping"
"""The topic that what refers to delivery is still about: "the cost of delivery"."""
_REFERENCE: Final = "reference"
_HIDDEN: Final = frozenset({TOPIC, PAIR})
HINT: Final = 1.0
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


def marks(sentence: Sentence) -> list[Mark]:
    """Return the cues of a sentence, in order; of two of one kind that overlap, the one that begins first.

    One part of a pair hides other cues only within its own words. What refers to something else ("after delivery")
    hides the topics in its words, and parts of pairs after its first word.
    """
    found: list[Mark] = []
    until: dict[str, tuple[int, int]] = {}
    known, tight = sentence.known, sentence.tight
    last = len(known) - 1
    for at, word in enumerate(known):
        begun = word.cue
        if begun is None:
            continue
        leads = begun.leads
        if leads and at < last and (tight or not leads.isdisjoint(known[at + 1].forms)):
            for end, cues in reversed(longer(begun, known, tight, at)):
                _take(found, until, cues, at, end)
        if begun.meanings:
            _take(found, until, begun.meanings, at, at + 1)
    return found


def _take(found: list[Mark], until: dict[str, tuple[int, int]], cues: Sequence[Cue], at: int, end: int) -> None:
    """Add the cues of a phrase to those `found`, but for those that others hide.

    `until` is where the last of each row stands, and the last reference. A topic is hidden within a part of a pair, and
    a part of a pair within a reference; a word that refers to something else as well is no topic.
    """
    for cue in cues:
        row = cue.row
        taken = until.get(row)
        if taken is not None and taken[1] > at and taken != (at, end):
            continue
        if row in _HIDDEN and _is_hidden(cue, cues, until, at, end):
            continue
        found.append(Mark(cue, at, end))
        until[row] = at, end
        if not cue.name and cue.kind == TOPIC:
            until[_REFERENCE] = at, end


def _is_hidden(cue: Cue, cues: Sequence[Cue], until: Mapping[str, tuple[int, int]], at: int, end: int) -> bool:
    by = until.get(PAIR if cue.row == TOPIC else _REFERENCE)
    if by is not None and by[0] < at and end <= by[1]:
        return cue.row == TOPIC or cue.name != _PRICED
    if len(cues) == 1 or end > at + 1 or cue.row != TOPIC or not cue.name:
        return False
    return any(other.kind == TOPIC and not other.name for other in cues)


def best_topic(
    found: Sequence[Mark], near: tuple[int, int], fits: Container[str], enough: float = _ENOUGH
) -> tuple[str, Mark] | None:
    """Return the topic that the cues tell most of, and its best cue.

    A cue counts more the nearer it stands to the value at the tokens `near`; a pair's cue only with its other part.
    """
    told = [mark for mark in found if mark.cue.name in fits and mark.cue.kind == TOPIC]
    if not told:
        return None
    if len(told) == 1:
        weight = _weight(told[0], near) if told[0].cue.pair < 0 else 0.0
        return (told[0].cue.name, told[0]) if weight >= enough else None
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Mark]] = {}
    for mark in _counted(told):
        name, weight = mark.cue.name, _weight(mark, near)
        if name not in totals:
            totals[name], best[name] = weight, (weight, mark)
            continue
        totals[name] += weight
        if weight > best[name][0]:
            best[name] = weight, mark
    if not totals:
        return None
    name = max(totals, key=totals.__getitem__) if len(totals) > 1 else next(iter(totals))
    return (name, best[name][1]) if totals[name] >= enough else None


def _counted(told: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the cues that count: once each, and a pair's once where both of its parts are."""
    parts = {(mark.cue.pair, mark.cue.part) for mark in told if mark.cue.pair >= 0}
    seen: set[tuple[str, int]] = set()
    for mark in told:
        name, pair = mark.cue.name, mark.cue.pair
        place = (name, pair if pair >= 0 else -mark.start - 2)
        if place not in seen and (pair < 0 or {(pair, 0), (pair, 1)} <= parts):
            seen.add(place)
            yield mark


def _weight(mark: Mark, near: tuple[int, int]) -> float:
    """Return how much a cue tells of a value: the more, the nearer it stands."""
    return mark.cue.weight * (1.0 + 1.0 / (2 + distance(mark, near)))


def distance(mark: Mark, near: tuple[int, int]) -> int:
    """Return how many tokens lie between a cue and a value; what stands before a value is a little nearer."""
    apart = near[0] - mark.end
    if apart >= 0:
        return apart
    behind = mark.start - near[1]
    return behind + 1 if behind > 0 else 1


@dataclass(frozen=True, slots=True)
class Around:
    """What the text around a passage tells: topics and scopes by place, the nearest place first."""

    places: tuple[tuple[str, str, tuple[Mark, ...], tuple[str, ...]], ...]

    def topic(self, fits: Container[str]) -> Evidence | None:
        """Return the topic of the nearest place that tells one of those that fit.

        A weak cue is enough in a heading that has nothing else ("Guarantee"), but not for the rows of a table below it,
        each of which is about something of its own.
        """
        in_row = any(source == "row" for source, _, _, _ in self.places)
        for source, text, found, words in self.places:
            is_named = source == "headings" and not in_row and text.strip(" .:!?") in words
            best = best_topic(found, (0, 0), fits, HINT if is_named else _ENOUGH)
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


NOTHING_AROUND: Final = Around(())


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
    if not evidence:
        return (), []
    items = sorted(evidence.items())
    scope = tuple((dimension, found.name) for dimension, found in items)
    return scope, [Reason("scope", found.words, found.source) for _, found in items]
