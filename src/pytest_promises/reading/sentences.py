"""Sentences: a text cut where one ends, and the tokens of those that can say anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import Folded
from .lexicon import Lexicon
from .phrases import Word
from .unspaced import Cutter

_STOP = re.compile(r"[.…]+|[!?]+(?![a-z0-9=&#])|\n\s*\n")
_QUOTES = "\"')»”"
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_WORD = 40
_LONGEST = 1500


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, side by side: kinds, words, places in the folded text, and what the lexicon knows of the words.

    `tight` are the tokens that are a hyphen within a word or at its end, which a phrase may pass over.
    """

    text: Folded
    kinds: list[str | None]
    words: list[str]
    starts: list[int]
    ends: list[int]
    known: list[Word | None]
    tight: frozenset[int]
    asks: bool
    pauses: bool = False


_NONE_TIGHT: frozenset[int] = frozenset()


def spans(folded: Folded, original: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a folded text begin and end, their closing signs included."""
    text, start = folded.text, 0
    stop = _STOP.search(text)
    if (stop is None or stop.end() == len(text)) and len(text) <= _LONGEST:
        if text:
            yield 0, len(text)
        return
    for match in _STOP.finditer(text):
        end = match.end()
        if match.group() == "." and not _stops(folded, start, match.start(), lexicon, original):
            continue
        if end - start > _LONGEST:
            yield from _pieces(text, start, end)
        else:
            yield start, end
        start = end
    if start < len(text):
        yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence in pieces of bounded length, so that reading takes time in proportion to the text's length.

    A long one is cut after the strongest sign in the second half of a piece, at worst anywhere.
    """
    while end - start > _LONGEST:
        middle, limit = start + _LONGEST // 2, start + _LONGEST
        cut = next((at for sign in "\n;, " if (at := text.rfind(sign, middle, limit)) >= 0), limit - 1) + 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _stops(folded: Folded, start: int, at: int, lexicon: Lexicon, original: str) -> bool:
    """Tell whether a full stop ends the sentence: not inside a word or number, nor after an abbreviation.

    After that of a unit or currency it does when the next word begins with a capital.
    """
    text = folded.text
    following = text[at + 1 : at + 2]
    if following and not following.isspace() and following not in _QUOTES:
        return False
    last = _LAST_WORD.search(text, max(start, at - _LONGEST_WORD), at)
    if last is None:
        return True
    word = last.group()
    if word in lexicon.final_abbreviations:
        first, end = folded.span(at + 2, at + 3) if at + 3 <= len(text) else (0, 0)
        return original[first:end].isupper()
    return len(word) > 1 and word not in lexicon.abbreviations


def tokenise(text: Folded, span: tuple[int, int], lexicon: Lexicon) -> Sentence:
    """Return the tokens of the sentence between two places of a folded text."""
    matches = list(lexicon.pattern.finditer(text.text, *span))
    kinds: list[str | None] = [match.lastgroup for match in matches]
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    if "m." in text.text:
        words = [
            word[0] + "m" if word[1:2] == "." and kind == "w" else word for word, kind in zip(words, kinds, strict=True)
        ]
    if lexicon.cutter is not None and "s" in kinds:
        kinds, words, starts, ends = _with_runs_cut(text.text, kinds, starts, ends, lexicon.cutter)
    if lexicon.words.prefixes:
        kinds, words, starts, ends = _with_prefixes_apart(kinds, words, starts, lexicon)
    tight = _NONE_TIGHT
    if "-" in words:
        last = len(words) - 1
        tight = frozenset(
            at for at, word in enumerate(words)
            if word == "-" and 0 < at < last and _is_tight(kinds, at, ends[at - 1] == starts[at], starts[at + 1] == ends[at])
        )  # fmt: skip
    known = [*map(lexicon.words.__getitem__, words)]
    asks = "?" in text.text[max(span[0], span[1] - 3) : span[1]]
    return Sentence(text, kinds, words, starts, ends, known, tight, asks, lexicon.pauses)


def _is_tight(kinds: list[str | None], at: int, before: bool, after: bool) -> bool:
    """Tell a hyphen within a word, or at its end or beginning where the other part is left out ("Sonn- und Feiertage")."""
    return (before and after) or ((before or after) and kinds[at - 1] == "w" and kinds[at + 1] == "w")


def _with_runs_cut(
    text: str, kinds: list[str | None], starts: list[int], ends: list[int], cutter: Cutter
) -> tuple[list[str | None], list[str], list[int], list[int]]:
    """Return tokens with the runs of letters that have no spaces in them cut into words."""
    places: list[tuple[str | None, int, int]] = []
    for kind, start, end in zip(kinds, starts, ends, strict=True):
        places += [("w", *place) for place in cutter.cut(text, start, end)] if kind == "s" else [(kind, start, end)]
    return (
        [kind for kind, _, _ in places],
        [text[start:end] for _, start, end in places],
        [start for _, start, _ in places],
        [end for _, _, end in places],
    )


def _with_prefixes_apart(
    kinds: list[str | None], words: list[str], starts: list[int], lexicon: Lexicon
) -> tuple[list[str | None], list[str], list[int], list[int]]:
    """Return tokens with the words that are written together taken apart."""
    apart: list[tuple[str | None, str, int]] = []
    for kind, word, start in zip(kinds, words, starts, strict=True):
        for part in lexicon.words.parts[word] if kind == "w" else (word,):
            apart.append((kind, part, start))
            start += len(part)
    return (
        [kind for kind, _, _ in apart],
        [word for _, word, _ in apart],
        [start for _, _, start in apart],
        [start + len(word) for _, word, start in apart],
    )


def sentences(text: Folded, original: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a folded text, whether they can say anything or not."""
    for span in spans(text, original, lexicon):
        yield tokenise(text, span, lexicon)
