"""What a failed exchange over HTTP means: TLS, names, refused connections, bodies that cannot be read."""

import socket
import ssl
from collections.abc import Iterator

import httpx2

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.model.hearing import Cause, HearingError


def transport_error(error: Exception, url: str, seconds: float) -> HearingError:
    """Return the error for an exchange that failed within `seconds`."""
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
