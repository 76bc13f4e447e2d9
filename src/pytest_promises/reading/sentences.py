"""Sentences: the tokens of those that can say anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from .folding import Folded
from .lexicon import Lexicon
from .stops import spans
from .unspaced import Cutter
from .words import Word, Words, says_something


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, side by side: words, where they begin in the folded text, what the lexicon knows of them.

    `tight` are the tokens that are a hyphen within a word or at its end, which a phrase may pass over.
    """

    text: Folded
    words: list[str]
    starts: list[int]
    known: list[Word]
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
        last = end - 1
        return self.text.span(self.starts[start], self.starts[last] + len(self.words[last]))


_NONE_TIGHT: Final[frozenset[int]] = frozenset()
_SHORT: Final = 200
"""Characters of a text whose words are looked up before its sentences are told apart."""


def tokenise(text: Folded, span: tuple[int, int], lexicon: Lexicon) -> Sentence:
    """Return the tokens of the sentence between two places of a folded text."""
    return _sentence(text, span, lexicon, *_pieces(text.text, span, lexicon))


def may_say_something(text: str, lexicon: Lexicon) -> bool:
    """Tell at little cost that a short folded text of several sentences says nothing, as most of a page do."""
    if lexicon.hot is not None:
        return lexicon.hot(text)
    if len(text) > _SHORT or ". " not in text:
        return True
    return says_something(map(lexicon.words.__getitem__, lexicon.pieces.findall(text)))


def telling(text: Folded, span: tuple[int, int], lexicon: Lexicon) -> Sentence | None:
    """Return the tokens of a sentence that can say something, or `None` for one that cannot."""
    if lexicon.hot is not None and not lexicon.hot(text.text[span[0] : span[1]]):
        return None
    pieces, known = _pieces(text.text, span, lexicon)
    if lexicon.cutter is None and not says_something(known):
        return None
    sentence = _sentence(text, span, lexicon, pieces, known)
    return sentence if lexicon.cutter is None or says_something(sentence.known) else None


def sentences(text: Folded, original: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a folded text, whether they can say anything or not."""
    for span in spans(text, original, lexicon):
        yield tokenise(text, span, lexicon)


def _pieces(text: str, span: tuple[int, int], lexicon: Lexicon) -> tuple[list[str], list[Word]]:
    pieces = lexicon.pieces.findall(text, *span)
    return pieces, [*map(lexicon.words.__getitem__, pieces)]


def _sentence(text: Folded, span: tuple[int, int], lexicon: Lexicon, pieces: list[str], known: list[Word]) -> Sentence:
    starts = [*accumulate(map(len, pieces), initial=span[0])]
    del starts[-1]
    words = [word.text for word in known]
    if "" in words:
        kept = [at for at, word in enumerate(words) if word]
        words, starts, known = [words[at] for at in kept], [starts[at] for at in kept], [known[at] for at in kept]
    tokens = _Tokens(words, starts, known)
    if lexicon.cutter is not None:
        tokens = _with_runs_cut(tokens, text.text, lexicon.cutter, lexicon.words)
    elif lexicon.words.prefixes:
        tokens = _with_prefixes_apart(tokens, lexicon.words)
    tight = _tight(tokens) if "-" in tokens.words else _NONE_TIGHT
    asks = text.text.find("?", max(span[0], span[1] - 3), span[1]) >= 0
    return Sentence(text, *tokens, tight, asks, lexicon.pauses)


class _Tokens(NamedTuple):
    words: list[str]
    starts: list[int]
    known: list[Word]

    def add(self, start: int, word: Word) -> None:
        """Add a token."""
        self.words.append(word.text)
        self.starts.append(start)
        self.known.append(word)


def _tight(tokens: _Tokens) -> frozenset[int]:
    """Return the hyphens within words, and those at the end of one that leaves a part out ("Sonn- und Feiertage")."""
    words, starts, known = tokens
    tight: list[int] = []
    for at in range(1, len(words) - 1):
        if words[at] == "-":
            before = starts[at - 1] + len(words[at - 1]) == starts[at]
            after = starts[at] + 1 == starts[at + 1]
            if (before and after) or ((before or after) and known[at - 1].kind == known[at + 1].kind == "w"):
                tight.append(at)
    return frozenset(tight)


def _with_runs_cut(tokens: _Tokens, text: str, cutter: Cutter, words: Words) -> _Tokens:
    """Return tokens with the runs of letters that have no spaces in them cut into words."""
    cut = _Tokens([], [], [])
    for word, start, known in zip(*tokens, strict=True):
        if known.kind != "s":
            cut.add(start, known)
            continue
        for first, end in cutter.cut(text, start, start + len(word)):
            cut.add(first, words[text[first:end]])
    return cut


def _with_prefixes_apart(tokens: _Tokens, words: Words) -> _Tokens:
    """Return tokens with the words that are written together taken apart."""
    apart = _Tokens([], [], [])
    for word, start, known in zip(*tokens, strict=True):
        if known.kind != "w":
            apart.add(start, known)
            continue
        for part in words.parts[word]:
            apart.add(start, words[part])
            start += len(part)  # noqa: PLW2901 - where the word's next part begins
    return apart
