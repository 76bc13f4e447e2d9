"""Any JSON that comes in pages: `read` finds the rows, `next` the address of the next page, both JMESPath."""

from typing import Any

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_reading import found
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.presets.loading import Pages
from pytest_promises.channels.presets.preset import Answer, Wanted
from pytest_promises.measuring.tables.vendors.paging import whole
from pytest_promises.model.hearing import Cause


def rows(wanted: Wanted) -> Pages:
    """Return the records of all pages as they are.

    Raises `HearingError`: `MALFORMED` for expressions that do not fit the data, and pages that go round in a circle.
    """
    return whole(lambda answer: records(answer, wanted["read"]), lambda answer, _: _next(answer, wanted["next"]))


def records(answer: Answer, path: str = "") -> list[dict[str, Any]]:
    """Return the records of a page, which is a list of them where no path leads there.

    Raises `HearingError` (`MALFORMED`) for a path that does not fit the data, and where there is no list.
    """
    rows = found(answer.data, path or "@", "read")
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    if not path:
        raise refused(answer.data, answer.url, "is no list of records: `read:` tells where they are in it")
    message = f"`read: {path}` finds no list of records in {shown(answer.url)}."
    raise failed(Cause.MALFORMED, message, "Look at the data, and correct the expression.")


def _next(answer: Answer, path: str) -> str | None:
    link = found(answer.data, path, "next") if path else None
    if link is None or link in ("", False):
        return None
    if not isinstance(link, str):
        message = f"`next: {path}` finds something else than an address in {shown(answer.url)}."
        raise failed(Cause.MALFORMED, message, "Select the address of the next page.")
    return link
