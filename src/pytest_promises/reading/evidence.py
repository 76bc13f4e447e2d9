"""The topic and scope of a value: its clause tells first, then the sentence, the one before, what stands around."""

from collections.abc import Container, Sequence
from decimal import Decimal
from typing import Final

from pytest_promises.model.quantities import Bound, Count, Duration, Percentage, RelativeDay, WeeklyHours
from pytest_promises.model.topics import TOPICS

from . import codes as c
from .before import SHIPPING, Before
from .context import HINT, Around, Evidence, Mark, best_topic, distance
from .cues import OTHER_TOPIC, SCOPE, TOPIC
from .found import Found
from .free import FREE_SHIPPING
from .lexicon import Lexicon
from .lines import Line, is_threshold

_OF_RATES: Final = frozenset({"follow_up", OTHER_TOPIC})
"""The topics that a figure can be of that tells how often something happens."""
_DELIVERY: Final = "delivery"
_INTRODUCING: Final = frozenset(":|-(")
_SHIPPED_FREE: Final = frozenset({FREE_SHIPPING})
_AVAILABILITY: Final = frozenset({"uptime"})
_LEAST_UPTIME: Final = Decimal(90)
_ROW_ENDS: Final = frozenset(";\n")
_LONG_TOPICS: Final = frozenset({"warranty", "returns"})
"""The built-in topics in which a figure may be of years, and never of the same or the next day."""


def topic_of(line: Line, index: int, inherited: Sequence[Evidence], before: Before, around: Around) -> Evidence | None:
    """Return what a value is about.

    `inherited` are the topics of the value before it in the sentence, and of the last one of its kind.
    """
    found = line.found[index]
    if found.topic is not None:
        return _told_topic(line, index, found.topic, before)
    fits = _fitting(found, before.lexicon)
    near, own, told = line.tokens[index], line.own(TOPIC, index), line.told(TOPIC)
    best = _told(line, own, near, fits) or _free_delivery(line, index, inherited, before, around)
    if best is None:
        best = next((one for one in inherited if one.name in fits and not _is_price(one, found)), None)
    return (
        best
        or _told(line, told, near, fits)
        or before.topic(fits)
        or around.topic(fits)
        or _usual(found)
        or _of_region(line, index, fits)
        or _told(line, own, near, fits, HINT)
        or _told(line, told, near, fits, HINT)
    )


def _told_topic(line: Line, index: int, topic: str, before: Before) -> Evidence | None:
    """Return the topic that a value's own words give; "3 times" is of attempts only where these are spoken of."""
    found = line.found[index]
    told = _told(line, line.told(TOPIC), line.tokens[index], (topic, "delivery"))
    if told is not None or not isinstance(found.value, Count) or topic not in TOPICS:
        return Evidence(topic, line.words(found.start, found.end), "sentence")
    return before.topic((topic,))


def _is_price(inherited: Evidence, found: Found) -> bool:
    """Tell whether the value before was a plain price, which tells nothing of a threshold after it."""
    return inherited.name == OTHER_TOPIC and is_threshold(found.value)


def own_scope(line: Line, index: int) -> dict[str, Evidence]:
    """Return the scope that the value's clause names: in each dimension the cue nearest to it."""
    if not line.told(SCOPE):
        return {}
    row = _nearest_scopes(_earlier_cells(line, index), line.tokens[index])
    nearest = {**row, **_nearest_scopes(line.own(SCOPE, index), line.tokens[index])}
    return {
        dimension: Evidence(mark.cue.value, line.token_words(mark.start, mark.end), "sentence")
        for dimension, mark in nearest.items()
    }


def _nearest_scopes(cues: Sequence[Mark], near: tuple[int, int]) -> dict[str, Mark]:
    nearest: dict[str, Mark] = {}
    for mark in cues:
        best = nearest.get(mark.cue.name)
        if best is None or distance(mark, near) < distance(best, near):
            nearest[mark.cue.name] = mark
    return nearest


def _earlier_cells(line: Line, index: int) -> list[Mark]:
    """Return the scopes in the cells before a value's own in a row of plain text: "| Express | 1-2 days | 9.90 € |"."""
    words, end = line.sentence.words, line.clauses[index][0]
    if end == 0 or words[end - 1] != "|":
        return []
    start = max((at + 1 for at in range(end) if words[at] in _ROW_ENDS), default=0)
    return [mark for mark in line.told(SCOPE) if start <= mark.start < end]


def _fitting(found: Found, lexicon: Lexicon) -> frozenset[str]:
    """Return the topics that a value can be of; what is promised to nobody is always one."""
    fits = lexicon.fits[found.value.kind]
    if found.rate:
        return _OF_RATES
    if found.value.kind == "money" and not is_threshold(found.value):
        return fits - _SHIPPED_FREE
    if isinstance(found.value, RelativeDay):
        return fits - _LONG_TOPICS
    if isinstance(found.value, Percentage) and not _is_availability(found.value):
        return fits - _AVAILABILITY
    if isinstance(found.value, Duration) and found.value.unit == "year":
        return frozenset(topic for topic in fits if topic in _LONG_TOPICS or topic not in TOPICS)
    return fits


def _is_availability(share: Percentage) -> bool:
    """Tell what may be promised of an uptime from what is paid for falling short of it ("< 99.9 %: 10 %")."""
    return (
        (share.maximum or _LEAST_UPTIME) >= _LEAST_UPTIME
        and share.minimum is not None
        and share.bound is not Bound.RANGE
    )


def _told(
    line: Line, cues: Sequence[Mark], near: tuple[int, int], fits: Container[str], enough: float | None = None
) -> Evidence | None:
    if not cues:
        return None
    best = best_topic(cues, near, fits) if enough is None else best_topic(cues, near, fits, enough)
    return Evidence(best[0], line.token_words(best[1].start, best[1].end), "sentence") if best is not None else None


def _free_delivery(
    line: Line, index: int, inherited: Sequence[Evidence], before: Before, around: Around
) -> Evidence | None:
    """Return free shipping for a threshold called free where delivery is what is spoken of: "free over 50 €"."""
    if not is_threshold(line.found[index].value):
        return None
    start, end = line.clauses[index]
    items = line.items
    said = [n for n, at in enumerate(items.first) if start <= at < end and items.codes[n] == c.FREE]
    if not said:
        return None
    spoken_of = any(one.name in SHIPPING for one in inherited)
    spoken_of = spoken_of or _told(line, line.told(TOPIC), line.tokens[index], SHIPPING, HINT) is not None
    if not (spoken_of or before.speaks_of_shipping() or around.topic((*SHIPPING, OTHER_TOPIC))):
        return None
    return Evidence(FREE_SHIPPING, line.words(said[0], said[0] + 1), "sentence")


def _of_region(line: Line, index: int, fits: Container[str]) -> Evidence | None:
    """Return delivery for a time that stands right after where it is to: "Islands: 3-5 days"."""
    if _DELIVERY not in fits or not isinstance(line.found[index].value, Duration):
        return None
    words, (start, _) = line.sentence.words, line.tokens[index]
    for mark in line.own(SCOPE, index):
        between = set(words[mark.end : start])
        if mark.cue.name == "region" and mark.end <= start and between <= _INTRODUCING:
            return Evidence(_DELIVERY, line.token_words(mark.start, mark.end), "sentence")
    return None


def _usual(found: Found) -> Evidence | None:
    """Return what a kind of value is about when nothing tells: hours of the week are opening hours."""
    return Evidence("hours", "", "sentence") if isinstance(found.value, WeeklyHours) else None
