"""Cues: the words that tell what a value is about, for whom it holds, and how it is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .vocabulary import Vocabulary, in_language

TOPIC: Final = "topic"
SCOPE: Final = "scope"
MOOD: Final = "mood"
CONDITION: Final = "condition"
BREAK: Final = "break"
PAIR: Final = "pair"
"""The parts of a topic's pairs, among themselves."""
OWN_WORDS: Final = "own"
"""A spec's own words, which no others hide."""
LANGUAGES: Final = "available_languages"
"""The topic of the languages that are served: "we answer in" is about answers as well."""
OTHER_TOPIC: Final = "other"
"""The topic of what is promised to nobody: cookies, prices, ages."""

_STRONG, _WEAK = 4, 1
OWN: Final = 20
"""The weight of a spec's own words."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one phrase tells: a `kind` of cue, its name (a topic, a dimension, a mood), and for a scope the value.

    A topic's cue without a name tells nothing, and hides others in its words: "after delivery" is not about delivery. A
    cue of a pair tells its topic only beside the pair's other `part`. Cues of one `row` hide each other.
    """

    kind: str
    name: str
    value: str = ""
    weight: int = 0
    pair: int = -1
    part: int = 0
    row: str = field(init=False)

    def __post_init__(self) -> None:
        paired = self.pair >= 0 or self.name == LANGUAGES
        object.__setattr__(self, "row", PAIR if paired else OWN_WORDS if self.weight == OWN else self.kind)


def cues_of(data: Mapping[str, Any]) -> Iterator[tuple[str, Cue]]:
    """Yield the phrases of a language's data file, with what they tell."""
    yield from _topics(data.get("topics", {}))
    for dimension, values in data.get("scopes", {}).items():
        for value, phrases in values.items():
            yield from ((phrase, Cue(SCOPE, dimension, value)) for phrase in phrases)
    for kind in (MOOD, CONDITION):
        for name, phrases in data.get(kind, {}).items():
            yield from ((phrase, Cue(kind, name)) for phrase in phrases)
    yield from ((phrase, Cue(TOPIC, "")) for phrase in data.get("references", ()))
    yield from ((phrase, Cue(BREAK, BREAK)) for phrase in data.get("breaks", ()))


def own_cues(vocabulary: Vocabulary, lang: str) -> Iterator[tuple[str, Cue]]:
    """Yield the phrases of a spec's vocabulary in a language, with what they tell."""
    for topic in vocabulary.topics:
        yield from ((phrase, Cue(TOPIC, topic.name, weight=OWN)) for phrase in in_language(topic.words, lang))
    for scope in vocabulary.scopes:
        phrases = in_language(scope.words, lang) or (scope.value,)
        yield from ((phrase, Cue(SCOPE, scope.dimension, scope.value)) for phrase in phrases)


def _topics(topics: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Cue]]:
    pair = 0
    for name, words in topics.items():
        for strength, weight in (("strong", _STRONG), ("weak", _WEAK)):
            for phrase in words.get(strength, ()):
                yield phrase, Cue(TOPIC, name, weight=weight)
        for sides in words.get("pairs", ()):
            pair += 1
            for part, phrases in enumerate(sides):
                for phrase in phrases:
                    yield phrase, Cue(TOPIC, name, weight=_STRONG + 2, pair=pair, part=part)
