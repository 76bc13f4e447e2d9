"""What a browser may ask of whom: hosts that nobody named are refused, and what is for one host goes to no other.

In Chromium every request is stopped before it leaves, those that a redirect leads to among them (the Fetch domain of
the DevTools protocol). Other engines are asked by Playwright's routes, which do not see where a redirect leads: there
the answer is refused once it has come.
"""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pytest_promises.channels.addresses import host_of
from pytest_promises.channels.http.hosts import refuse_forbidden, refuse_unnamed
from pytest_promises.hookspecs import Settings
from pytest_promises.model.hearing import HearingError, Mishap, Target

_WEB = ("http://", "https://")
_ANY = (*_WEB, "ws://", "wss://")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered in the server's place, having asked it ourselves."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


Ask = Callable[[str, str, Mapping[str, str], bytes | None], Awaitable[Reply]]
"""Sends a request (method, URL, headers, body) by other means than the browser's own; raises `HearingError`."""


class DevTools(Protocol):
    """A session of the DevTools protocol."""

    async def send(self, method: str, params: dict[str, Any] | None = None) -> Any:
        """Call a method."""
        ...

    def on(self, event: str, f: Callable[[Any], Any]) -> Any:
        """Call something on each event."""
        ...


@dataclass(eq=False, slots=True)
class Guard:
    """Stands between one tab and the network for one target; `refused` is what it last kept the tab from.

    `own` are the headers that go to the target's host alone. With `ask`, requests to that host are sent by it.
    """

    target: Target
    settings: Settings
    own: Mapping[str, str] = field(repr=False)
    ask: Ask | None = None
    refused: Mishap | None = None
    _under_way: set[asyncio.Future[None]] = field(default_factory=set)

    @property
    def watches_all(self) -> bool:
        """Whether more than the addresses of pages has to be watched."""
        return bool(self.own or self.settings.hosts)

    def take_over(self, other: "Guard") -> None:
        """Watch for another target of the same host and access."""
        self.target, self.ask, self.refused = other.target, other.ask, None

    def taken(self) -> Mishap | None:
        """Return what the tab was last kept from, once."""
        refused, self.refused = self.refused, None
        return refused

    def is_at_home(self, url: str) -> bool:
        """Return whether a URL is on the target's host."""
        return host_of(url) == self.target.host

    def refusal(self, url: str) -> Mishap | None:
        """Return why a page may not be gone to, or `None`."""
        return _mishap(lambda: refuse_unnamed(url, self.target, self.settings)) if url.startswith(_WEB) else None

    def forbids(self, url: str) -> bool:
        """Return whether the run forbids to load something for a page from there."""
        return url.startswith(_ANY) and _mishap(lambda: refuse_forbidden(url, self.settings)) is not None

    async def stand(self, session: DevTools, main_frame: str) -> None:
        """Stop what the tab asks for from now on."""
        session.on("Fetch.requestPaused", lambda event: self._soon(self._decide(session, event, main_frame)))
        await session.send("Fetch.enable", {"patterns": list(self._patterns())})

    def _patterns(self) -> list[dict[str, str]]:
        if self.settings.hosts:
            return [{"urlPattern": "*"}]
        documents = {"urlPattern": "*", "resourceType": "Document"}
        if not self.own and self.ask is None:
            return [documents]
        return [documents, *({"urlPattern": f"{scheme}{self.target.host}/*"} for scheme in _WEB)]

    def _soon(self, work: Any) -> None:
        future = asyncio.ensure_future(work)
        self._under_way.add(future)
        future.add_done_callback(self._done)

    def _done(self, future: "asyncio.Future[None]") -> None:
        self._under_way.discard(future)
        if not future.cancelled():
            future.exception()  # a tab that was closed meanwhile answers nothing any more

    async def _decide(self, session: DevTools, event: Mapping[str, Any], main_frame: str) -> None:
        url, paused = str(event["request"]["url"]), {"requestId": event["requestId"]}
        is_page = event.get("resourceType") == "Document" and event.get("frameId") == main_frame
        refusal = self.refusal(url) if is_page else None
        self.refused = refusal or self.refused
        if refusal is not None or self.forbids(url):
            # An aborted navigation leaves the page as it was.
            await session.send("Fetch.failRequest", {**paused, "errorReason": "Aborted"})
        elif not self.is_at_home(url):
            await session.send("Fetch.continueRequest", paused)
        elif self.ask is None:
            headers = _listed(self.headers(event["request"]["headers"]))
            await session.send("Fetch.continueRequest", {**paused, **({"headers": headers} if self.own else {})})
        else:
            await self._answer(session, event["request"], paused)

    def headers(self, sent: Mapping[str, str]) -> dict[str, str]:
        """Return a request's headers with those for the target's host in place."""
        others = {name: value for name, value in sent.items() if name.lower() not in self.own}
        return {**others, **self.own}

    async def _answer(self, session: DevTools, request: Mapping[str, Any], paused: dict[str, Any]) -> None:
        assert self.ask is not None
        body, headers = request.get("postData"), self.headers(request["headers"])
        try:
            reply = await self.ask(request["method"], request["url"], headers, body.encode() if body else None)
        except HearingError as error:
            self.refused = self.refused or error.mishap
            await session.send("Fetch.failRequest", {**paused, "errorReason": "Failed"})
            return
        body64 = b64encode(reply.body).decode()
        answer = {"responseCode": reply.status, "responseHeaders": _listed(reply.headers), "body": body64}
        await session.send("Fetch.fulfillRequest", {**paused, **answer})


def _mishap(check: Callable[[], None]) -> Mishap | None:
    try:
        check()
    except HearingError as error:
        return error.mishap
    return None


def _listed(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return [{"name": name, "value": value} for name, value in pairs]
