"""One document over plain HTTP: streamed, bounded in size, time and redirects."""

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from time import perf_counter

import httpx2

from pytest_promises import __version__
from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import MAX_REDIRECTS, failed, going_round, status_mishap, timed_out, too_large
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, HearingError, Mishap

CLIENT = "http-client"
"""The key of the client that all loads of a run share."""


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


@asynccontextmanager
async def open_client() -> AsyncIterator[httpx2.AsyncClient]:
    """Open a client that keeps no cookies, so that no page depends on which others were loaded before it."""
    no_cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    headers = {"user-agent": f"pytest-promises/{__version__}"}
    with _unlogged():
        async with httpx2.AsyncClient(cookies=no_cookies, headers=headers, follow_redirects=False) as client:
            yield client


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep the client from logging whole addresses, which may hold a secret, into a test run's output."""
    loggers = [logging.getLogger(name) for name in ("httpx2", "httpcore2")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


async def fetch(url: str, services: Services, *, accept: str, locale: str = "") -> Document:
    """Return the document at a URL.

    Raises `HearingError` when nothing came back, or too much; a status that is no success is in `refusal`.
    """
    settings = services.settings
    client = await services.shared(CLIENT, open_client)
    headers = {"accept": accept} | ({"accept-language": locale} if locale else {})
    started = perf_counter()
    try:
        async with asyncio.timeout(settings.timeout):
            response, body = await _get(client, url, headers, settings.max_bytes)
    except TimeoutError as error:
        raise timed_out(url, settings.timeout) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, ValueError) as error:
        raise _transport_error(error, url, settings.timeout) from error
    received = {name.lower(): value for name, value in response.headers.items()}
    final = str(response.url)
    refusal = status_mishap(response.status_code, final, received, services.now())
    return Document(url, final, response.status_code, received, body, perf_counter() - started, refusal)


async def _get(
    client: httpx2.AsyncClient, url: str, headers: Mapping[str, str], limit: int
) -> tuple[httpx2.Response, bytes]:
    request: httpx2.Request | None = client.build_request("GET", url, headers=dict(headers), timeout=None)
    cookies = httpx2.Cookies()
    seen: set[tuple[str, str]] = set()
    while request is not None and len(seen) <= MAX_REDIRECTS:
        cookies.set_cookie_header(request)
        step = (str(request.url), request.headers.get("cookie", ""))
        if step in seen:
            break
        seen.add(step)
        response = await client.send(request, stream=True)
        try:
            cookies.extract_cookies(response)
            request = response.next_request if response.has_redirect_location else None
            if request is None:
                return response, await _body(response, url, limit)
            _refuse_other_schemes(request, url)
        finally:
            await response.aclose()
    raise going_round(url)


def _refuse_other_schemes(request: httpx2.Request, url: str) -> None:
    if request.url.scheme not in {"http", "https"}:
        message = f"{shown(url)} redirects to {shown(str(request.url))[:80]!r}, which is no web address."
        raise failed(Cause.REDIRECTS, message, "Look at the server's redirects.")


async def _body(response: httpx2.Response, url: str, limit: int) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large(url, limit)
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise too_large(url, limit)
    return bytes(body)


def _transport_error(error: Exception, url: str, seconds: float) -> HearingError:
    if isinstance(error, httpx2.TimeoutException):
        return timed_out(url, seconds)
    causes = tuple(_chain(error))
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if tls is not None:
        message = f"{shown(url)} has a TLS error: {_reason(tls)}."
        return failed(Cause.TLS, message, "Renew or correct the server's certificate.")
    names = next((cause for cause in causes if isinstance(cause, socket.gaierror)), None)
    if names is not None:
        message = f"The host of {shown(url)} has no address ({names.strerror})."
        passing = names.errno == socket.EAI_AGAIN
        return failed(Cause.UNREACHABLE, message, "Check the host's name, and the network.", transient=passing)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        message = f"{shown(url)} refused the connection."
        return failed(Cause.REFUSED, message, "See whether the service runs there.", transient=True)
    return _answer_error(error, url)


def _answer_error(error: Exception, url: str) -> HearingError:
    if isinstance(error, (httpx2.InvalidURL, httpx2.UnsupportedProtocol, ValueError)):
        return failed(Cause.MALFORMED, f"{shown(url)} is, or leads to, no address that can be loaded.", "Correct it.")
    if isinstance(error, httpx2.DecodingError):
        return failed(Cause.MALFORMED, f"{shown(url)} sent a body that cannot be decompressed.", "Look at the server.")
    message = f"{shown(url)} broke the connection off ({type(error).__name__})."
    return failed(Cause.UNREACHABLE, message, "See whether the service runs well.", transient=True)


def _reason(error: ssl.SSLError) -> str:
    detail = getattr(error, "verify_message", "") or error.reason or "the handshake failed"
    return detail.lower().replace("_", " ")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from (inner for one in error.exceptions for inner in _chain(one))
        error = error.__cause__ or error.__context__
