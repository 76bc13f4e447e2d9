"""Any JSON that comes in pages: `read` finds the rows, `next` the address of the next page, both JMESPath."""

from typing import Any
from urllib.parse import urljoin

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_reading import found
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.presets.preset import Answer, Wanted
from pytest_promises.measuring.tables.vendors.paging import MOST_RECORDS, Rows
from pytest_promises.model.hearing import Cause


def rows(wanted: Wanted) -> Rows:
    """Return the records of all pages as they are.

    Raises `HearingError`: `MALFORMED` for expressions that do not fit the data, and pages that go round in a circle.
    """
    gathered: list[dict[str, Any]] = []
    seen: set[str] = set()
    page: str | None = ""
    while page is not None:
        answer = yield page
        gathered += _records(answer, wanted["read"] or "@")
        if len(gathered) > MOST_RECORDS:
            message = f"{shown(answer.url)} belongs to a list of more than {MOST_RECORDS:,} records."
            raise failed(Cause.TOO_LARGE, message, "Ask for a smaller part of it, or export the records.")
        seen.add(answer.url)
        page = _next(answer, wanted["next"])
        if page in seen:
            message = f"{shown(answer.url)} names {shown(str(page))} as its next page, which was read before."
            raise failed(Cause.MALFORMED, message, "Look at the server's paging.")
    return gathered


def _records(answer: Answer, path: str) -> list[dict[str, Any]]:
    records = found(answer.data, path, "read")
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        message = f"`read: {path}` finds no list of records in {shown(answer.url)}."
        raise failed(Cause.MALFORMED, message, "Look at the data, and correct the expression.")
    return records


def _next(answer: Answer, path: str) -> str | None:
    link = found(answer.data, path, "next") if path else None
    if link is None or link in ("", False):
        return None
    if not isinstance(link, str):
        message = f"`next: {path}` finds something else than an address in {shown(answer.url)}."
        raise failed(Cause.MALFORMED, message, "Select the address of the next page.")
    return urljoin(answer.url, link)
