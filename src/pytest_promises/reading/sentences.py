"""Sentences: a text's tokens, cut where a sentence ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .folding import Folded
from .lexicon import Lexicon

_ENDS = frozenset("!?…")


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, side by side: kind, words, places in the folded text, and the numbers of known words."""

    text: Folded
    kinds: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: list[tuple[int, ...] | None] = field(default_factory=list)
    tight: list[bool] = field(default_factory=list)
    hot: bool = False
    asks: bool = False


def sentences(text: Folded, lexicon: Lexicon, original: str) -> Iterator[Sentence]:
    """Yield the sentences of a folded text."""
    look_up, hot = lexicon.words.known, lexicon.hot
    match_word = lexicon.words.look_up
    sentence = Sentence(text)
    end = -1
    for match in lexicon.pattern.finditer(text.text):
        kind = match.lastgroup
        word = match.group()
        if kind == "w" and "." in word:
            word = word[0] + "m"
        start = match.start()
        if kind == "p" and sentence.words and _ends(word, match, sentence, lexicon, original):
            sentence.asks = word == "?"
            yield sentence
            sentence = Sentence(text)
            end = match.end()
            if word != "\n":
                continue
        touching = start == end
        end = match.end()
        if kind == "w" or kind == "p":
            try:
                numbers = look_up[word]
            except KeyError:
                numbers = match_word(word)
            if numbers is not None and not hot.isdisjoint(numbers):
                sentence.hot = True
        else:
            numbers = None
            sentence.hot = sentence.hot or kind == "n" or kind == "c"
        sentence.kinds.append(kind or "p")
        sentence.words.append(word)
        sentence.starts.append(start)
        sentence.ends.append(end)
        sentence.numbers.append(numbers)
        sentence.tight.append(word == "-" and touching and text.text[end : end + 1].strip() != "")
    if sentence.words:
        yield sentence


def _ends(sign: str, match: re.Match[str], sentence: Sentence, lexicon: Lexicon, original: str) -> bool:
    """Tell whether a sign ends the sentence: a stop does not after an abbreviation or inside a word."""
    if sign != ".":
        return sign in _ENDS or (sign == "\n" and match.string[match.end() : match.end() + 1] == "\n")
    following = match.string[match.end() : match.end() + 2]
    if following[:1].strip():
        return following[:1] in "\"')»”"
    word = sentence.words[-1]
    if word in lexicon.abbreviations or (len(word) == 1 and word.isalpha()):
        start, end = sentence.text.span(match.end() + 1, match.end() + 2) if following[1:] else (0, 0)
        return original[start:end].isupper() and sentence.kinds[-1] == "w" and word not in lexicon.abbreviations
    return True
