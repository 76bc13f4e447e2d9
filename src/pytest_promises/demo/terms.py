"""The shop's terms of business, which it has in English only, as a PDF."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from .paper import Line, pdf

PATH = "/en/terms.pdf"
_LEFT, _TOP, _COLUMN = 60, 750, 150


@cache
def document() -> bytes:
    """Return the file."""
    terms = tomllib.loads(files(__package__).joinpath("content", "terms.toml").read_text("utf-8"))
    pages = [tuple(_page(page, terms["footer"], number)) for number, page in enumerate(terms["page"], 1)]
    return pdf(pages, title=terms["title"], lang="en-GB")


def _page(page: Mapping[str, Any], footer: str, number: int) -> Iterator[Line]:
    y = _TOP
    for block in page["block"]:
        for line in _block(block, y):
            yield line
            y = line.y
        y -= 30
    yield Line(_LEFT, 40, 8, f"{footer} Page {number}.")


def _block(block: Mapping[str, Any], y: int) -> Iterator[Line]:
    size = {"title": 22, "heading": 14}.get(block["is"], 10)
    for at, line in enumerate(block["lines"]):
        cells = line if isinstance(line, list) else [line]
        pitch = 20 if block["is"] == "table" else 14
        for column, text in enumerate(cells):
            bold = size > 10 or (block["is"] == "table" and at == 0)
            yield Line(_LEFT + column * _COLUMN, y - at * pitch, size, text, bold)
