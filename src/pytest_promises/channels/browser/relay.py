"""Requests of a page that the run sends itself, where the browser cannot be told which certificates to trust."""

from collections.abc import Mapping

import httpx2

from pytest_promises.channels.browser.guard import Ask, Reply
from pytest_promises.channels.http.client import client_for
from pytest_promises.channels.http.errors import transport_error
from pytest_promises.channels.http.fetching import body_of
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Target

_BETWEEN_HOPS = frozenset({"connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"})
"""Headers of one connection (RFC 9110, 7.6.1), and of a body before it was unpacked: neither is the browser's."""


async def relay(target: Target, services: Services) -> Ask | None:
    """Return what sends a target's requests in the browser's place, or `None` when the browser can do that itself.

    Raises `HearingError` for certificates that cannot be used.
    """
    if not target.access.ca_certificates:
        return None
    client = await client_for(target.access, services)
    settings = services.settings

    async def ask(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        try:
            sending = client.stream(method, url, headers=dict(headers), content=body, timeout=settings.timeout)
            async with sending as answer:
                received = await body_of(answer, url, settings.max_bytes)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            raise transport_error(error, url, settings.timeout) from error
        kept = tuple((name, value) for name, value in answer.headers.multi_items() if name.lower() not in _BETWEEN_HOPS)
        return Reply(answer.status_code, kept, received)

    return ask
