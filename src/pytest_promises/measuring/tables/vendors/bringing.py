"""Bringing what an API has: every page, or nothing; the rows are a file for as long as they are asked."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_document import ACCEPT, data_of
from pytest_promises.channels.http.fetching import fetch
from pytest_promises.channels.mishaps import failed, too_large
from pytest_promises.channels.presets.fitting import wanted_of
from pytest_promises.channels.presets.hearing import url_of
from pytest_promises.channels.presets.preset import Answer
from pytest_promises.hookspecs import Order, Services
from pytest_promises.measuring.tables.source import Source
from pytest_promises.measuring.tables.vendors import VENDORS
from pytest_promises.model.hearing import Cause, HearingError, Target

MOST_PAGES = 10_000
"""How many documents one load asks for; what has more is refused, never cut."""
MOST_SIZES = 10
"""How many times the largest document of a run all documents of one load may be together."""


class _Shelf:
    """The pages that one load has fetched so far, by address, and how many bytes they had."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.bytes = 0


@asynccontextmanager
async def brought(order: Order, services: Services) -> AsyncIterator[Source]:
    """Ask an API for all its pages; yields them as a source of files, which is gone afterwards.

    Pages are kept for a load that is tried again, so that a rate limit costs the page that met it alone. Raises
    `HearingError` when any of them cannot be had - part of a list is no list -, and `EMPTY` when there is no record.
    """
    shelves = await services.shared("records-pages", _shelves)
    shelf = shelves.setdefault(order.target, _Shelf())
    try:
        rows = await _rows(order, services, shelf)
    except HearingError as error:
        if not error.mishap.transient:
            shelves.pop(order.target, None)
        raise
    shelves.pop(order.target, None)
    name = shown(order.target.url)
    if not rows:
        raise failed(Cause.EMPTY, f"{name} has no records.", "See why there are none; correct the options.")
    with TemporaryDirectory(prefix="promises-pages-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        yield Source("files", str(path), name, format="json")


@asynccontextmanager
async def _shelves() -> AsyncIterator[dict[Target, _Shelf]]:
    yield {}


async def _rows(order: Order, services: Services, shelf: _Shelf) -> list[dict[str, Any]]:
    wanted = wanted_of(order.channels[0])
    asking = VENDORS[wanted["preset"]](wanted)
    try:
        address = next(asking)
        for _ in range(MOST_PAGES):
            url = url_of(order.target.url, address)
            address = asking.send(await _answer(order.target, services, shelf, url))
    except StopIteration as done:
        rows: list[dict[str, Any]] = done.value
        return rows
    finally:
        asking.close()
    message = f"{shown(order.target.url)} has more than {MOST_PAGES:,} pages."
    raise failed(Cause.TOO_LARGE, message, "Ask for a smaller part of it, or export the records.")


async def _answer(target: Target, services: Services, shelf: _Shelf, url: str) -> Answer:
    answer = shelf.answers.get(url)
    if answer is None:
        document = await fetch(target, services, accept=ACCEPT, url=url)
        answer = Answer(data_of(document), document.final_url, document.headers)
        shelf.bytes += len(document.body)
        limit = MOST_SIZES * services.settings.max_bytes
        if shelf.bytes > limit:
            raise too_large(target.url, limit)
        shelf.answers[url] = answer
    return answer
