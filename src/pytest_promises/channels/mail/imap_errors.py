"""What a failed exchange with an IMAP server means."""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_BUSY = re.compile(r"\[(UNAVAILABLE|LIMIT|INUSE|SERVERBUG)\]|too many|try again|temporar", re.IGNORECASE)
_NO_IMAP = (imaplib.IMAP4.error, ValueError, LookupError, TypeError, AttributeError, AssertionError)


def busy(answer: str) -> bool:
    """Return whether a refusal may pass (the response codes of RFC 5530, and what servers say without them)."""
    return _BUSY.search(answer) is not None


@contextmanager
def telling(place: str, seconds: float) -> Iterator[None]:
    """Raise whatever fails within as `HearingError`; `place` is the mailbox in its message."""
    try:
        yield
    except HearingError:
        raise
    except (OSError, *_NO_IMAP) as error:
        # Nothing of what was sent or answered goes into a message: either may hold a secret.
        raise _meaning(error, place, seconds) from None


def _meaning(error: Exception, place: str, seconds: float) -> HearingError:
    if isinstance(error, OSError):
        return _unconnected(error, place, seconds)
    if isinstance(error, imaplib.IMAP4.abort) and "unexpected response" not in str(error):
        return _broken(place, seconds, str(error))
    if busy(str(error)):
        message = f"{place} could not answer for now."
        return failed(Cause.SERVER_ERROR, message, "Try again; look at the server's log.", transient=True)
    message = f"{place} answered what is no IMAP ({type(error).__name__})."
    return failed(Cause.MALFORMED, message, "Check host and port.")


def _broken(place: str, seconds: float, said: str) -> HearingError:
    if "timed out" in said:
        return _late(place, seconds)
    message = f"{place} broke the connection off."
    return failed(Cause.UNREACHABLE, message, "See whether the server runs well, and speaks IMAP.", transient=True)


def _unconnected(error: OSError, place: str, seconds: float) -> HearingError:
    if isinstance(error, TimeoutError):
        return _late(place, seconds)
    if isinstance(error, ssl.SSLError):
        detail = getattr(error, "verify_message", "") or error.reason or "the handshake failed"
        message = f"{place} has a TLS error: {detail.lower().replace('_', ' ')}."
        return failed(Cause.TLS, message, "Renew or correct the server's certificate, or check the port.")
    if isinstance(error, socket.gaierror):
        message = f"The host of {place} has no address ({error.strerror})."
        passing = error.errno == socket.EAI_AGAIN
        return failed(Cause.UNREACHABLE, message, "Check the host's name, and the network.", transient=passing)
    if isinstance(error, ConnectionRefusedError):
        message = f"{place} refused the connection."
        return failed(Cause.REFUSED, message, "See whether the service runs there.", transient=True)
    return _broken(place, seconds, "")


def _late(place: str, seconds: float) -> HearingError:
    message = f"{place} did not answer within {seconds:g} seconds."
    return failed(Cause.TIMEOUT, message, "See whether the server is slow, or allow more time.")
