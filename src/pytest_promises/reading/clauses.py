"""Clauses: which part of a sentence belongs to which of its values."""

from collections.abc import Sequence

from .context import Mark
from .cues import BREAK
from .sentences import Sentence

_HARD = frozenset(";|\n•·")
_SOFT = frozenset(",()[]")


def clauses(sentence: Sentence, values: Sequence[tuple[int, int]], found: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return for each value, given as its tokens in order, the tokens of its clause.

    Between two values the clause ends at the first strong break (a semicolon, a line's end), else at the first comma,
    bracket or joining word, else right after the first value.
    """
    words = sentence.words
    breaks = {mark.start for mark in found if mark.cue.kind == BREAK}
    count = len(words)
    spans: list[tuple[int, int]] = []
    start = _last(words, 0, values[0][0]) if values else 0
    for index, (_, end) in enumerate(values):
        if index + 1 < len(values):
            limit = values[index + 1][0]
            hard = next((at for at in range(end, limit) if words[at] in _HARD), None)
            soft = next((at for at in range(end, limit) if words[at] in _SOFT or at in breaks), end)
            if hard is not None:
                spans.append((start, hard))
                start = _last(words, hard, limit)
            else:
                spans.append((start, soft))
                start = soft
        else:
            hard = next((at for at in range(end, count) if words[at] in _HARD), count)
            spans.append((start, hard))
    return spans


def _last(words: Sequence[str], start: int, end: int) -> int:
    """Return the place after the last strong break between two places."""
    return next((at + 1 for at in range(end - 1, start - 1, -1) if words[at] in _HARD), start)
