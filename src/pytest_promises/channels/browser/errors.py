"""What a browser's error message means: Chromium's `net::ERR_*`, Firefox's `NS_ERROR_*`, WebKit's sentences."""

import re

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed, going_round, no_page
from pytest_promises.model.hearing import Cause, HearingError

GONE = re.compile(
    r"Target (page, context or browser has been closed|closed|crashed)|Page crashed|browser has been closed"
    r"|Browser closed|Connection closed|has crashed|crashed|WebSocket error|Connection terminated",
    re.IGNORECASE,
)
"""The page or its browser died, or was closed under a load."""

NAVIGATED = re.compile(
    r"Execution context was destroyed|Cannot find context|Frame was detached|because of a navigation|frame got detached"
    r"|interrupted by another navigation|navigating and changing the content",
    re.IGNORECASE,
)
"""The page went elsewhere while it was looked at."""

_LINE = re.compile(
    r"(net::ERR_[A-Z0-9_]+|NS_ERROR_[A-Z0-9_]+|SSL_ERROR_[A-Z0-9_]+|SEC_ERROR_[A-Z0-9_]+|MOZILLA_[A-Z0-9_]+)"
)
_DOWNLOAD = re.compile(
    r"Download is starting|net::ERR_ABORTED|NS_BINDING_ABORTED|Frame load interrupted", re.IGNORECASE
)
_REDIRECTS = re.compile(r"TOO_MANY_REDIRECTS|NS_ERROR_REDIRECT_LOOP|too many (HTTP )?redirects", re.IGNORECASE)
_TLS = re.compile(r"ERR_CERT_|ERR_SSL_|ERR_BAD_SSL|SSL_ERROR|SEC_ERROR|MOZILLA_PKIX|certificate|TLS", re.IGNORECASE)
_REFUSED = re.compile(r"CONNECTION_REFUSED|Could not connect to|Connection refused", re.IGNORECASE)
_NAME = re.compile(
    r"NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|UNKNOWN_HOST|Could ?n[o']t resolve host|not known", re.IGNORECASE
)
_SLOW = re.compile(r"TIMED_OUT|NET_TIMEOUT|Timeout \d+ms exceeded|timed out", re.IGNORECASE)
_ADDRESS = re.compile(r"INVALID_URL|UNKNOWN_URL_SCHEME|UNSAFE_PORT|PORT_ACCESS_NOT_ALLOWED|invalid URL", re.IGNORECASE)


def navigation_error(message: str, url: str) -> HearingError:
    """Return the error for a page that a browser could not go to, given what the browser said."""
    what = reason(message)
    page = shown(url)
    if GONE.search(message):
        return crashed(url)
    if _REDIRECTS.search(message):
        return going_round(url)
    if _TLS.search(message):
        return failed(Cause.TLS, f"{page} has a TLS error ({what}).", "Renew or correct the server's certificate.")
    if _DOWNLOAD.search(message):
        return no_page(url, "")
    return _connection_error(message, page, what)


def _connection_error(message: str, page: str, what: str) -> HearingError:
    if _REFUSED.search(message):
        refused = f"{page} refused the connection."
        return failed(Cause.REFUSED, refused, "See whether the service runs there.", transient=True)
    if _NAME.search(message):
        return failed(Cause.UNREACHABLE, f"The host of {page} has no address ({what}).", "Check the host's name.")
    if _SLOW.search(message):
        slow = f"{page} did not answer in time ({what})."
        return failed(Cause.TIMEOUT, slow, "See whether the service is slow, or allow more time.")
    if _ADDRESS.search(message):
        return failed(Cause.MALFORMED, f"The browser does not open {page} ({what}).", "Correct the channel's address.")
    broken = f"{page} could not be loaded ({what})."
    return failed(Cause.UNREACHABLE, broken, "See whether the service runs well.", transient=True)


def crashed(url: str) -> HearingError:
    """Return the error for a page or a browser that died."""
    message = f"The browser died while it showed {shown(url)}."
    return failed(Cause.CRASHED, message, "Try it by hand; a page can be too much for a small machine.", transient=True)


def reason(message: str) -> str:
    """Return the browser's own name for what happened, or the first line of what it said."""
    found = _LINE.search(message)
    if found:
        return found[1]
    first = message.strip().split("\n", 1)[0].rpartition(": ")[2]
    return "".join(char if char.isprintable() else " " for char in first)[:120]
