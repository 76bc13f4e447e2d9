"""A mail to the service, sent over SMTP (RFC 5321)."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, make_msgid
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Post:
    """The server that takes mail: its address, `smtp://` or `smtps://`, and who logs in there (`""`: nobody)."""

    url: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca_certificates: str = ""

    @property
    def host(self) -> str:
        """The server's name."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """The port: 587 for `smtp://` and 465 for `smtps://`, where none is named."""
        return urlsplit(self.url).port or _PORTS[urlsplit(self.url).scheme]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail; `headers` are further fields of it."""

    sender: str
    recipient: str
    subject: str
    text: str
    headers: Mapping[str, str]

    def message(self) -> EmailMessage:
        """Return the mail as it is sent."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = self.sender, self.recipient, self.subject
        mail["Date"], mail["Message-ID"] = format_datetime(localtime()), make_msgid(domain="pytest-promises.invalid")
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(self.text)
        return mail


def send(letter: Letter, post: Post, seconds: float) -> float:
    """Send a mail; return when the server had taken it, by `time.monotonic`.

    Raises `HearingError`: `REFUSED`, `UNREACHABLE`, `TIMEOUT` and `TLS` for the connection, `DENIED` for the login and
    for who may send to whom.
    """
    with _telling(post, seconds):
        secure = urlsplit(post.url).scheme == "smtps"
        context = ssl.create_default_context(cafile=post.ca_certificates or None)
        with (
            smtplib.SMTP_SSL(post.host, post.port, timeout=seconds, context=context)
            if secure
            else smtplib.SMTP(post.host, post.port, timeout=seconds)
        ) as server:
            server.ehlo()
            if not secure and server.has_extn("starttls"):
                server.starttls(context=context)
                secure = True
            if post.user:
                _log_in(server, post, secure=secure)
            server.send_message(letter.message())
            return monotonic()


def _log_in(server: smtplib.SMTP, post: Post, *, secure: bool) -> None:
    if not secure and not _is_loopback(post.host):
        message = f"{post.host} offers no encryption (STARTTLS): nobody logs in there."
        raise failed(Cause.TLS, message, "Have the server offer it, or use smtps://.")
    server.login(post.user, post.password)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _telling(post: Post, seconds: float) -> Iterator[None]:
    """Raise what fails as `HearingError`; nothing of what was sent or answered goes into a message."""
    place = f"{post.host}:{post.port}"
    try:
        yield
    except smtplib.SMTPAuthenticationError:
        raise failed(Cause.DENIED, f"{place} refused the login.", "Check `smtp_user:` and `smtp_password:`.") from None
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError):
        message = f"{place} did not take the mail."
        raise failed(Cause.DENIED, message, "See whom it sends for, and to whom; it may want a login.") from None
    except ssl.SSLError as error:
        raise failed(Cause.TLS, f"{place} has a TLS error.", "Renew or correct its certificate.") from error
    except TimeoutError:
        raise failed(Cause.TIMEOUT, f"{place} did not take the mail within {seconds:g} seconds.") from None
    except ConnectionRefusedError:
        raise failed(
            Cause.REFUSED, f"{place} refused the connection.", "See whether a mail server runs there."
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        message = f"{place} took no mail ({type(error).__name__})."
        raise failed(Cause.UNREACHABLE, message, "Check host and port.") from None
