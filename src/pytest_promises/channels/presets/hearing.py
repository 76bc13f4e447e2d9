"""Hearing with a preset: asks for the pages that it names, within limits, and reads them for each channel."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_document import ACCEPT, data_of
from pytest_promises.channels.http.fetching import Document, fetch
from pytest_promises.channels.mishaps import failed, too_large
from pytest_promises.channels.presets.fitting import wanted_of
from pytest_promises.channels.presets.preset import Answer, Preset
from pytest_promises.hookspecs import Order, Services
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Target
from pytest_promises.model.promise import Channel

MOST_PAGES = 200
"""How many documents one load asks for; what has more is refused, never cut."""
MOST_SIZES = 5
"""How many times the largest document of a run all documents of one load may be together."""

Pages = dict[str, Document]
"""What one load has fetched so far, by URL."""


async def hear(order: Order, services: Services, preset: Preset) -> Sequence[Hearing]:
    """Load what the preset asks for and return one hearing a channel.

    Pages are kept for a load that is tried again, so that a rate limit costs the page that met it alone. Raises
    `HearingError` when any of them cannot be had: part of a list is no list.
    """
    fetched_at = services.now()
    shelf = await services.shared("api-pages", _shelf)
    pages = shelf.setdefault(order.target, {})
    try:
        records = await _records(order, services, preset, pages)
    except HearingError as error:
        if not error.mishap.transient:
            shelf.pop(order.target, None)
        raise
    shelf.pop(order.target, None)
    evidence = _evidence(order.target, pages, fetched_at)
    return tuple(_hearing(channel, preset, records, evidence) for channel in order.channels)


@asynccontextmanager
async def _shelf() -> AsyncIterator[dict[Target, Pages]]:
    yield {}


async def _records(order: Order, services: Services, preset: Preset, pages: Pages) -> tuple[Any, ...]:
    asking = preset.load(wanted_of(order.channels[0]))
    try:
        address = next(asking)
        for _ in range(MOST_PAGES):
            url = url_of(order.target.url, address)
            address = asking.send(await _answer(order.target, services, pages, url))
    except StopIteration as done:
        return tuple(done.value)
    finally:
        asking.close()
    message = f"{shown(order.target.url)} has more than {MOST_PAGES} documents of `{preset.name}`."
    raise failed(Cause.TOO_LARGE, message, "Ask for a smaller part of it.")


def url_of(base: str, address: str) -> str:
    """Return the URL that a preset asks for: a whole one, a path below the channel's address, or that (`""`)."""
    if not address or urlsplit(address).scheme:
        return address or base
    parts = urlsplit(base)
    if parts.query:
        raise failed(Cause.MALFORMED, f"{shown(base)} has a query, and paths go after it.", "Leave the query out.")
    return urljoin(f"{base.rstrip('/')}/", address)


async def _answer(target: Target, services: Services, pages: Pages, url: str) -> Answer:
    document = pages.get(url)
    if document is None:
        document = await fetch(target, services, accept=ACCEPT, url=url)
    data = data_of(document)
    pages[url] = document
    limit = MOST_SIZES * services.settings.max_bytes
    if sum(len(page.body) for page in pages.values()) > limit:
        raise too_large(target.url, limit)
    return Answer(data, document.final_url, document.headers)


def _evidence(target: Target, pages: Pages, fetched_at: str) -> Evidence:
    first = next(iter(pages.values()))
    return Evidence(
        url=shown(first.url),
        final_url=shown(first.final_url),
        status=first.status,
        fetched_at=fetched_at,
        locale=dict(target.variant).get("locale", ""),
        seconds=sum(page.seconds for page in pages.values()),
    )


def _hearing(channel: Channel, preset: Preset, records: tuple[Any, ...], evidence: Evidence) -> Hearing:
    try:
        told = preset.read(records, wanted_of(channel))
    except HearingError as error:
        return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
    evidence = replace(evidence, as_of=told.as_of)
    if told.passages or told.statements:
        return Hearing(channel.name, told.passages, told.statements, evidence, flaws=told.flaws)
    mishap = told.flaws[0] if told.flaws else _nothing(preset, channel, evidence).mishap
    return Hearing(channel.name, evidence=evidence, mishap=mishap)


def _nothing(preset: Preset, channel: Channel, evidence: Evidence) -> HearingError:
    asked = ", ".join(f"`{name}: {channel.options[name]}`" for name in preset.options if name in channel.options)
    message = f"`{preset.name}` finds nothing in {evidence.url}{f' for {asked}' if asked else ''}."
    return failed(Cause.EMPTY, message, "See whether the data has changed; correct the options.")
