"""How a value is said, and under which conditions."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pytest_promises.model.statement import Mood

from .context import Mark
from .sentences import Sentence

_REACH: Final = 6
"""How many tokens before its value a negation stands at most."""
_PAST_REACH: Final = {"past": 3, "ago_before": 1}
"""How many tokens before its value a word of the past stands at most."""
_IN_CONDITION: Final = 3
"""How many tokens after the word that opens a condition a negation stands in it."""
_STOPS: Final = frozenset(",、;()|\n")
_CLOSING: Final = frozenset(".!?…")
_LONGEST: Final = 14


class Said(NamedTuple):
    """A mood with the cue that gave it; `flips` is a negated lower bound, which is an upper one."""

    mood: Mood
    mark: Mark | None = None
    flips: bool = False


_ASKED, _ASSERTED = Said(Mood.QUESTION), Said(Mood.ASSERTED)


def mood_of(
    sentence: Sentence, found: Sequence[Mark], conditions: Sequence[Mark], value: tuple[int, int], *, lower: bool
) -> Said:
    """Return how the value at the tokens `value` is said, by the cues of mood and of conditions in its clause."""
    for mark in found:
        if mark.cue.name == "history" and not _inside(mark, value):
            return Said(Mood.HISTORY, mark)
        before = value[0] - mark.end
        if 0 <= before <= _PAST_REACH.get(mark.cue.name, -1):
            return Said(Mood.HISTORY, mark)
        if mark.cue.name == "question_after" and mark.start >= value[1]:
            return Said(Mood.QUESTION, mark)
        if mark.cue.name == "negated" and _reaches(sentence, conditions, mark, value):
            return Said(Mood.ASSERTED, mark, flips=True) if lower else Said(Mood.NEGATED, mark)
        if mark.cue.name == "negated_after" and 0 <= mark.start - value[1] <= _REACH:
            return Said(Mood.ASSERTED, mark, flips=True) if lower else Said(Mood.NEGATED, mark)
    return _ASKED if sentence.asks else _ASSERTED


def _reaches(sentence: Sentence, conditions: Sequence[Mark], negation: Mark, value: tuple[int, int]) -> bool:
    """Tell whether a negation is of a value: near before it, and not in a condition ("if we can't within 8 weeks")."""
    if not 0 <= value[0] - negation.end <= _REACH or _stopped(sentence, negation.end, value[0]):
        return False
    opening = (mark for mark in conditions if mark.cue.name == "opening")
    return not any(0 <= negation.start - mark.end <= _IN_CONDITION for mark in opening)


def conditions_of(
    sentence: Sentence,
    found: Sequence[Mark],
    clause: tuple[int, int],
    value: tuple[int, int],
    amounts: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each condition of a value: from an opening word in `found` to the clause's next stop.

    `amounts` are the tokens of the sentence's amounts of money: one that an opening word leads to ("on orders over
    50 €") ends the condition, and is one for the values before it.
    """
    last = -1
    for mark in found:
        if mark.start < last:
            continue
        amount = next((span for span in amounts if -1 <= span[0] - mark.end <= 2 and span != value), None)
        within = clause[0] <= mark.start < clause[1]
        if _inside(mark, value) or not (within or (amount is not None and mark.start >= value[1])):
            continue
        end = amount[1] if amount is not None else _end(sentence, mark, value)
        if end >= value[0] > mark.start and value[0] - mark.end <= 1:
            continue
        last = end
        yield mark.start, end


def closed_conditions(
    sentence: Sentence, found: Sequence[Mark], clause: tuple[int, int], value: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each condition that a word in `found` closes before a value: "正午までのご注文の場合、…"."""
    longest: dict[int, int] = {}
    for mark in found:
        if clause[0] <= mark.start and mark.end <= value[0]:
            start = next(
                (at + 1 for at in range(mark.start - 1, clause[0] - 1, -1) if sentence.words[at] in _STOPS), clause[0]
            )
            longest[start] = mark.end
    yield from longest.items()


def _end(sentence: Sentence, mark: Mark, value: tuple[int, int]) -> int:
    last = len(sentence.words)
    while last > mark.end and sentence.words[last - 1] in _CLOSING:
        last -= 1
    limit = min(last, mark.end + _LONGEST)
    if mark.start < value[0]:
        limit = min(limit, value[0])
    return next((at for at in range(mark.end, limit) if sentence.words[at] in _STOPS or _pauses(sentence, at)), limit)


def _pauses(sentence: Sentence, at: int) -> bool:
    """Tell whether a space before a token parts clauses, as it does in a script without spaces between words."""
    if not sentence.pauses or sentence.known[at].kind == "n":
        return False
    return " " in sentence.text.text[sentence.end(at - 1) : sentence.starts[at]]


def _inside(mark: Mark, value: tuple[int, int]) -> bool:
    return value[0] <= mark.start and mark.end <= value[1]


def _stopped(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.words[at] in _STOPS for at in range(start, end))
