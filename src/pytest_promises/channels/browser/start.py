"""How a run gets its browser: started here, or reached where it runs already."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pytest_promises.channels.addresses import host_of
from pytest_promises.channels.browser.binary import find_browser

CDP = "cdp+"
"""What the address of any Chromium begins with, whose DevTools are reached at the http(s) or ws(s) URL that follows."""

_NO_WINDOWS = "--block-new-web-contents"
"""Lets no page open a window: it would be closed unread, but its host would have been asked."""


@dataclass(frozen=True, slots=True)
class Start:
    """A way to a browser: `call` takes Playwright's browser type and a timeout in milliseconds.

    `failure` and `remedy` are for when that fails.
    """

    call: Callable[[Any, float], Awaitable[Any]]
    failure: str
    remedy: str


def launching(executable: str, engine: str) -> Start:
    """Return how a browser is started here; raises `HearingError` (`UNAVAILABLE`) when there is none."""
    path = find_browser(executable, engine).path
    remedy = "See what it says when it is started by hand."
    args = [_NO_WINDOWS] if engine == "chromium" else []
    return Start(
        lambda kind, timeout: kind.launch(executable_path=path, timeout=timeout, args=args),
        f"{path} does not start",
        remedy,
    )


def connecting(endpoint: str) -> Start:
    """Return how a browser is reached: a Playwright server at `ws://…`, the DevTools of a Chromium at `cdp+http://…`.

    What is told of the address is its host alone: the rest may hold a key.
    """
    remote = endpoint.removeprefix(CDP)
    failure = f"No browser answers at {remote.partition('://')[0]}://{host_of(remote)}"
    if endpoint.startswith(CDP):
        remedy = "Start one with --remote-debugging-port, or correct the address."
        return Start(lambda kind, timeout: kind.connect_over_cdp(remote, timeout=timeout), failure, remedy)
    remedy = "Start one with `playwright run-server`, of the version that is installed here, or correct the address."
    return Start(lambda kind, timeout: kind.connect(remote, timeout=timeout), failure, remedy)
