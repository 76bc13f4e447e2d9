"""HTML text as passages, by the markup alone: no scripts, no style sheets."""

import re
from bisect import bisect_left
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from pytest_promises.channels.markup.pieces import Piece
from pytest_promises.channels.markup.walk import Walk
from pytest_promises.model.statement import Passage

_CHALLENGES = (
    "#challenge-form, #challenge-running, #cf-challenge-running, #px-captcha, #sec-if-cpt-container, "
    'script[src*="_Incapsula_Resource"], script[src*="/cdn-cgi/challenge-platform/"][src*="orchestrate"], '
    'iframe[src*="captcha-delivery.com"]'
)
_CAPTCHAS = (
    '.cf-turnstile, .g-recaptcha, .h-captcha, iframe[src*="challenges.cloudflare.com"], iframe[src*="hcaptcha.com"], '
    'iframe[src*="recaptcha"]'
)


class InvalidSelectorError(ValueError):
    """Raised for what is no CSS selector."""


class Html:
    """A parsed document; what is asked of it is worked out once."""

    def __init__(self, text: str) -> None:
        self.markup = text
        self._tree = LexborHTMLParser(text or "<html></html>")

    @cached_property
    def title(self) -> str:
        """The document's title."""
        node = self._tree.css_first("title")
        return re.sub(r"\s+", " ", node.text()).strip() if node is not None else ""

    @cached_property
    def challenge(self) -> str:
        """The part of a known bot challenge that is in the document, or an empty string."""
        node = self._tree.css_first(_CHALLENGES)
        return "" if node is None else (node.id or node.tag or "")

    @cached_property
    def has_captcha(self) -> bool:
        """Whether there is a captcha."""
        return self._tree.css_first(_CAPTCHAS) is not None

    @cached_property
    def feed(self) -> str:
        """The address of the feed that the document names, or an empty string."""
        node = self._tree.css_first('link[rel~=alternate][type*="atom"], link[rel~=alternate][type*="rss"]')
        return "" if node is None else (node.attributes.get("href") or "").strip()

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The references of all links, and first the `<base>` that they count from (or an empty string), as written."""
        base = self._tree.css_first("base[href]")
        first = "" if base is None else base.attributes.get("href") or ""
        found = (node.attributes.get("href") for node in self._tree.css("a[href], area[href]"))
        return (first, *dict.fromkeys(href.strip() for href in found if href))

    @cached_property
    def has_password(self) -> bool:
        """Whether there is a field for a password."""
        return self._tree.css_first("input[type=password]") is not None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that the document says."""
        return tuple(piece.passage for piece in self._pieces)

    def within(self, selector: str) -> tuple[Passage, ...] | None:
        """Return what the elements that match say, in the document's order, or `None` when none matches.

        Raises `InvalidSelectorError`.
        """
        try:
            nodes = self._tree.css(selector)
        except (SelectolaxError, ValueError, RuntimeError) as error:
            raise InvalidSelectorError(selector) from error
        if not nodes:
            return None
        spans = self._walk.spans
        found = sorted(spans[node.mem_id] for node in nodes if node.mem_id in spans)
        return tuple(self._covered(found))

    def _covered(self, spans: list[tuple[int, int]]) -> list[Passage]:
        covered: list[Passage] = []
        reach = 0
        for start, end in spans:
            begin = max(start, reach)
            for piece in self._pieces[self._first_piece(begin) :]:
                if piece.start >= end:
                    break
                part = piece.part(begin, end)
                if part is not None:
                    covered.append(part)
            reach = max(reach, end)
        return covered

    def _first_piece(self, position: int) -> int:
        # A piece that begins before an inline element may hold its text: the search begins one piece earlier.
        return max(0, bisect_left(self._starts, position) - 1)

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self._tree, self.title)

    @cached_property
    def _pieces(self) -> tuple[Piece, ...]:
        return tuple(self._walk.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]
