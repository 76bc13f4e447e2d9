"""Text folded to one plain form, with the way back from every folded character to the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SAME: Final = {
    "-": "‐‑‒–—―−﹘﹣－־",
    "~": "～〜〰∼",
    "'": "’‘‛ʼ＇´`׳",
    '"': "״",
    "%": "٪﹪％",
    ":": "：﹕∶",
    ",": "،٬",
    ";": "؛",
    ".": "٫॰",
    "…": "。｡।॥۔",
    "?": "؟",
    "е": "ё",
    "\u0627": "\u0623\u0625\u0622\u0671",
    "\u064a": "\u0649\u06cc\u06d0",
    "\u0643": "\u06a9",
    "\u0647": "\u0629\u06c0\u06d5\u06be\u06c1",
    "\u0902": "\u0901",
    **dict(zip("\u0915\u0916\u0917\u091c\u0921\u0922\u092b\u092f", map(chr, range(0x958, 0x960)), strict=True)),
}
"""Characters by the plain one that they are read as; a full stop that no number can have within ends a sentence."""
_LINE_ENDS: Final = "\u2028\u2029\x85"
_ASCII: Final = 127
_LIMIT: Final = 20_000
_SHORT: Final = 2_000
"""Characters up to which a text is remembered."""
_WIDE: Final = 0xFEE0
"""How far full-width forms of ASCII stand from the plain ones."""

_UNUSUAL: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c"
    "\ufff9-\ufffb\u0300-\u036f\u0e4d\ufb00-\ufb06]"
)
"""Characters that are dropped or that join or split others: only a text with one of them needs a map."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts` and `ends` map its characters to the original's, or are `None` where they are equal."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the folded characters `start` up to `end` stand in the original text."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def is_unusual(text: str) -> bool:
    """Tell a text with characters that are dropped, joined or split, which takes longer to fold."""
    return not text.isascii() and _UNUSUAL.search(text) is not None


def fold(text: str) -> Folded:
    """Return the text in lower case, with plain digits, spaces, dashes and quotes, and nothing invisible in it.

    The last short ones are remembered: a text is folded to find its language, and to be read.
    """
    return _remembered(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> Folded:
    if text.isascii():
        return Folded(text.lower())
    if _UNUSUAL.search(text) is None:
        return Folded(_translated(_lower(text)))
    return _fold_unusual(text)


def _translated(text: str) -> str:
    """Return a text with its characters translated; most texts have none that changes, which is soon told."""
    if _SAME_STILL.issuperset(text):
        return text
    translated = text.translate(_TABLE)
    if translated == text and len(_SAME_STILL) < _LIMIT:
        _SAME_STILL.update(text)
    return translated


_remembered = lru_cache(maxsize=64)(_fold)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _fold_unusual(text: str) -> Folded:
    """Fold cluster by cluster: a base character with its marks is composed, what is invisible is dropped."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        plain = unicodedata.normalize("NFC", text[start:end])
        plain = _lower("".join(unicodedata.normalize("NFKC", c) if "ﬀ" <= c <= "ﬆ" else c for c in plain))
        plain = _UNUSUAL.sub("", plain.translate(_TABLE)) if len(plain) == 1 else plain.translate(_TABLE)
        folded.append(plain)
        starts += [start] * len(plain)
        ends += [end] * len(plain)
    return Folded("".join(folded), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the spans of base characters with up to four of their marks; the invisible stand alone."""
    spans: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        joins = ("\u0300" <= char <= "\u036f" and char != "\u034f") or (
            char == "\u0e32" and text[at - 1 : at] == "\u0e4d"
        )
        if joins and spans and at - spans[-1][0] < 5:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


_SAME_STILL: Final[set[str]] = set()
"""Characters that were met and that the translation leaves as they are."""


class _Table(dict[int, str]):
    """The translation of single characters to single characters, worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isdecimal():
            plain = str(unicodedata.decimal(char))
        elif char.isspace():
            plain = "\n" if char in _LINE_ENDS else " " if code > _ASCII else char
        else:
            plain = chr(code - _WIDE).lower() if 0xFF01 <= code < 0xFF5F else char
        if len(self) < _LIMIT:
            self[code] = plain
        return plain


_TABLE: Final = _Table()
for _plain, _signs in _SAME.items():
    _TABLE.update({ord(sign): _plain for sign in _signs})
