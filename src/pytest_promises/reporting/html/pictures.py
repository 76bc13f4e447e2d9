"""The pictures of a report: each embedded once, with the places of the words in it."""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pytest_promises.evidence.layout import boxes
from pytest_promises.hookspecs import Blobs
from pytest_promises.model.finding import Finding, Quote
from pytest_promises.model.hearing import Evidence

from .verdicts import rank

_MAGIC = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_MOST_LAYOUTS = 8
"""How many layouts are kept read: findings of one page stand together."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its media type and its bytes in base64."""

    media_type: str
    base64: str


class Pictures:
    """The pictures that fit, by number; `left_out` counts those that do not, `lost` those not kept any more."""

    def __init__(self, refs: Iterable[str], blobs: Blobs, most: int) -> None:
        """Embed pictures in that order, as long as all of them together have at most so many bytes."""
        self.embedded: list[Picture] = []
        self.left_out = 0
        self.lost = 0
        self._blobs = blobs
        self._numbers: dict[str, int] = {}
        self._layout = lru_cache(_MOST_LAYOUTS)(self._read)
        for ref in refs:
            most -= self._take(ref, most)

    def number(self, evidence: Evidence) -> int | None:
        """Return the number of a page's picture, or `None` where it is not embedded."""
        return self._numbers.get(evidence.screenshot)

    def marks(self, quote: Quote) -> dict[str, Any] | None:
        """Return where in which picture the words of a quote stand, in its pixels; `None` where that is not known.

        `start` is where the passage begins that they are read in: a picture of the words is best cut there.
        """
        number = self.number(quote.evidence)
        layout = self._layout(quote.evidence.layout) if number is not None else {}
        size = [_length(layout.get(name)) for name in ("width", "height")]
        found = boxes(layout, quote.selector, quote.context, quote.span) if all(size) else ()
        if not found:
            return None
        places = [[round(each, 1) for each in (one.x, one.y, one.width, one.height)] for one in found]
        passage = boxes(layout, quote.selector, quote.context, (0, len(quote.context)))
        start = round(min(one.x for one in (*passage, *found)), 1)
        return {"picture": number, "size": size, "boxes": places, "start": start}

    def _take(self, ref: str, most: int) -> int:
        """Embed one picture; return how many bytes of the room it takes."""
        content = self._blobs.get(ref)
        media_type = _media_type(content or b"")
        if content is None or not media_type:
            self.lost += 1
        elif len(content) > most:
            self.left_out += 1
        else:
            self._numbers[ref] = len(self.embedded)
            self.embedded.append(Picture(media_type, b64encode(content).decode("ascii")))
            return len(content)
        return 0

    def _read(self, ref: str) -> Mapping[str, Any]:
        content = self._blobs.get(ref) if ref else None
        try:
            layout = json.loads(content) if content else {}
        except ValueError:
            return {}
        return layout if isinstance(layout, dict) else {}


def pictures(findings: Iterable[Finding], blobs: Blobs, most: int) -> Pictures:
    """Return the pictures of findings, those of the worst first, of at most so many bytes."""
    return Pictures(dict.fromkeys(ref for one in sorted(findings, key=rank) for ref in _refs(one)), blobs, most)


def _refs(finding: Finding) -> list[str]:
    pages = (*(quote.evidence for quote in (*finding.quotes, *finding.beside)), finding.evidence)
    return [page.screenshot for page in pages if page.screenshot]


def _media_type(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((name for magic, name in _MAGIC if content.startswith(magic)), "")


def _length(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 < value < 1e6 else 0.0
