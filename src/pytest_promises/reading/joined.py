"""Number words that are written together: "hundertfünfundzwanzig", "duecentocinquanta", "satakaksikymmentä"."""

from collections.abc import Mapping
from decimal import Decimal

from .numbers import compose

_SHORTEST, _LONGEST = 6, 80
"""Letters of a word that may be several number words."""


def joined_number(word: str, parts: Mapping[str, str]) -> Decimal | None:
    """Return what a word comes to that is made of number words alone, or `None`; `parts` gives their values."""
    if not parts or not _SHORTEST <= len(word) <= _LONGEST:
        return None
    values = [Decimal(parts[part]) for part in _split(word, parts)]
    value, taken = compose(values) if len(values) > 1 else (Decimal(0), 0)
    return value if taken and taken == len(values) else None


def _split(word: str, parts: Mapping[str, str]) -> list[str]:
    """Return the parts that a word is made of, the longest first, or nothing where something else is in it."""
    found: list[tuple[int, int]] = []
    dead: set[int] = set()
    start = 0
    end = len(word)
    while start < len(word):
        while end > start and (end in dead or word[start:end] not in parts):
            end -= 1
        if end > start:
            found.append((start, end))
            start, end = end, len(word)
            continue
        dead.add(start)
        if not found:
            return []
        start, end = found.pop()
    return [word[first:last] for first, last in found]
