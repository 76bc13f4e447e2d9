"""Lists that come in pages: which page is next, in each way that vendors tell it."""

import re
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.presets.preset import Answer
from pytest_promises.model.hearing import Cause

MOST_RECORDS = 20_000
"""How many records a load takes where nothing else is said; a longer list is refused, never cut."""
_LINK = re.compile(r"<([^<>]*)>\s*;[^,<]*\brel\s*=\s*\"?next\b", re.IGNORECASE)

Next = Callable[[Answer, int], str | None]
"""Returns the address of the page after this one, given how many records it had, or `None` after the last."""

Records = Callable[[Answer], list[dict[str, Any]]]
"""Returns the records of a page, or raises `HearingError` where it has no list of them."""

Pages = Generator[str, Answer, list[dict[str, Any]]]
"""Yields the addresses to ask, below the channel's own or whole, gets their answers, and returns the records."""


def listed(address: str, field: str, following: Next, *, most: int | None = None, nulls: bool = True) -> Pages:
    """Ask for all pages of a list and return its records; `field` holds them, `""` where the document is the list.

    With `nulls` a list that is null or left out is empty, and a record that is null is none; without, there is then no
    list. Raises `HearingError`: `MALFORMED` where there is no list or pages go round in a circle, `TOO_LARGE` for more
    than `most` records (default: `MOST_RECORDS`), and what an error in place of the list says.
    """
    return paged(address, lambda answer: _records(answer, field, nulls=nulls), following, most=most)


def paged(address: str, records_of: Records, following: Next, *, most: int | None = None) -> Pages:
    """Ask for a page and all that follow it, and return the records of all, as `records_of` finds them in each.

    Raises `HearingError`: `MALFORMED` for pages that go round in a circle, `TOO_LARGE` for more than `most` records
    (default: `MOST_RECORDS`).
    """
    limit = MOST_RECORDS if most is None else most
    records: list[dict[str, Any]] = []
    seen: set[str] = set()
    page: str | None = address
    while page is not None:
        answer = yield page
        found = records_of(answer)
        records += found
        if len(records) > limit:
            message = f"{shown(answer.url)} belongs to a list of more than {limit:,} records."
            raise failed(Cause.TOO_LARGE, message, "Ask for a smaller part of it, or export it to a file.")
        seen.add(answer.url)
        page = following(answer, len(found))
        page = urljoin(answer.url, page) if page else None
        if page in seen:
            message = f"{shown(answer.url)} names {shown(str(page))} as its next page, which was read before."
            raise failed(Cause.MALFORMED, message, "Look at the server's paging.")
    return records


def _records(answer: Answer, field: str, *, nulls: bool) -> list[dict[str, Any]]:
    data = answer.data
    found = data.get(field) if field and isinstance(data, dict) else data
    # Google leaves an empty list out, others write null.
    if nulls and found is None and isinstance(data, dict) and (field in data or not data):
        return []
    if not isinstance(found, list):
        raise refused(data, answer.url, f"has no list `{field}`" if field else "is no list")
    records = [one for one in found if not nulls or one is not None]
    if not all(isinstance(one, dict) for one in records):
        raise refused(data, answer.url, f"has something else than records in {f'`{field}`' if field else 'its list'}")
    return records


def one_page(answer: Answer, count: int) -> None:
    """Return `None`: the list is not paged."""


def by_link(answer: Answer, count: int) -> str | None:  # noqa: ARG001 - other ways need the count
    """Return Zendesk's next page: `links.next` while `meta.has_more`, or `next_page`.

    Source: https://developer.zendesk.com/api-reference/introduction/pagination/
    """
    data = answer.data if isinstance(answer.data, dict) else {}
    meta, links = data.get("meta"), data.get("links")
    if isinstance(meta, dict) and "has_more" in meta:
        found = links.get("next") if meta["has_more"] and isinstance(links, dict) else None
        return _promised(found, answer) if meta["has_more"] else None
    found = data.get("next_page")
    return found if isinstance(found, str) and found else None


def by_header(answer: Answer, count: int) -> str | None:  # noqa: ARG001 - other ways need the count
    """Return what the `Link` header (RFC 8288) names as next."""
    found = _LINK.search(answer.headers.get("link", ""))
    return found[1] if found else None


def by_token(answer: Answer, count: int) -> str | None:  # noqa: ARG001 - other ways need the count
    """Return Google's next page: the same question with `pageToken` (https://google.aip.dev/158)."""
    token = answer.data.get("nextPageToken") if isinstance(answer.data, dict) else None
    return with_query(answer.url, pageToken=token) if isinstance(token, str) and token else None


def by_start(answer: Answer, count: int) -> str | None:
    """Return Jira Service Management's next page: `start` moved on by what came, until `isLastPage`.

    Source: https://developer.atlassian.com/cloud/jira/service-desk/rest/intro/#pagination
    """
    data = answer.data if isinstance(answer.data, dict) else {}
    if data.get("isLastPage") is not False or not count:
        return None
    start = data.get("start")
    return with_query(answer.url, start=str((start if isinstance(start, int) else 0) + count))


def by_cursor(answer: Answer, count: int) -> str | None:  # noqa: ARG001 - other ways need the count
    """Return Intercom's next page: `pages.next`, an address or the cursor `starting_after`.

    Source: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/macros
    """
    pages = answer.data.get("pages") if isinstance(answer.data, dict) else None
    found = pages.get("next") if isinstance(pages, dict) else None
    if isinstance(found, dict):
        cursor = found.get("starting_after")
        return with_query(answer.url, starting_after=cursor) if isinstance(cursor, str) and cursor else None
    return found if isinstance(found, str) and found else None


def with_query(url: str, **values: str) -> str:
    """Return the URL with these values in its query, in place of those of the same names."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in values]
    return urlunsplit(parts._replace(query="&".join([*kept, urlencode(values)])))


def _promised(found: object, answer: Answer) -> str:
    if not isinstance(found, str) or not found:
        message = f"{shown(answer.url)} says that there is more, and not where."
        raise failed(Cause.MALFORMED, message, "Look at the server's paging.")
    return found
