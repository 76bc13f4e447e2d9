"""Stops: where the sentences of a text end."""

import re
from collections.abc import Iterator
from typing import Final

from . import codes
from .folding import Folded
from .lexicon import Lexicon
from .tokens import MARKS
from .words import Word

_QUOTES: Final = "\"')»”"
_STOP: Final = re.compile(
    rf"[.…!?\n](?:(?<=[.…])[.…]+|(?<=…)|(?<=\.)(?=[\s{_QUOTES}]|\Z)|(?<=[!?])[!?]*(?![a-z0-9=&#])|(?<=\n)\s*\n)"
)
"""What a sentence may end with; a full stop before anything but a space or a quote is inside a word or number.

The sign stands first, by itself: `re` then passes over all other characters at once.
"""
_LAST_WORD: Final = re.compile(rf"[^\W\d_][{MARKS}\w]*$")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]+\.)+[^\W\d_]+$")
"""An abbreviation with a full stop within ("s.d.", "e.g.")."""
_ORDINAL: Final = re.compile(r"(?<!\d)\d{1,2}$")
_NEXT_WORD: Final = re.compile(r" ([^\W\d_]+)")
_LONGEST_WORD: Final = 40
_LONGEST: Final = 1500
_ENDING: Final = frozenset({codes.UNIT, codes.SHORT_UNIT, codes.CURRENCY, codes.MINOR, codes.HOUR_MARK})


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
    """Tell whether a full stop ends the sentence: not after an abbreviation or the number of an ordinal.

    After that of a unit or currency it does when the next word begins with a capital.
    """
    text = folded.text
    first = max(start, at - _LONGEST_WORD)
    first = max(first, text.rfind(" ", first, at) + 1)
    last = _LAST_WORD.search(text, first, at)
    if last is None:
        return not _is_ordinal(folded, max(start, at - 3), at, lexicon, original)
    dotted = _DOTTED.search(text, first, at) if "." in text[first:at] else None
    if dotted is not None and dotted.group() in lexicon.abbreviations:
        return False
    word = last.group()
    if word in lexicon.abbreviations and _ends_value(lexicon.words[word]):
        first, end = folded.span(at + 2, at + 3) if at + 3 <= len(text) else (0, 0)
        return original[first:end].isupper()
    return len(word) > 1 and word not in lexicon.abbreviations


def _ends_value(word: Word) -> bool:
    """Tell an abbreviation that may end a sentence ("5 лв. Доставка") from one that leads on ("approx. 5")."""
    return word.value is not None and any(code in _ENDING for code, _ in word.value.meanings)


def _is_ordinal(folded: Folded, start: int, at: int, lexicon: Lexicon, original: str) -> bool:
    """Tell a number that a full stop makes an ordinal ("am 2. Werktag") from one that ends a sentence."""
    following = _NEXT_WORD.match(folded.text, at + 1)
    if following is None or _ORDINAL.search(folded.text, start, at) is None:
        return False
    first, end = folded.span(following.start(1), following.start(1) + 1)
    return original[first:end].islower() or lexicon.words[following.group(1)].value is not None
