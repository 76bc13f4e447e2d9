"""Sentences: a text cut where one ends, and the tokens of those that can say anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .folding import Folded
from .lexicon import Lexicon
from .tokens import AMOUNT_MARKS, MARKS
from .unspaced import Cutter
from .words import Word, Words

_STOP = re.compile(r"[.…]+|[!?]+(?![a-z0-9=&#])|\n\s*\n")
_QUOTES = "\"')»”"
_LAST_WORD = re.compile(rf"[^\W\d_][{MARKS}\w]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]+\.)+[^\W\d_]+$")
"""An abbreviation with a full stop within ("s.d.", "e.g.")."""
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}$")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_LONGEST_WORD = 40
_LONGEST = 1500
_FIGURES = frozenset("nchrdla")
_FRACTIONS = frozenset("½¼¾⅓⅔")
_TIMES = frozenset("chra")
_MARKS = AMOUNT_MARKS


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, side by side: kinds, words, where they begin in the folded text, what the lexicon knows.

    `tight` are the tokens that are a hyphen within a word or at its end, which a phrase may pass over.
    """

    text: Folded
    kinds: list[str | None]
    words: list[str]
    starts: list[int]
    known: list[Word | None]
    tight: frozenset[int]
    asks: bool
    pauses: bool = False

    def end(self, at: int) -> int:
        """Return where a token ends in the folded text."""
        return self.starts[at] + len(self.words[at])

    def touches(self, at: int) -> bool:
        """Tell whether a token stands right after the one before it."""
        return self.starts[at - 1] + len(self.words[at - 1]) == self.starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the tokens from `start` up to `end` stand in the original text."""
        return self.text.span(self.starts[start], self.end(end - 1))


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
        return not _is_ordinal(folded, max(start, at - 3), at, lexicon, original)
    dotted = _DOTTED.search(text, max(start, at - _LONGEST_WORD), at)
    if dotted is not None and dotted.group() in lexicon.abbreviations:
        return False
    word = last.group()
    if word in lexicon.final_abbreviations:
        first, end = folded.span(at + 2, at + 3) if at + 3 <= len(text) else (0, 0)
        return original[first:end].isupper()
    return len(word) > 1 and word not in lexicon.abbreviations


def _is_ordinal(folded: Folded, start: int, at: int, lexicon: Lexicon, original: str) -> bool:
    """Tell a number that a full stop makes an ordinal ("am 2. Werktag") from one that ends a sentence."""
    following = _NEXT_WORD.match(folded.text, at + 1)
    if following is None or _ORDINAL.search(folded.text, start, at) is None:
        return False
    first, end = folded.span(following.start(1), following.start(1) + 1)
    known = lexicon.words[following.group(1)]
    return original[first:end].islower() or (known is not None and known.value is not None)


def tokenise(text: Folded, span: tuple[int, int], lexicon: Lexicon) -> Sentence:
    """Return the tokens of the sentence between two places of a folded text."""
    matches = list(lexicon.pattern.finditer(text.text, *span))
    tokens = _Tokens(
        [match.lastgroup for match in matches],
        [match.group().rstrip(" \t") for match in matches],
        [match.start() for match in matches],
    )
    if lexicon.cutter is not None and "s" in tokens.kinds:
        tokens = _with_runs_cut(tokens, text.text, lexicon.cutter)
    elif lexicon.words.prefixes:
        tokens = _with_prefixes_apart(tokens, lexicon.words)
    known = [*map(lexicon.words.__getitem__, tokens.words)]
    tight = _tight(tokens) if "-" in tokens.words else _NONE_TIGHT
    asks = "?" in text.text[max(span[0], span[1] - 3) : span[1]]
    return Sentence(text, *tokens, known, tight, asks, lexicon.pauses)


class _Tokens(NamedTuple):
    kinds: list[str | None]
    words: list[str]
    starts: list[int]


def _tight(tokens: _Tokens) -> frozenset[int]:
    """Return the hyphens within words, and those at the end of one that leaves a part out ("Sonn- und Feiertage")."""
    kinds, words, starts = tokens
    tight: list[int] = []
    for at in range(1, len(words) - 1):
        if words[at] == "-":
            before = starts[at - 1] + len(words[at - 1]) == starts[at]
            after = starts[at] + 1 == starts[at + 1]
            if (before and after) or ((before or after) and kinds[at - 1] == kinds[at + 1] == "w"):
                tight.append(at)
    return frozenset(tight)


def _with_runs_cut(tokens: _Tokens, text: str, cutter: Cutter) -> _Tokens:
    """Return tokens with the runs of letters that have no spaces in them cut into words."""
    cut = _Tokens([], [], [])
    for kind, word, start in zip(*tokens, strict=True):
        places = cutter.cut(text, start, start + len(word)) if kind == "s" else ((start, start + len(word)),)
        for first, end in places:
            cut.kinds.append("w" if kind == "s" else kind)
            cut.words.append(text[first:end])
            cut.starts.append(first)
    return cut


def _with_prefixes_apart(tokens: _Tokens, words: Words) -> _Tokens:
    """Return tokens with the words that are written together taken apart."""
    apart = _Tokens([], [], [])
    for kind, word, start in zip(*tokens, strict=True):
        for part in words.parts[word] if kind == "w" else (word,):
            apart.kinds.append(kind)
            apart.words.append(part)
            apart.starts.append(start)
            start += len(part)  # noqa: PLW2901 - where the word's next part begins
    return apart


def says_something(sentence: Sentence) -> bool:
    """Tell whether a sentence can say anything at all, which most sentences of a page cannot."""
    known = [word for word in sentence.known if word is not None]
    for word in known:
        if word.tells:
            return True
    if "%" in sentence.words:
        return True
    if _FIGURES.isdisjoint(sentence.kinds) and _FRACTIONS.isdisjoint(sentence.words):
        return False
    for word in known:
        if word.tells_digits:
            return True
    return not (_TIMES.isdisjoint(sentence.kinds) and _MARKS.isdisjoint(sentence.words))


def sentences(text: Folded, original: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a folded text, whether they can say anything or not."""
    for span in spans(text, original, lexicon):
        yield tokenise(text, span, lexicon)
