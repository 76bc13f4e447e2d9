"""A mailbox on an IMAP server, as its address names it, and how to log in there."""

from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox and how to log in there; with `tls` the connection is encrypted from its first byte.

    One of `password` and `token` (an OAuth 2 access token) is given; `ca_certificates` is a file with authorities.
    """

    host: str
    port: int
    tls: bool
    folder: str
    user: str = field(repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    ca_certificates: str = ""

    @property
    def place(self) -> str:
        """The mailbox as an address, without who logs in."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS["imaps" if self.tls else "imap"] else f":{self.port}"
        return f"{'imaps' if self.tls else 'imap'}://{host}{port}/{quote(self.folder)}"


def account_of(url: str, folder: str, user: str, password: str, token: str) -> Account:
    """Return the account that an address names; `folder` and `user` are used instead of the address's own.

    Raises `HearingError` (`MALFORMED`) for what is no address of a mailbox, one with a password in it, and for an
    account that nobody can log in to.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise _no_account("is no address of a mailbox") from error
    if not parts.hostname:
        raise _no_account("names no host")
    if parts.password is not None:
        raise _no_account("has a password in it, which belongs in `password:`")
    who = user or unquote(parts.username or "")
    if not who or not (password or token):
        raise _no_account("needs a user, and `password:` or `token:`")
    name = folder or unquote(parts.path.strip("/")) or "INBOX"
    return Account(parts.hostname, port, parts.scheme == "imaps", name, who, password, token)


def _no_account(why: str) -> HearingError:
    remedy = 'Write it like imaps://audit@mail.example/INBOX, with `password: "${INBOX_PASSWORD}"`.'
    return failed(Cause.MALFORMED, f"The mailbox's address {why}.", remedy)
