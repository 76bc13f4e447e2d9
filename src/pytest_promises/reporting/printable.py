"""Text from a channel, made safe for a terminal and laid out in its columns."""

import re
import unicodedata
from collections.abc import Iterator

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    r"""Return the text with control characters, direction marks and surrogates as visible escapes (`\x1b`).

    Tabs and line ends become spaces: a text from a page is one paragraph of a report.
    """
    return _UNSAFE.sub(_escape, " ".join(re.split("[\t\n\r]+", text)))


def escaped(json: str) -> str:
    r"""Return a JSON text with what a terminal must not get as JSON's own escapes (`\u202e`)."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def width(text: str) -> int:
    """Return the number of terminal columns that the text takes (East Asian wide letters two, combining ones none)."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def shorten(text: str, columns: int) -> str:
    """Return the text cut to that many columns, with an ellipsis where it was cut."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for letter in text:
        used += _columns(letter)
        if used > columns - 1:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def wrap(text: str, columns: int) -> Iterator[str]:
    """Yield the text in lines of at most that many columns, broken at spaces, or within a word longer than a line."""
    line = ""
    for word in text.split(" "):
        for piece in _pieces(word, columns):
            if line and width(line) + 1 + width(piece) > columns:
                yield line
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    yield line


def _pieces(word: str, columns: int) -> Iterator[str]:
    while width(word) > columns:
        size = max(1, columns)
        while width(word[:size]) > columns and size > 1:
            size -= 1
        # A combining mark stays with its letter.
        while size < len(word) and size > 1 and _columns(word[size]) == 0:
            size -= 1
        yield word[:size]
        word = word[size:]
    yield word
