"""The clients for plain HTTP: one for each way out, shared by the run, and what is sent along to whom."""

import json
import logging
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any

import httpx2

from pytest_promises import __version__
from pytest_promises.channels.addresses import host_of
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Services
from pytest_promises.model.access import Access, Credentials, Proxy
from pytest_promises.model.hearing import Cause, Target

USER_AGENT = f"pytest-promises/{__version__}"


async def client_for(access: Access, services: Services) -> httpx2.AsyncClient:
    """Return the run's client for that proxy and those certificates.

    Raises `HearingError` (`UNAVAILABLE`) when the certificates cannot be used.
    """
    way = (access.proxy, access.ca_certificates)
    return await services.shared(f"http-client-{hash(way)}", partial(open_client, *way))


@asynccontextmanager
async def open_client(proxy: Proxy | None = None, ca_certificates: str = "") -> AsyncIterator[httpx2.AsyncClient]:
    """Open a client that keeps no cookies, so that no page depends on which others were loaded before it."""
    no_cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    trust: dict[str, Any] = {"verify": _trusting(ca_certificates)} if ca_certificates else {}
    options = dict(trust)
    if proxy is not None:
        auth = (proxy.credentials.username, proxy.credentials.password) if proxy.credentials else None
        bypass = filter(None, (host.strip() for host in proxy.bypass.split(",")))
        options["proxy"] = httpx2.Proxy(proxy.server, auth=auth)
        options["mounts"] = {f"all://{host}": httpx2.AsyncHTTPTransport(**trust) for host in bypass}
    with _unlogged():
        async with httpx2.AsyncClient(cookies=no_cookies, follow_redirects=False, **options) as client:
            yield client


def _trusting(ca_certificates: str) -> ssl.SSLContext:
    context = httpx2.create_ssl_context()
    try:
        context.load_verify_locations(ca_certificates)
    except (OSError, ssl.SSLError) as error:
        message = f"`ca_certificates: {ca_certificates}` cannot be used ({error.strerror or error})."
        raise failed(Cause.UNAVAILABLE, message, "Give a file of certificates in PEM form.") from error
    return context


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


@dataclass(eq=False, slots=True)
class Letterhead:
    """What goes along with each request of one load: to the target's host all of it, to others what says nothing."""

    host: str
    common: dict[str, str]
    own: dict[str, str] = field(repr=False)
    own_cookies: str = field(default="", repr=False)
    cookies: httpx2.Cookies = field(default_factory=httpx2.Cookies)

    def put_on(self, request: httpx2.Request) -> None:
        """Write the headers on a request."""
        request.headers.update(self.common)
        for name in self.own:
            request.headers.pop(name, None)
        self.cookies.set_cookie_header(request)
        if host_of(str(request.url)) == self.host:
            request.headers.update(self.own)
            pairs = [self.own_cookies, request.headers.get("cookie", "")]
            if self.own_cookies:
                request.headers["cookie"] = "; ".join(filter(None, pairs))


def letterhead(target: Target, accept: str, user_agent: str = "") -> Letterhead:
    """Return what goes along to a target, `user_agent` being its device's.

    Raises `HearingError` for a storage state that cannot be read.
    """
    access, locale = target.access, dict(target.variant).get("locale", "")
    agent = access.user_agent or user_agent or USER_AGENT
    common = {"accept": accept, "user-agent": agent} | ({"accept-language": locale} if locale else {})
    letters = Letterhead(
        target.host, common, own_headers(access), "; ".join(f"{name}={value}" for name, value in access.cookies)
    )
    for cookie in stored_cookies(access.storage_state):
        letters.cookies.set(cookie["name"], cookie["value"], cookie["domain"], cookie.get("path", "/"))
    return letters


def own_headers(access: Access) -> dict[str, str]:
    """Return the headers, by lower-case name, that go to the target's host alone."""
    own = {name.lower(): value for name, value in access.headers}
    if access.http_credentials is not None:
        own.setdefault("authorization", _basic(access.http_credentials))
    return own


def _basic(credentials: Credentials) -> str:
    return "Basic " + b64encode(f"{credentials.username}:{credentials.password}".encode()).decode()


def stored_cookies(path: str) -> list[dict[str, Any]]:
    """Return the cookies of a storage state that Playwright saved; none for an empty path.

    Raises `HearingError` (`UNAVAILABLE`) when there is no such state in the file.
    """
    if not path:
        return []
    try:
        return [_cookie(one) for one in json.loads(Path(path).read_text("utf-8"))["cookies"]]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"`storage_state: {path}` holds no storage state of Playwright's ({type(error).__name__})."
        raise failed(Cause.UNAVAILABLE, message, "Save one with `context.storage_state(path=...)`.") from error


def _cookie(data: dict[str, Any]) -> dict[str, Any]:
    domain = str(data["domain"])
    # `http.cookiejar` knows a host without a dot by this name.
    local = domain if "." in domain else f"{domain}.local"
    return {"name": str(data["name"]), "value": str(data["value"]), "domain": local, "path": str(data.get("path", "/"))}
