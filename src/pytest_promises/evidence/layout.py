"""Where in the picture of a page words stand: what a layout says, and the boxes around a quote.

It is `{"width", "height", "passages": [{"selector", "text", "words": [[start, end, x, y, width, height], ...]}]}`.
`start` and `end` count characters (code points) of `text`, everything else is in pixels of the picture. A word that
wraps stands there once for each line; writing without spaces is in runs of a few characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NEAR = 1.0
"""How far apart words of one line are at most, in heights of the line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the picture, in its pixels, from the upper left."""

    x: float
    y: float
    width: float
    height: float


def boxes(layout: Mapping[str, Any], selector: str, context: str, span: tuple[int, int]) -> tuple[Box, ...]:
    """Return the boxes around some characters of a passage, one for each line that they stand on, in reading order.

    `selector`, `context` and `span` are those of a `Quote`. Nothing is returned where the layout does not have the
    passage or these words of it: what is not in the picture has no place there.
    """
    found: list[Box] = []
    for box in _words(layout, selector, context, span):
        if found and _are_one_line(found[-1], box):
            found[-1] = _around(found[-1], box)
        else:
            found.append(box)
    return tuple(found)


def _words(layout: Mapping[str, Any], selector: str, context: str, span: tuple[int, int]) -> Iterator[Box]:
    start, end = span
    for word in _passage(layout.get("passages", ()), selector, context).get("words", ()):
        if len(word) == 6 and word[0] < end and word[1] > start:
            yield Box(*map(float, word[2:]))


def _passage(passages: Sequence[Mapping[str, Any]], selector: str, text: str) -> Mapping[str, Any]:
    same = (one for one in passages if one.get("selector") == selector and one.get("text") == text)
    return next(same, {})


def _are_one_line(one: Box, other: Box) -> bool:
    height = min(one.height, other.height)
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    apart = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
    return shared > height / 2 and apart <= _NEAR * max(one.height, other.height)


def _around(one: Box, other: Box) -> Box:
    x, y = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.x + one.width, other.x + other.width), max(one.y + one.height, other.y + other.height)
    return Box(x, y, right - x, bottom - y)
