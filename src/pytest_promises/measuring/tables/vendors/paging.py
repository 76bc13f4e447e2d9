"""Lists in pages, of more records than a channel reads: which page is next is told as `channels.presets` has it."""

from collections.abc import Generator, Mapping
from typing import Any
from urllib.parse import urljoin

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.presets.loading import Next
from pytest_promises.channels.presets.preset import Answer
from pytest_promises.model.hearing import Cause

Record = Mapping[str, Any]
Rows = Generator[str, Answer, list[dict[str, Any]]]
"""Yields the addresses to ask, below the source's own or whole, gets their answers, and returns the rows."""

MOST_RECORDS = 500_000
"""How many records one load takes; a longer list is refused, never cut."""


def listed(address: str, field: str, following: Next) -> Rows:
    """Ask for all pages of a list and return its records; `field` holds them, `""` where the document is the list.

    Raises `HearingError`: `MALFORMED` where there is no list or pages go round in a circle, `TOO_LARGE` for more than
    `MOST_RECORDS`, and what an error in place of the list says.
    """
    records: list[dict[str, Any]] = []
    seen: set[str] = set()
    page: str | None = address
    while page is not None:
        answer = yield page
        found = _records(answer, field)
        records += found
        if len(records) > MOST_RECORDS:
            message = f"{shown(answer.url)} belongs to a list of more than {MOST_RECORDS:,} records."
            raise failed(Cause.TOO_LARGE, message, "Ask for a smaller part of it, or export the records.")
        seen.add(answer.url)
        page = _absolute(following(answer, len(found)), answer)
        if page in seen:
            message = f"{shown(answer.url)} names {shown(str(page))} as its next page, which was read before."
            raise failed(Cause.MALFORMED, message, "Look at the server's paging.")
    return records


def part(record: Record, name: str) -> Record:
    """Return a part of a record that is a mapping, empty where there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def _absolute(page: str | None, answer: Answer) -> str | None:
    return urljoin(answer.url, page) if page else None


def _records(answer: Answer, field: str) -> list[dict[str, Any]]:
    data = answer.data
    found = data.get(field) if field and isinstance(data, dict) else data
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refused(data, answer.url, f"has no list of records `{field}`" if field else "is no list of records")
    return found
