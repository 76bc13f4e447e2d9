"""Words compared without regard to case, white space, quotation marks and dashes."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›‘’‚‛`´″′"), '"') | {ord("'"): '"'}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_GONE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_TABLE = _QUOTES | _DASHES
_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_-]+)\}")
_CAPTURE = r"(\S(?:.{0,60}?\S)?)"
_UNSPACED = ("THAI", "CJK", "HIRAGANA", "KATAKANA", "LAO", "KHMER", "MYANMAR")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison, with where each of its characters came from."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text of a span in the folded one."""
        if start >= end:
            return (0, 0)
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Return the text with case, compatibility forms, quotation marks, dashes and white space made alike."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in _GONE:
            continue
        for one in unicodedata.normalize("NFKC", letter).casefold().translate(_TABLE):
            space = one.isspace()
            if space and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if space else one)
            places.append(place)
    return Folded("".join(letters).rstrip(), tuple(places))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What finds words in a folded text; group n of a match is what stands for `placeholders[n - 1]`."""

    expression: re.Pattern[str]
    placeholders: tuple[str, ...]


@lru_cache(maxsize=1024)
def wanted(words: str) -> Wanted:
    """Return what finds the words, in which `{name}` stands for any short text."""
    literals, names = _PLACEHOLDER.split(words)[::2], tuple(_PLACEHOLDER.findall(words))
    expression = _CAPTURE.join(map(_literal, literals))
    return Wanted(re.compile(rf"(?<!\w){expression}(?!\w)" if _spaced(words) else expression), names)


def _literal(part: str) -> str:
    folded = fold(part).text
    lead = r"\s*" if part[:1].isspace() else ""
    trail = r"\s*" if part[-1:].isspace() and folded else ""
    return lead + re.escape(folded).replace(r"\ ", r"\s+") + trail


def _spaced(words: str) -> bool:
    """Tell whether the words are of a script that sets spaces between words, whose ends can be told."""
    return not any(unicodedata.name(letter, "").startswith(_UNSPACED) for letter in words)
