"""Lines: the sentences that say something, with their values, clauses and cues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pytest_promises.model.quantities import Clock, Duration, Languages, Money, RelativeDay, Vague, Value

from . import codes as c
from .clauses import clauses
from .context import Mark, best_topic, marks
from .cues import BREAK, CONDITION, LANGUAGES, MOOD, TOPIC
from .folding import Folded
from .found import Found
from .free import free_of_charge
from .items import Items, itemise
from .lexicon import Lexicon
from .opening_hours import weekly_hours
from .sentences import Sentence, telling
from .values import values

_EARLIEST, _NOON, _MIDNIGHT = 5 * 60, 12 * 60, 24 * 60
_CUTOFFS: Final = frozenset(3600.0 * hour for hour in range(8, 21))
"""Hours of the day, in seconds, until which shops take orders for the same day."""
_SHORTEST: Final = 3 * 60
"""Minutes that a shop is open at the least."""
_HELP: Final = ("reply", "callback", "resolution", "wait")
"""The topics of those who help: several languages in a row are those that they speak."""
_BOUNDS: Final = frozenset({c.UPPER, c.LOWER, c.UPPER_AFTER, c.LOWER_AFTER, c.FREE, c.TAKEN})


@dataclass(slots=True)
class Line:
    """One sentence that says something: its values in order, the tokens and the clause of each, and all cues by kind.

    `times` are the topics of lengths of time.
    """

    original: str
    sentence: Sentence
    items: Items
    found: list[Found]
    tokens: list[tuple[int, int]]
    clauses: list[tuple[int, int]]
    marks: Mapping[str, list[Mark]]
    times: frozenset[str]

    def words(self, start: int, end: int) -> str:
        """Return the original words of the items from `start` up to `end`."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the items from `start` up to `end` stand in the original text."""
        return self.items.span(start, end)

    def token_words(self, start: int, end: int) -> str:
        """Return the original words of the tokens from `start` up to `end`."""
        first, last = self.sentence.span(start, end)
        return self.original[first:last]

    def told(self, kind: str) -> Sequence[Mark]:
        """Return the cues of a kind."""
        return self.marks.get(kind, ())

    def own(self, kind: str, index: int) -> Sequence[Mark]:
        """Return the cues of a kind in the clause of a value."""
        found = self.marks.get(kind)
        if not found:
            return ()
        start, end = self.clauses[index]
        whole = start == 0 and end == len(self.sentence.words)
        return found if whole else [mark for mark in found if start <= mark.start < end]


def line(text: Folded, span: tuple[int, int], lexicon: Lexicon, original: str) -> Line | None:
    """Return the sentence between two places of a folded text as a line, or `None` when it says nothing."""
    sentence = telling(text, span, lexicon)
    if sentence is None:
        return None
    items = itemise(sentence, lexicon, original)
    found = _without_cutoffs(values(items), items)
    if not found and c.VAGUE not in items.codes and c.FREE not in items.codes:
        return None
    result = Line(original, sentence, items, found, [], [], _by_kind(sentence, items), lexicon.fits["duration"])
    result.found = _with_words(result)
    return _with_clauses(result) if result.found else None


def _with_words(result: Line) -> list[Found]:
    """Return the values in order, with those that have no figure and without languages that nobody serves."""
    items, found = result.items, result.found
    if c.VAGUE in items.codes:
        vague = (at for at, code in enumerate(items.codes) if code == c.VAGUE)
        found += [Found(Vague(result.words(at, at + 1)), at, at + 1) for at in vague]
    if c.FREE in items.codes and not any(is_threshold(value.value) for value in found):
        found += free_of_charge(items, result.told(TOPIC), result.told(CONDITION), result.original)
    if len(found) == 1 and not isinstance(found[0].value, Languages):
        return found
    return sorted(_with_served(found, result.told(TOPIC)), key=lambda value: value.start)


def _with_clauses(result: Line) -> Line:
    """Return a line with the tokens and the clause of each value, and hours for what is one by its clause."""
    first = result.items.first
    last = len(first), len(result.sentence.words)
    result.tokens = [
        (first[value.start], first[value.end] if value.end < last[0] else last[1]) for value in result.found
    ]
    result.clauses = clauses(result.sentence, result.tokens, result.told(BREAK))
    result.found = [_opening_times(result, index) or value for index, value in enumerate(result.found)]
    return result


def _opening_times(result: Line, index: int) -> Found | None:
    """Return a range of hours as hours of every day where opening hours are spoken of ("ouvert de 9h à 18h")."""
    found = result.found[index]
    value = found.value
    if not isinstance(value, Duration) or value.unit != "hour":
        return None
    opens, closes = (int((end or 0) // 60) for end in (value.minimum, value.maximum))
    if not _EARLIEST <= opens <= closes - _SHORTEST or not _NOON <= closes < _MIDNIGHT:
        return None
    days = range(5 if value.clock is Clock.BUSINESS else 7)
    told = best_topic(result.own(TOPIC, index), result.tokens[index], {"hours", *result.times})
    if told is None or told[0] != "hours":
        return None
    return found._replace(value=weekly_hours(dict.fromkeys(days, ((opens, closes),))), bare=len(days) > 5)


def _with_served(found: list[Found], cues: Sequence[Mark]) -> list[Found]:
    """Leave out languages that are named where none is served: a choice of languages, a country's people."""
    if not any(isinstance(value.value, Languages) for value in found):
        return found
    told = best_topic(cues, (0, 0), (LANGUAGES,)) is not None
    helps = best_topic(cues, (0, 0), _HELP) is not None
    kept = []
    for value in found:
        if not isinstance(value.value, Languages):
            kept.append(value)
        elif told or (helps and len(value.value.codes) > 1):
            kept.append(value._replace(topic=LANGUAGES))
    return kept


def _without_cutoffs(found: list[Found], items: Items) -> list[Found]:
    """Leave out the hours until which one orders what comes the same or the next day ("до 15 ч.")."""
    if len(found) < 2 or not any(isinstance(value.value, RelativeDay) for value in found):
        return found
    return [value for value in found if not _is_cutoff(items, value)]


def _is_cutoff(items: Items, found: Found) -> bool:
    value = found.value
    if not isinstance(value, Duration) or value.unit != "hour" or found.bound is None or value.maximum is None:
        return False
    said = {str(data) for data in items.data[slice(*found.bound)]}
    return value.minimum is None and "until" in said and "upper" not in said and value.maximum in _CUTOFFS


def is_threshold(value: Value) -> bool:
    """Tell an amount from which something holds."""
    return isinstance(value, Money) and value.minimum is not None and value.maximum is None


def _by_kind(sentence: Sentence, items: Items) -> dict[str, list[Mark]]:
    """Return the cues of a sentence by kind, without negations inside the words of a bound, and "not charged".

    "No later than" negates nothing.
    """
    found: dict[str, list[Mark]] = {}
    for mark in marks(sentence):
        found.setdefault(mark.cue.kind, []).append(mark)
    if MOOD in found:
        bounds = {first for first, code in zip(items.first, items.codes, strict=True) if code in _BOUNDS}
        found[MOOD] = [mark for mark in found[MOOD] if mark.cue.name != "negated" or mark.start not in bounds]
    return found
