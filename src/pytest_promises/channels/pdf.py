"""The `pdf` channel: what a PDF says: terms, brochures, price lists."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.documents.files import content_of, path_of
from pytest_promises.channels.documents.pdf_spans import Span
from pytest_promises.channels.mishaps import timed_out
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Target
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.channels.documents.pdf_reading import Reading

_ACCEPT = "application/pdf, */*;q=0.1"
_FILE = re.compile(r"file:(//(localhost)?(?=/))?", re.IGNORECASE)
_SPAN = r"[1-9]\d{0,5}(\s*-\s*([1-9]\d{0,5})?)?"

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "PDF",
        "description": (
            "A PDF: a path below the site, a whole http(s) address, or `file:` and a path relative to this file."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/terms.pdf", "https://shop.example/files/terms-{locale}.pdf", "file:print/brochure.pdf"],
    },
    "options": {
        "pages": {
            "title": "Pages",
            "description": "The pages that are heard, counted from 1. Default: all.",
            "type": "string",
            "pattern": rf"^\s*{_SPAN}(\s*,\s*{_SPAN})*\s*$",
            "patternErrorMessage": "pages are written like `3-5`, `1, 4-6` or `2-`",
            "examples": ["3-5", "1, 4-6", "2-"],
        },
        "password": {
            "title": "Password",
            "description": "The password that opens the file, from the environment.",
            "type": "string",
            "minLength": 1,
            "format": "password",
            "examples": ["${TERMS_PASSWORD}"],
        },
    },
}


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF as it came."""

    body: bytes
    content_type: str
    evidence: Evidence


class PdfChannel(ChannelType):
    """Hears PDF files; channels of different pages of one file share one load of it."""

    kind = "pdf"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with the options, or `None`: pages that end before they begin."""
        backwards = [f"{first}-{last}" for first, last in spans_of(options.get("pages")) if 0 < last < first]
        return f"`pages:` has {backwards[0]}, which ends before it begins" if backwards else None

    def target(self, channel: Channel, site: str) -> Target:
        """Return the file to load, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is neither http(s) nor a path.
        """
        scheme = _FILE.match(channel.address.strip())
        if scheme:
            path = path_of(channel.address.strip()[scheme.end() :], channel)
            return Target(self.kind, f"file:{path}", "")
        url = absolute(channel.address, site).partition("#")[0]
        return Target(self.kind, url, host_of(url), (("locale", channel.locale),) if channel.locale else ())

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: what reads the file is started with it."""

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - any file may have a scanned page
        """Return whether some pages can be read while others cannot: they can."""
        return True

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the file once and return one hearing a channel.

        Raises `HearingError` when there is no file, or none that can be opened.
        """
        from pytest_promises.channels.documents.pdf_reading import read
        from pytest_promises.channels.http.keeping import keep_text

        spans = [spans_of(channel.options.get("pages")) for channel in order.channels]
        passwords = dict.fromkeys(str(one.options["password"]) for one in order.channels if one.options.get("password"))
        source = await _source(order.target, services)
        reading = await read(source.body, source.content_type, source.evidence, spans, tuple(passwords), services)
        evidence = replace(source.evidence, seconds=source.evidence.seconds + reading.seconds)
        # Nothing can be taken out of the file itself: what is kept is its text.
        kept = [await keep_text(part.text, "text/plain", services) for part in reading.parts]
        evidences = [replace(evidence, document=document) for document in kept]
        return tuple(_hearing(one, reading, at, spans[at], evidences[at]) for at, one in enumerate(order.channels))


def spans_of(pages: object) -> list[Span]:
    """Return what `pages:` names; nothing where it is missing."""
    if not isinstance(pages, str):
        return []
    parts = (part.partition("-") for part in "".join(pages.split()).split(","))
    return [(int(first), int(last) if last else 0 if dash else int(first)) for first, dash, last in parts if first]


async def _source(target: Target, services: Services) -> Source:
    from pytest_promises.channels.documents.pdf_reading import refused
    from pytest_promises.channels.http.fetching import fetch

    started, fetched_at = perf_counter(), services.now()
    if target.url.startswith("file:"):
        path = Path(target.url.removeprefix("file:"))
        body = await _from_disk(path, services)
        return Source(body, "", Evidence(url=str(path), fetched_at=fetched_at, seconds=perf_counter() - started))
    document = await fetch(target, services, accept=_ACCEPT)
    evidence = Evidence(
        url=shown(document.url),
        final_url=shown(document.final_url),
        status=document.status,
        fetched_at=fetched_at,
        locale=dict(target.variant).get("locale", ""),
        seconds=document.seconds,
    )
    refused(document)
    return Source(document.body, document.content_type, evidence)


async def _from_disk(path: Path, services: Services) -> bytes:
    import asyncio

    from pytest_promises.channels.aside import aside

    try:
        async with asyncio.timeout(services.settings.timeout):
            return await aside(lambda: content_of(path, services.settings.max_bytes), "promises-pdf")
    except TimeoutError as error:
        raise timed_out(str(path), services.settings.timeout) from error


def _hearing(channel: Channel, reading: "Reading", at: int, spans: Sequence[Span], evidence: Evidence) -> Hearing:
    try:
        part = reading.part(at, spans)
    except HearingError as error:
        return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
    return Hearing(channel.name, part.passages, evidence=evidence, flaws=part.flaws)


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `pdf` channel."""
    return [PdfChannel()]
