"""Texts of help desks as passages: bodies of articles and canned replies, with their title as heading."""

import re
from dataclasses import replace

from pytest_promises.model.statement import Passage

_MARKUP = re.compile(r"<[a-z!/][^<>]{0,2000}>|&(#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)


def passages(title: str, body: str, selector: str, lang: str | None = None) -> tuple[Passage, ...]:
    """Return what a body says, HTML or plain text, under its title; `lang` is the language that the vendor tells."""
    if not body.strip():
        return ()
    if not _MARKUP.search(body):
        lines = (line.strip() for line in re.split(r"\n\s*\n", body))
        found: tuple[Passage, ...] = tuple(Passage(line) for line in lines if line)
    else:
        from pytest_promises.channels.markup.html import Html

        found = Html(body).passages
    heading = (title,) if title else ()
    return tuple(
        replace(one, lang=one.lang or lang, headings=(*heading, *one.headings), selector=selector, item=selector)
        for one in found
    )
