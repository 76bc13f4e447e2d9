"""A PDF handed to the process that reads it, and what came back: passages by page, and pages that say nothing."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pytest_promises.channels.documents.pdf_spans import Span
from pytest_promises.channels.documents.processes import Outcome, TooMuchOutputError, run
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import Document
from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.markup.walls import instead, look_of
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, Evidence, HearingError, Mishap
from pytest_promises.model.statement import Passage

MOST_PAGES = 1_000
_MOST_ANSWERED = 100_000_000
_BEGINS_WITHIN = 1024
_ENDS_WITHIN = 4096


@dataclass(frozen=True, slots=True)
class Part:
    """What some pages say, and why some of them cannot be read."""

    passages: tuple[Passage, ...]
    flaws: tuple[Mishap, ...]

    @property
    def text(self) -> str:
        """All that they say, a paragraph for each passage."""
        return "\n\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file that has so many pages: a part for each selection of them that was asked for."""

    name: str
    pages: int
    parts: tuple[Part, ...]
    seconds: float

    def part(self, at: int, spans: Sequence[Span]) -> Part:
        """Return what the pages of a selection say.

        Raises `HearingError`: `MISSING` for pages that the file does not have, and when nothing could be read the
        reason why (`EMPTY` for a scan).
        """
        beyond = [first for first, _ in spans if first > self.pages]
        if beyond:
            message = f"{self.name} has {self.pages} pages, and no page {beyond[0]}."
            raise failed(Cause.MISSING, message, "Correct `pages:`.")
        part = self.parts[at]
        if not part.passages and part.flaws:
            raise HearingError(part.flaws[0])
        if not part.passages:
            raise failed(Cause.EMPTY, f"{self.name} says nothing.", "Look at it.")
        return part


def refused(document: Document) -> None:
    """Raise `HearingError` for an answer that is no PDF: a status, a wall, a login page, another page."""
    looks = Html(decode(document.body, document.content_type)) if _is_html(document) else None
    mishap = instead(look_of(document, looks)) if looks is not None else None
    if mishap is not None and mishap.cause in {Cause.WALL, Cause.LOGIN}:
        raise HearingError(mishap)
    if document.refusal is not None:
        raise HearingError(document.refusal)


def _is_html(document: Document) -> bool:
    return "html" in document.content_type.lower() and not _is_pdf(document.body)


def _is_pdf(body: bytes) -> bool:
    return b"%PDF-" in body[:_BEGINS_WITHIN]


async def read(
    body: bytes,
    content_type: str,
    evidence: Evidence,
    parts: Sequence[Sequence[Span]],
    passwords: Sequence[str],
    services: Services,
) -> Reading:
    """Return what a PDF says, for each selection of its pages (all of them, without any span).

    It is read in a process of its own, bounded in time, memory, pages and output. Raises `HearingError`: `EMPTY`,
    `MALFORMED`, `DENIED` without the password, `TIMEOUT`, `TOO_LARGE`, `CRASHED`, `UNAVAILABLE` without the extra.
    """
    name = evidence.final_url or evidence.url
    if not body:
        raise failed(Cause.EMPTY, f"{name} is empty.", "Look at the file.")
    if not _is_pdf(body):
        what = content_type.partition(";")[0].strip() or "something else"
        raise failed(Cause.MALFORMED, f"{name} is no PDF but {what}.", "Point the channel at a PDF.")
    request = {
        "passwords": list(passwords),
        "parts": [list(spans) for spans in parts],
        "most_pages": MOST_PAGES,
        "seconds": services.settings.timeout,
    }
    outcome = await _outcome(json.dumps(request).encode() + b"\n" + body, name, services)
    answer = json.loads(outcome.output)
    if "mishap" in answer:
        raise HearingError(_named(_mishap(answer["mishap"]), name))
    cut_off = _cut_off(body, name)
    read_parts = tuple(_part(part, name, cut_off) for part in answer["parts"])
    return Reading(name, answer["pages"], read_parts, outcome.seconds)


def _part(data: Mapping[str, Any], name: str, cut_off: Sequence[Mishap]) -> Part:
    flaws = (*cut_off, *(_named(_mishap(flaw), name) for flaw in data["flaws"]))
    return Part(tuple(map(_passage, data["passages"])), flaws)


async def _outcome(given: bytes, name: str, services: Services) -> Outcome:
    seconds = services.settings.timeout
    argv = [sys.executable, "-P", "-W", "ignore", "-m", "pytest_promises.channels.documents.pdf_reader"]
    try:
        outcome = await run(argv, folder=Path.cwd(), given=given, limit=_MOST_ANSWERED, timeout=seconds)
    except TimeoutError as error:
        message = f"{name} could not be read within {seconds:g} seconds."
        raise failed(
            Cause.TIMEOUT, message, 'Name the pages that count (`pages: "1-20"`), or allow more time.'
        ) from error
    except TooMuchOutputError as error:
        raise failed(
            Cause.TOO_LARGE, f"{name} has more text than can be read.", "Name the pages that count."
        ) from error
    except OSError as error:
        raise failed(Cause.UNAVAILABLE, f"No process could be started to read {name}: {error.strerror}.") from error
    if outcome.status:
        message = f"{name} broke the process that read it (status {outcome.status})."
        raise failed(Cause.CRASHED, message, "Open it in a viewer; make the file anew.")
    return outcome


def _mishap(data: Mapping[str, Any]) -> Mishap:
    return Mishap(Cause(data["cause"]), str(data["message"]), str(data["remedy"]))


def _named(mishap: Mishap, name: str) -> Mishap:
    """Return a mishap that says of which file it is, where it speaks of the file."""
    return mishap if mishap.cause is Cause.UNAVAILABLE else replace(mishap, message=f"{name}: {mishap.message}")


def _passage(data: Mapping[str, Any]) -> Passage:
    fields: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in data.items()}
    return Passage(**fields)


def _cut_off(body: bytes, name: str) -> list[Mishap]:
    """Return what tells that the file's end is missing: PDFium reads on, and tells nobody."""
    if b"%%EOF" in body[-_ENDS_WITHIN:] or b"startxref" in body[-_ENDS_WITHIN:]:
        return []
    return [Mishap(Cause.MALFORMED, f"{name} is cut off: its end is missing.", "Upload the whole file.")]
