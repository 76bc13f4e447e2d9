"""Phrases as a data file writes them, with choices and stems (`return*`), as the words that a text would have."""

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Final, NamedTuple, TypeVar

from .folding import fold, is_unusual
from .tokens import WORDS

NO_LETTERS: Final[Mapping[int, str]] = {}
_CHOICE: Final = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_INNERMOST: Final = re.compile(r"\{([^{}|]*(?:\|[^{}|]*)*)\}")
_CHUNK: Final = re.compile(rf"(?:[^\s{{}}]|{_CHOICE})+")
"""A part of a phrase between spaces, with the choices in it."""

M = TypeVar("M")
"""What a phrase means."""

Step = tuple[str, ...]
"""What may stand at one place of a phrase: words with a space between them; `""` where there may be none."""


class Spelling(NamedTuple):
    """How a language is written: where it `elides`, an apostrophe parts words ("d'une heure" has three words).

    `letters` are those that are taken for others.
    """

    elides: bool
    letters: Mapping[int, str]


def spelling_of(data: Mapping[str, Any]) -> Spelling:
    """Return the spelling that a language's data gives."""
    return Spelling(bool(data.get("elides", False)), str.maketrans(data.get("letters", {})))


def expand(phrase: str) -> list[str]:
    """Return the phrases that one with choices stands for: `no {later|more} than` is two; choices may nest."""
    if "{" not in phrase:
        return [phrase]
    *before, last = _INNERMOST.split(phrase)
    if not before:
        return [phrase]
    parts = [[part] if at % 2 == 0 else part.split("|") for at, part in enumerate(before)]
    forms = ["".join(form) for form in product(*parts, (last,))]
    return forms if "{" not in forms[0] else list(dict.fromkeys(form for inner in forms for form in expand(inner)))


def parts(phrase: str) -> list[str]:
    """Return the parts of a phrase between spaces, each with its choices: together they may stand for millions."""
    return _CHUNK.findall(phrase)


def parse(phrases: Iterable[tuple[str, M]], spelling: Spelling) -> list[tuple[tuple[Step, ...], M]]:
    """Return phrases as the steps that a text's words would take; a hyphen in one is the same as a space."""
    raw = list(phrases)
    if not raw:
        return []
    folded = _folded([phrase.replace("-", " ") for phrase, _ in raw])
    if spelling.elides:
        folded = folded.replace("'", " ")
    if spelling.letters:
        folded = folded.translate(spelling.letters)
    lines = folded.split("\n")
    return [(steps, meaning) for line, (_, meaning) in zip(lines, raw, strict=True) if (steps := _steps(line))]


def _folded(phrases: list[str]) -> str:
    """Return phrases folded, each in a line of its own.

    All together, which takes a fraction of the time; those with unusual characters one by one, which takes longest.
    """
    text = "\n".join(phrases)
    if not is_unusual(text):
        return fold(text).text
    return "\n".join(fold(phrase).text for phrase in phrases)


def _steps(phrase: str) -> tuple[Step, ...]:
    if "{" not in phrase:
        words = _words(phrase)
        return ((words,),) if words else ()
    steps = (tuple(dict.fromkeys(map(_words, expand(part)))) for part in parts(phrase))
    return tuple(step for step in steps if step != ("",))


def _words(text: str) -> str:
    """Return the words of a text with one space between them; a star belongs to the word before it."""
    if text.isalpha() or all(map(str.isalpha, text.split())):
        return " ".join(text.split())
    return " ".join(WORDS.findall(text)).replace(" *", "*")
