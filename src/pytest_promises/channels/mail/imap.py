"""A mailbox over IMAP (RFC 3501, RFC 9051): looked at, and changed by nothing but `remove`."""

import imaplib
import logging
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from pytest_promises.channels.extras import need
from pytest_promises.channels.mail.imap_account import Account
from pytest_promises.channels.mail.imap_errors import busy, telling
from pytest_promises.channels.mail.picking import FIELDS, Summary
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

_HEAD = 65_536
_NAME = re.compile(r"[!-9;-~]+")


class Imap:
    """An open mailbox; `newest` sees what came since, so that it can be asked again until a mail is there."""

    def __init__(self, client: Any, account: Account) -> None:
        self._client = client
        client.normalise_times = False  # moments with their offset, not in the local time of this machine
        self._folder = account.folder
        self.place = account.place

    def newest(self, most: int, names: Sequence[str]) -> list[Summary]:
        """Return the summaries of the newest mails, at most so many, with the header fields of those names too."""
        there = int(self._select()[b"EXISTS"])
        if not there:
            return []
        wanted = " ".join(dict.fromkeys(name.upper() for name in (*FIELDS, *names) if _NAME.fullmatch(name)))
        asked = ["UID", "INTERNALDATE", "RFC822.SIZE", f"BODY.PEEK[HEADER.FIELDS ({wanted})]<0.{_HEAD}>"]
        self._client.use_uid = False  # the newest are known by their positions alone
        found = self._client.fetch(range(max(1, there - most + 1), there + 1), asked)
        self._client.use_uid = True
        return [_summary(answer) for answer in found.values() if b"UID" in answer]

    def message(self, key: str, most: int) -> bytes:
        """Return a mail, or no more than its first `most` bytes.

        Raises `HearingError` (`NOT_FOUND`) when it is not there any more.
        """
        answer = self._client.fetch([int(key)], [f"BODY.PEEK[]<0.{most}>"]).get(int(key), {})
        body = next((value for name, value in answer.items() if name.startswith(b"BODY[]")), None)
        if body is None:
            raise failed(Cause.NOT_FOUND, f"A mail has just gone from {self.place}.", "", transient=True)
        return bytes(body[:most])

    def url(self, key: str) -> str:
        """Return where a mail is (RFC 5092), for evidence."""
        return f"{self.place};UID={key}"

    def remove(self, key: str) -> None:
        """Delete a mail for good; one that has gone already is none to delete."""
        self._client.select_folder(self._folder)
        self._client.delete_messages([int(key)], silent=True)
        # Without UIDPLUS (RFC 4315) it only stays marked: expunging would take along what others have marked.
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([int(key)])

    def _select(self) -> dict[bytes, Any]:
        try:
            selected: dict[bytes, Any] = self._client.select_folder(self._folder, readonly=True)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if "NOPERM" in str(error):
                raise failed(Cause.DENIED, f"{self.place} may not be read.", "Give the account the right.") from error
            message = f"There is no folder {self.place}."
            raise failed(Cause.NOT_FOUND, message, "Correct the folder; its name is the server's own.") from error
        return selected


def _summary(answer: dict[bytes, Any]) -> Summary:
    head = next((value for name, value in answer.items() if name.startswith(b"BODY[HEADER")), None) or b""
    received = answer.get(b"INTERNALDATE")
    at = received.timestamp() if isinstance(received, datetime) else 0.0
    return Summary.of(str(answer[b"UID"]), at, int(answer.get(b"RFC822.SIZE") or 0), bytes(head))


@contextmanager
def opened(account: Account, seconds: float) -> Iterator[Imap]:
    """Connect to a mailbox, log in and out again; all that follows the connecting ends after so many seconds.

    Raises `HearingError` for whatever keeps it from being looked at, `UNAVAILABLE` when the extra is not installed.
    """
    package = need("imapclient", "inbox", "inbox")
    # At its DEBUG level the package logs what goes over the wire: mail that is nobody's business.
    logging.getLogger("imapclient").setLevel(logging.WARNING)
    with telling(account.place, seconds):
        client = _connected(package.IMAPClient, account, seconds)
        try:
            with _cut_off(client, seconds):
                _log_in(client, account)
                yield Imap(client, account)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.shutdown()


@contextmanager
def _cut_off(client: Any, seconds: float) -> Iterator[None]:
    """Cut a connection after so many seconds, with a `TimeoutError` for what was waiting on it.

    The time limit of a socket begins anew with each byte: by it alone, a server that trickles would never be done.
    """
    over = threading.Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):
            client.socket().shutdown(socket.SHUT_RDWR)

    limit = threading.Timer(seconds, cut)
    limit.daemon = True
    limit.start()
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as error:
        if over.is_set():
            raise TimeoutError from error
        raise
    finally:
        limit.cancel()


def _connected(client_type: Any, account: Account, seconds: float) -> Any:
    context = _trusting(account.ca_certificates)
    client = client_type(account.host, account.port, ssl=account.tls, ssl_context=context, timeout=seconds)
    if not account.tls and client.has_capability("STARTTLS"):
        client.starttls(context)
    elif not account.tls and not _is_loopback(account.host):
        client.shutdown()
        message = f"{account.place} offers no encryption (STARTTLS): nobody logs in there."
        raise failed(Cause.TLS, message, "Have the server offer it, or use imaps://.")
    return client


def _trusting(ca_certificates: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    try:
        if ca_certificates:
            context.load_verify_locations(ca_certificates)
    except (OSError, ssl.SSLError) as error:
        message = f"`ca_certificates: {ca_certificates}` cannot be used ({error.strerror or error})."
        raise failed(Cause.UNAVAILABLE, message, "Give a file of certificates in PEM form.") from error
    return context


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _log_in(client: Any, account: Account) -> None:
    try:
        if account.token:
            _bring_token(client, account)
        elif client.has_capability("AUTH=PLAIN"):
            # LOGIN can carry nothing but ASCII.
            said = f"\0{account.user}\0{account.password}".encode()
            client.sasl_login("PLAIN", lambda _: said)
        else:
            client.login(account.user, account.password)
    except imaplib.IMAP4.error as error:
        # The package also calls it a refusal when the connection broke off meanwhile.
        if isinstance(error.__context__ or error, imaplib.IMAP4.abort):
            raise imaplib.IMAP4.abort from None
        raise _not_let_in(account, str(error)) from None  # the error may hold what was sent


def _bring_token(client: Any, account: Account) -> None:
    if client.has_capability("AUTH=OAUTHBEARER"):
        client.oauthbearer_login(account.user, account.token)
    elif client.has_capability("AUTH=XOAUTH2"):
        client.oauth2_login(account.user, account.token)
    else:
        message = f"{account.place} takes no tokens: it offers neither OAUTHBEARER nor XOAUTH2."
        raise failed(Cause.DENIED, message, "Log in with `password:`, if the server takes one.")


def _not_let_in(account: Account, answer: str) -> HearingError:
    if busy(answer):
        message = f"{account.place} lets nobody in for now."
        return failed(Cause.SERVER_ERROR, message, "Try again; fewer connections at a time may help.", transient=True)
    what = "token" if account.token else "password"
    message = f"{account.place} refused the login."
    return failed(Cause.DENIED, message, f"Check the user and the {what}; many services want one made for programs.")
