"""Quotes and pages as plain data for the page: what is said where, cut to what a person reads, safe to show."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pytest_promises.model.finding import Quote
from pytest_promises.model.hearing import Evidence
from pytest_promises.reporting.changes import minute
from pytest_promises.reporting.text import ROLES

from .pictures import Pictures
from .shown import clip, link, visible

_AROUND = 200
_LONGEST_WORDS = 400
_LONGEST_ADDRESS = 300
_LONGEST_ENTRY = 1000
LONGEST_NAME = 120


def said(quote: Quote, pictures: Pictures) -> dict[str, Any]:
    """Return a quote: `before`, `words` and `after` are its text in parts; what it does not have is left out."""
    before, words, after = _parts(quote)
    return filled(
        {
            "channel": name(quote.channel),
            "role": ROLES.get(quote.role, name(quote.role)),
            "before": visible(before),
            "words": visible(words),
            "after": visible(after),
            "value": name(quote.value),
            "declare": visible(clip(quote.declare, _LONGEST_ENTRY)),
            "place": " › ".join(name(part) for part in quote.place[:8]),
            "selector": visible(clip(quote.selector, _LONGEST_ADDRESS)),
            "lang": visible(clip(quote.lang, 35)),
            "page": page(quote.evidence, quote.words if quote.selector else ""),
            "marks": pictures.marks(quote),
        }
    )


def page(evidence: Evidence, words: str = "") -> dict[str, Any]:
    """Return where and how something was heard; `href` is there only where a click may lead to it."""
    url = evidence.final_url or evidence.url
    return filled(
        {
            "url": visible(clip(url, _LONGEST_ADDRESS)),
            "href": visible(link(url, words)),
            "facts": _told(evidence),
        }
    )


def name(text: str) -> str:
    """Return a name or a short text of others, safe to show."""
    return visible(clip(text, LONGEST_NAME))


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Return what has a value: thousands of empty fields are not worth their room."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, ())}


@lru_cache(maxsize=256)
def _told(evidence: Evidence) -> list[list[str]]:
    """Return the facts of a page, which many quotes share."""
    return [[label, name(fact)] for label, fact in _facts(evidence) if fact]


def _facts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    yield "seen", moment(evidence.fetched_at)
    yield "as of", moment(evidence.as_of)
    yield "status", "" if evidence.status is None else str(evidence.status)
    yield "locale", evidence.locale
    yield "device", evidence.device
    yield "view", evidence.view
    yield "browser", evidence.browser
    yield "took", f"{evidence.seconds:.1f} s" if evidence.seconds else ""
    yield "kept as received", evidence.document
    yield "trace", evidence.trace


def moment(time: str) -> str:
    """Return a time to the minute in UTC; what is no time as it is."""
    try:
        return f"{minute(time)} UTC" if time else ""
    except ValueError:
        return time


def _parts(quote: Quote) -> tuple[str, str, str]:
    start, end = quote.span
    words = quote.context[start:end]
    if not words:
        return "", clip(quote.words, _LONGEST_WORDS), ""
    before, after = quote.context[:start], quote.context[end:]
    before = f"…{before[-_AROUND:].lstrip()}" if len(before) > _AROUND else before
    return before, clip(words, _LONGEST_WORDS), clip(after, _AROUND)
