"""Quotes for a finding: exact words with the place where they stand."""

from dataclasses import replace

from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Quote
from pytest_promises.model.hearing import Evidence
from pytest_promises.model.statement import Passage, Statement

from .heard import Heard


def place(passage: Passage) -> tuple[str, ...]:
    """Return what leads a person to the passage: headings, then list lead or label, then table headers."""
    table = tuple(" / ".join(texts) for texts in (passage.row, passage.column) if texts)
    return tuple(part for part in (*passage.headings, passage.lead, passage.label, *table) if part)


def quote(said: Statement, heard: Heard, role: str) -> Quote:
    """Return a statement as a quote; `role` says what it is to the verdict."""
    return Quote(
        channel=heard.channel.name,
        words=said.words,
        context=said.passage.text or said.words,
        span=said.span,
        value=describe(said.value),
        role=role,
        place=place(said.passage),
        selector=said.passage.selector,
        lang=said.lang or said.passage.lang or "",
        evidence=_evidence(said.passage, heard),
    )


def quote_words(passage: Passage, span: tuple[int, int], heard: Heard, role: str) -> Quote:
    """Return part of a passage as a quote."""
    return Quote(
        channel=heard.channel.name,
        words=passage.text[span[0] : span[1]],
        context=passage.text,
        span=span,
        role=role,
        place=place(passage),
        selector=passage.selector,
        lang=passage.lang or "",
        evidence=_evidence(passage, heard),
    )


def _evidence(passage: Passage, heard: Heard) -> Evidence:
    """Return the channel's evidence, of the very document that the passage is from where there are several."""
    own = heard.hearing.evidence
    if not passage.url and not passage.as_of:
        return own
    final_url = passage.url or own.final_url
    return replace(own, url=passage.url or own.url, final_url=final_url, as_of=passage.as_of or own.as_of)
