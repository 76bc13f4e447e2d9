"""One document over plain HTTP: streamed, bounded in size, time and redirects."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

import httpx2

from pytest_promises.channels.addresses import host_of, shown
from pytest_promises.channels.http.client import Letterhead, client_for, letterhead
from pytest_promises.channels.http.errors import transport_error
from pytest_promises.channels.http.hosts import refuse_unnamed
from pytest_promises.channels.mishaps import MAX_REDIRECTS, failed, going_round, status_mishap, timed_out, too_large
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, Mishap, Target


@dataclass(frozen=True, slots=True)
class Document:
    """What a GET answered: the body as bytes, after any redirects; header names are in lower case.

    `refusal` is set instead of raised where the status says that this is not the document: the body may tell more.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float
    refusal: Mishap | None = None

    @property
    def content_type(self) -> str:
        """The media type with its parameters, as the server named it."""
        return self.headers.get("content-type", "")


async def fetch(target: Target, services: Services, *, accept: str, url: str = "", user_agent: str = "") -> Document:
    """Return the document at the target's URL, or at another one that belongs to it (a further page).

    `user_agent` is what a device calls itself, where the spec has no name of its own for the audit.
    Raises `HearingError` when nothing came back, or too much, or a host that nobody named would have to be asked; a
    status that is no success is in `refusal`.
    """
    settings = services.settings
    asked = (url or target.url).partition("#")[0]
    refuse_unnamed(asked, target, settings)
    client = await client_for(target.access, services)
    started = perf_counter()
    try:
        async with asyncio.timeout(settings.timeout):
            response, body = await _get(client, asked, letterhead(target, accept, user_agent), target, services)
    except TimeoutError as error:
        raise timed_out(asked, settings.timeout) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        raise transport_error(error, asked, settings.timeout) from error
    received = {name.lower(): value for name, value in response.headers.items()}
    final = str(response.url)
    refusal = status_mishap(response.status_code, final, received, services.now())
    return Document(asked, final, response.status_code, received, body, perf_counter() - started, refusal)


async def _get(
    client: httpx2.AsyncClient, url: str, letters: Letterhead, target: Target, services: Services
) -> tuple[httpx2.Response, bytes]:
    request: httpx2.Request | None = client.build_request("GET", url, timeout=None)
    seen: set[tuple[str, str]] = set()
    while request is not None and len(seen) <= MAX_REDIRECTS:
        letters.put_on(request)
        step = (str(request.url), request.headers.get("cookie", ""))
        if step in seen:
            break
        seen.add(step)
        await services.pace(host_of(step[0]), target.access.rate)
        response = await client.send(request, stream=True)
        try:
            letters.cookies.extract_cookies(response)
            request = response.next_request if response.has_redirect_location else None
            if request is None:
                return response, await body_of(response, url, services.settings.max_bytes)
            _refuse_other_schemes(request, url)
            refuse_unnamed(str(request.url), target, services.settings)
        finally:
            await response.aclose()
    raise going_round(url)


def _refuse_other_schemes(request: httpx2.Request, url: str) -> None:
    if request.url.scheme not in {"http", "https"}:
        message = f"{shown(url)} redirects to {shown(str(request.url))[:80]!r}, which is no web address."
        raise failed(Cause.REDIRECTS, message, "Look at the server's redirects.")


async def body_of(response: httpx2.Response, url: str, limit: int) -> bytes:
    """Return the body of a streamed answer; raises `HearingError` as soon as it is longer than `limit` bytes."""
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large(url, limit)
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise too_large(url, limit)
    return bytes(body)
