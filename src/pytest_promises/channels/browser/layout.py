"""What the script of a layout said of each frame, put together to the layout of a page (see `evidence.layout`)."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pytest_promises.model.statement import Passage
from pytest_promises.redaction import MASK

LOWEST = 12_000
"""How far down a page its picture reaches, in CSS pixels."""
_WIDEST = 4_000

Span = tuple[int, int]
Area = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or what stands of it on one line: its characters `start` to `end`, and where they are."""

    start: int
    end: int
    area: Area

    def moved(self, characters: int) -> "Word":
        """Return the word so many characters further on in its text."""
        return replace(self, start=self.start + characters, end=self.end + characters)

    def shifted(self, x: float, y: float) -> "Word":
        """Return the word so many pixels further right and down."""
        left, top, width, height = self.area
        return replace(self, area=(left + x, top + y, width, height))

    def is_in(self, area: Area) -> bool:
        """Return whether its centre lies in an area."""
        left, top, width, height = self.area
        return area[0] <= left + width / 2 < area[0] + area[2] and area[1] <= top + height / 2 < area[1] + area[3]

    def plain(self, scale: float) -> tuple[int, ...]:
        """Return the word as it is written in the layout of a picture of that scale: in whole pixels."""
        left, top, width, height = (side * scale for side in self.area)
        x, y = math.floor(left), math.floor(top)
        return (self.start, self.end, x, y, math.ceil(left + width) - x, math.ceil(top + height) - y)


@dataclass(frozen=True, slots=True)
class Told:
    """What one frame says, in the order in which it was read; `masks` are the spans of each that nobody may see."""

    frame: int
    passages: tuple[Passage, ...]
    masks: tuple[Sequence[Span], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What the script said of one frame: words by the number of their passage, in pixels of the frame's viewport.

    `view` is the size of that viewport, `size` that of the whole document, `scroll` how far it is scrolled.
    `invalid` are the numbers of selectors that are none; `bare` says that something is left uncovered.
    """

    words: Mapping[int, tuple[Word, ...]]
    scroll: tuple[float, float]
    view: tuple[float, float]
    size: tuple[float, float]
    invalid: tuple[int, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """One of the other frames of a page, and where in the main viewport it stands.

    A `foreign` one has a process of its own, which paints only what is in the main viewport.
    """

    told: Told
    part: Part
    area: Area
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as it is pictured: `width` and `height` of what the picture shows of it are in CSS pixels."""

    width: int
    height: int
    passages: tuple[tuple[Passage, str, tuple[Word, ...]], ...]

    def to_json(self, scale: float) -> bytes:
        """Return the layout of a picture that has `scale` pixels for each of the page's, as it is kept."""
        passages = [
            {"selector": passage.selector, "text": text, "words": [word.plain(scale) for word in words]}
            for passage, text, words in self.passages
        ]
        whole = {"width": round(self.width * scale), "height": round(self.height * scale), "passages": passages}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def part_of(said: object) -> Part:
    """Return what the script said; raises `ValueError` when a page has meddled with it."""
    try:
        data: Any = json.loads(said) if isinstance(said, str) else None
        words = {int(index): tuple(map(_word, found)) for index, found in data["words"].items()}
        scroll, view, size = (_pair(data[name]) for name in ("scroll", "view", "size"))
        return Part(words, scroll, view, size, tuple(map(int, data["invalid"])), bool(data["bare"]))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("not what the script says") from error


def layout_of(told: Told, page: Part, frames: Sequence[Framed]) -> Layout:
    """Return the layout of a page, given what was said of its main frame and of the others."""
    width, height = min(_WIDEST, math.ceil(page.size[0])), min(LOWEST, math.ceil(page.size[1]))
    found = list(_placed(told, page.words, page.scroll, width, height))
    for one in frames:
        found += _placed(one.told, _seen(one, page.view), page.scroll, width, height)
    return Layout(width, height, tuple(found))


def _seen(frame: Framed, view: tuple[float, float]) -> Mapping[int, tuple[Word, ...]]:
    """Return the words of a frame that are to be seen, in pixels of the main viewport."""
    left, top = frame.area[:2]
    areas = (frame.area, (0.0, 0.0, *view)) if frame.foreign else (frame.area,)
    moved = {index: [word.shifted(left, top) for word in words] for index, words in frame.part.words.items()}
    return {
        index: tuple(word for word in words if all(word.is_in(area) for area in areas))
        for index, words in moved.items()
    }


def without(text: str, masks: Sequence[Span], words: Sequence[Word]) -> tuple[str, tuple[Word, ...]]:
    """Return a text with what is masked taken out, and the words that are left, where they stand in it then."""
    kept = tuple(words)
    for start, end in reversed(masks):
        more = len(MASK) - (end - start)
        text = f"{text[:start]}{MASK}{text[end:]}"
        left = (word for word in kept if word.end <= start or word.start >= end)
        kept = tuple(word.moved(more) if word.start >= end else word for word in left)
    return text, kept


def _placed(
    told: Told, words: Mapping[int, tuple[Word, ...]], scroll: tuple[float, float], width: int, height: int
) -> Iterator[tuple[Passage, str, tuple[Word, ...]]]:
    for index, (passage, masks) in enumerate(zip(told.passages, told.masks, strict=True)):
        moved = [word.shifted(*scroll) for word in words.get(index, ())]
        seen = [word for word in moved if word.is_in((0.0, 0.0, width, height))]
        if seen:
            yield (passage, *without(passage.text, masks, seen))


def _word(data: Any) -> Word:
    start, end, left, top, width, height = data
    return Word(int(start), int(end), (_finite(left), _finite(top), _finite(width), _finite(height)))


def _pair(data: Any) -> tuple[float, float]:
    one, other = data
    return _finite(one), _finite(other)


def _finite(number: Any) -> float:
    if not math.isfinite(number):
        raise ValueError("no place on a page")
    return float(number)
