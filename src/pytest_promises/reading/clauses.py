"""Clauses: which part of a sentence belongs to which of its values."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .context import Mark
from .sentences import Sentence

_HARD: Final = frozenset(";|\n•·")
_SOFT: Final = frozenset(",、()[]")
_OPENING, _SHUT = frozenset("(["), frozenset(")]")


def clauses(sentence: Sentence, values: Sequence[tuple[int, int]], found: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return for each value, given as its tokens in order, the tokens of its clause; `found` are the joining words.

    Between two values the clause ends at the first strong break (a semicolon, a line's end), else at the first comma,
    bracket or joining word, else right after the first value. What stands in brackets right after a value is its own.
    """
    words = sentence.words
    hard = [] if _HARD.isdisjoint(words) else [at for at, word in enumerate(words) if word in _HARD]
    if len(values) == 1:
        if not hard:
            return [(0, len(words))]
        start, end = values[0]
        first = max((at + 1 for at in hard if at < start), default=0)
        return [(first, min((at for at in hard if at >= end), default=len(words)))]
    breaks = {mark.start for mark in found}
    soft = [at for at in range(values[0][1], values[-1][0]) if words[at] in _SOFT or at in breaks]
    spans: list[tuple[int, int]] = []
    begin = max((at + 1 for at in hard if at < values[0][0]), default=0)
    for (_, end), (limit, _) in pairwise(values):
        strong = [at for at in hard if end <= at < limit]
        stop = strong[0] if strong else _soft_end(words, [at for at in soft if end <= at < limit], end)
        spans.append((begin, stop))
        begin = strong[-1] + 1 if strong else stop
    spans.append((begin, min((at for at in hard if at >= values[-1][1]), default=len(words))))
    return spans


def _soft_end(words: Sequence[str], soft: Sequence[int], end: int) -> int:
    """Return where the clause of a value ends that the tokens `soft` may end, the value itself ending at `end`."""
    if not soft:
        return end
    if soft[0] == end and words[end] in _OPENING:
        return next((at + 1 for at in soft if words[at] in _SHUT), end)
    return soft[0]
