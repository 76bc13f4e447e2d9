"""How well a reader reads a corpus: what is right, by kind, language and phenomenon, and what is wrong."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpora import KINDS, Item
from phenomena import phenomena
from quantities import Quantity, same, same_ends

Group = tuple[str, str]
"""What is told apart (`kind`, `language`, `phenomenon`), and which one."""
_NO_TOPIC = frozenset({None, "other"})
_HARMLESS = _NO_TOPIC | {"warranty"}
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Miss:
    """An error: what was wanted of a kind and not said, and what was said and not wanted."""

    item: Item
    kind: str
    wanted: tuple[Quantity, ...]
    said: tuple[Quantity, ...]


@dataclass(slots=True)
class Score:
    """The counts of each group, and the errors in the order of the corpus."""

    counts: dict[Group, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)

    def share(self, group: Group, part: str, whole: str) -> float | None:
        """Return a count in percent of another, or `None` where there is nothing."""
        counts = self.counts[group]
        return round(100 * counts[part] / counts[whole], 1) if counts[whole] else None


def score(items: Sequence[Item], said: Sequence[Sequence[Quantity]]) -> Score:
    """Return the score of what a reader said of the items."""
    result = Score()
    for item, all_said in zip(items, said, strict=True):
        for kind in (kind for kind in KINDS if kind in item.asked):
            _score_kind(result, item, kind, all_said)
        _score_distractor(result, item, all_said)
    return result


def _score_kind(result: Score, item: Item, kind: str, all_said: Sequence[Quantity]) -> None:
    wanted = [one for one in item.expected if one.kind == kind]
    said = [one for one in all_said if one.kind == kind and not _is_a_day(one, item)]
    pairs = dict(_pairs(wanted, said, same))
    ends = sum(1 for _ in _pairs(wanted, said, same_ends))
    for group in _groups(item, kind):
        counts = result.counts[group]
        counts.update(wanted=len(wanted), said=len(said), right=len(pairs), ends=ends)
        for index, found in pairs.items():
            counts.update(_details(item, wanted[index], said[found]))
    for index, one in enumerate(wanted):
        for name in phenomena(item, one):
            result.counts["phenomenon", name].update(wanted=1, right=index in pairs)
    missed = tuple(one for index, one in enumerate(wanted) if index not in pairs)
    claimed = tuple(one for index, one in enumerate(said) if index not in pairs.values())
    if missed or claimed:
        result.misses.append(Miss(item, kind, missed, claimed))


def _is_a_day(said: Quantity, item: Item) -> bool:
    """Tell a length of no or one day where the same or the next day is wanted: both ways of telling it are right."""
    relative = any(one.kind == "relative_day" for one in item.expected)
    return relative and said.kind == "duration" and (said.high or said.low or 0) in {0, _DAY}


def _pairs(
    wanted: Sequence[Quantity], said: Sequence[Quantity], agree: Callable[[Quantity, Quantity], bool]
) -> Iterator[tuple[int, int]]:
    taken: set[int] = set()
    for index, one in enumerate(wanted):
        found = next((n for n, other in enumerate(said) if n not in taken and agree(one, other)), None)
        if found is not None:
            taken.add(found)
            yield index, found


def _groups(item: Item, kind: str) -> Iterator[Group]:
    yield "kind", kind
    yield "kind", f"{kind}, {'English' if item.lang == 'en' else 'others'}"
    yield "language", item.lang


def _details(item: Item, wanted: Quantity, said: Quantity) -> Mapping[str, int]:
    """Return what is right beside the value, and of how much, for a value that was read rightly."""
    counts: Counter[str] = Counter()
    if item.promises:
        counts.update(topics=1, topic=wanted.topic == said.topic or {wanted.topic, said.topic} <= _NO_TOPIC)
    if wanted.scope:
        counts.update(scopes=1, scope=wanted.scope == said.scope)
    if wanted.bound and said.bound:
        counts.update(bounds=1, bound=wanted.bound == said.bound)
    if wanted.mood:
        counts.update(moods=1, mood=wanted.mood == said.mood)
    return counts


def _score_distractor(result: Score, item: Item, said: Sequence[Quantity]) -> None:
    if item.promises is False:
        claimed = [one for one in said if one.topic not in _HARMLESS]
        for group in (("kind", "distractors"), ("language", item.lang)):
            result.counts[group].update(distractors=1, claimed=bool(claimed))
        if claimed:
            result.misses.append(Miss(item, "distractor", (), tuple(claimed)))
    if item.promises is None and not item.expected:
        any_said = any(one.kind in item.asked for one in said)
        result.counts["kind", "nothing in it"].update(distractors=1, claimed=any_said)
