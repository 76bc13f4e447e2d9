"""Bringing what a server has: a file, or every page of an API; the rows are a file for as long as they are asked."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_document import ACCEPT, data_of
from pytest_promises.channels.http.fetching import Document, fetch
from pytest_promises.channels.mishaps import failed, too_large
from pytest_promises.channels.presets.fitting import wanted_of
from pytest_promises.channels.presets.hearing import url_of
from pytest_promises.channels.presets.preset import Answer
from pytest_promises.hookspecs import Order, Services
from pytest_promises.measuring.tables.options import PAGED
from pytest_promises.measuring.tables.source import Source
from pytest_promises.measuring.tables.vendors import DESKS, downloads, plain
from pytest_promises.model.hearing import Cause, HearingError, Target

MOST_PAGES = 10_000
"""How many documents one load asks for; what has more is refused, never cut."""
MOST_SIZES = 10
"""How many times the largest document of a run all documents of one load may be together."""

_ROWS = {"": plain.rows, **{desk.name: desk.rows for desk in DESKS}}


class _Shelf:
    """The pages that one load has fetched so far, by address, and how many bytes they had."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.bytes = 0


@asynccontextmanager
async def brought(order: Order, services: Services) -> AsyncIterator[Source]:
    """Ask a server for a file, or an API for all its pages; yields them as a source of files, which is gone afterwards.

    Pages are kept for a load that is tried again, so that a rate limit costs the page that met it alone. Raises
    `HearingError` when any of them cannot be had - part of a list is no list -, and `EMPTY` when there is no record.
    """
    name = shown(order.target.url)
    paged = any(option in order.channels[0].options for option in PAGED)
    with _written(await _pages(order, services), name) if paged else await _file(order, services, name) as source:
        yield source


async def _file(order: Order, services: Services, name: str) -> AbstractContextManager[Source]:
    document = await fetch(order.target, services, accept=downloads.ACCEPT)
    kind = downloads.format_of(document, str(order.channels[0].options.get("as", "")))
    return downloads.copied(document, kind, name) if kind else _written(plain.records(_read(document)), name)


@contextmanager
def _written(rows: Sequence[dict[str, Any]], name: str) -> Iterator[Source]:
    if not rows:
        raise failed(Cause.EMPTY, f"{name} has no records.", "See why there are none; correct the options.")
    with TemporaryDirectory(prefix="promises-pages-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        yield Source("files", str(path), name, format="json")


async def _pages(order: Order, services: Services) -> list[dict[str, Any]]:
    shelves = await services.shared("records-pages", _shelves)
    shelf = shelves.setdefault(order.target, _Shelf())
    try:
        rows = await _asked(order, services, shelf)
    except HearingError as error:
        if not error.mishap.transient:
            shelves.pop(order.target, None)
        raise
    shelves.pop(order.target, None)
    return rows


@asynccontextmanager
async def _shelves() -> AsyncIterator[dict[Target, _Shelf]]:
    yield {}


async def _asked(order: Order, services: Services, shelf: _Shelf) -> list[dict[str, Any]]:
    wanted = wanted_of(order.channels[0])
    asking = _ROWS[wanted["preset"]](wanted)
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
        answer = _read(document)
        shelf.bytes += len(document.body)
        limit = MOST_SIZES * services.settings.max_bytes
        if shelf.bytes > limit:
            raise too_large(target.url, limit)
        shelf.answers[url] = answer
    return answer


def _read(document: Document) -> Answer:
    return Answer(data_of(document), document.final_url, document.headers)
