"""One question over plain HTTP and its answer, timed: nothing is tried again, and no redirect is followed."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

import httpx2

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.http.client import Letterhead
from pytest_promises.channels.http.errors import transport_error
from pytest_promises.channels.http.fetching import body_of
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.model.hearing import Cause

_TO_CONNECT = 0.9
"""The part of the time after which a host that takes no connection is not there, rather than slow."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing (RFC 9110, section 9.2.1); all others write to the service."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `body` is sent as it is, with its media type; `marks` are headers that tell a test."""

    url: str
    method: str = "GET"
    body: bytes = field(default=b"", repr=False)
    body_type: str = ""
    marks: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def writes(self) -> bool:
        """Whether asking may change something."""
        return self.method not in READING


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, and the seconds from the first byte sent to the last byte received.

    Header names are in lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one exchange may take: seconds, and bytes of the answer."""

    seconds: float
    most: int


async def exchange(client: httpx2.AsyncClient, question: Question, letters: Letterhead, bounds: Bounds) -> Reply:
    """Ask once and return the answer, whatever its status.

    Raises `HearingError` when none came, or one that is too long or too late (`TIMEOUT`: the host is there, then).
    """
    try:
        content = question.body if question.body or question.writes else None
        patience = httpx2.Timeout(None, connect=_TO_CONNECT * bounds.seconds)
        request = client.build_request(question.method, question.url, content=content, timeout=patience)
        letters.put_on(request)
        if question.body_type:
            request.headers["content-type"] = question.body_type
        request.headers.update(question.marks)
        async with asyncio.timeout(bounds.seconds):
            return await _timed(client, request, bounds.most)
    except httpx2.ConnectTimeout as error:
        message = f"{shown(question.url)} took no connection within {bounds.seconds:g} seconds."
        raise failed(Cause.UNREACHABLE, message, "See whether the service runs there.") from error
    except TimeoutError as error:
        raise timed_out(question.url, bounds.seconds) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        raise transport_error(error, question.url, bounds.seconds) from error


async def _timed(client: httpx2.AsyncClient, request: httpx2.Request, most: int) -> Reply:
    began = perf_counter()
    response = await client.send(request, stream=True)
    try:
        body = await body_of(response, str(request.url), most)
        seconds = perf_counter() - began
    finally:
        await response.aclose()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(str(request.url), response.status_code, headers, body, seconds)


def body_from(written: str) -> tuple[bytes, str]:
    """Return the bytes of a body, and their media type: what is JSON is sent as that, anything else as plain text."""
    if not written:
        return b"", ""
    try:
        json.loads(written)
    except (ValueError, RecursionError):
        return written.encode(), "text/plain; charset=utf-8"
    return written.encode(), "application/json"
