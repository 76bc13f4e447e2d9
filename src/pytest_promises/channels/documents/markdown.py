"""Markdown as passages, by the CommonMark rules with tables; raw HTML in it is read as HTML."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.channels.markup.html import Html
from pytest_promises.model.statement import Passage

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(---|\.\.\.)[ \t]*(\n|\Z)", re.DOTALL)
_LINE = re.compile(r"#line-(\d+)(?=\s|$).*", re.DOTALL)


def passages(text: str) -> tuple[Passage, ...]:
    """Return what a Markdown text says, each passage with its line; front matter says nothing.

    Raises `HearingError` (`UNAVAILABLE`) when the package that reads Markdown is not installed.
    """
    markdown = need("markdown_it", "markdown", "text")
    parser = markdown.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = parser.parse(_FRONT_MATTER.sub(lambda matter: "\n" * matter[0].count("\n"), unix))
    for token in tokens:
        _number(token)
    html = Html(parser.renderer.render(tokens, parser.options, {}))
    return tuple(replace(one, selector=_LINE.sub(r"line \1", one.selector)) for one in html.passages)


def _number(token: "Token") -> None:
    """Have the HTML of a block tell its line: selectors then find it again in the source."""
    if token.nesting == 1 and token.map:
        token.attrSet("id", f"line-{token.map[0] + 1}")
