"""What comes near words that are not said: the part of a text that is most like them."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice
from unicodedata import category

from pytest_promises.model.statement import Passage

from .words import fold

_NEAR = 0.6
_MOST_PARTS = 2_000
_WORD = re.compile(r"\S+")


def nearest(words: str, passages: Iterable[Passage]) -> tuple[Passage, tuple[int, int]] | None:
    """Return the part of a passage that is most like the words, as many words long, or `None` where nothing is.

    It is compared letter by letter, so that another ending ("holidays", "holiday") is near.
    """
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(fold(words).text)
    best: tuple[Passage, tuple[int, int]] | None = None
    best_ratio = _NEAR
    for passage, span in islice(_parts(passages, max(1, len(words.split()))), _MOST_PARTS):
        matcher.set_seq1(fold(passage.text[slice(*span)]).text)
        if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio:
                best, best_ratio = (passage, span), ratio
    return best


def _parts(passages: Iterable[Passage], length: int) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """Yield all runs of so many words, or of all the words of a shorter passage, without punctuation at the ends."""
    for passage in passages:
        spans = [match.span() for match in _WORD.finditer(passage.text)]
        for first in range(max(1, len(spans) - length + 1) if spans else 0):
            last = min(first + length, len(spans)) - 1
            start, end = _trimmed(passage.text, spans[first][0], spans[last][1])
            if start < end:
                yield passage, (start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the punctuation at its ends."""
    while start < end and category(text[start]).startswith("P"):
        start += 1
    while end > start and category(text[end - 1]).startswith("P"):
        end -= 1
    return start, end
