"""Waiting for the answer to a message that was sent: the mail with its token, and what came near."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from threading import Event
from time import monotonic

from pytest_promises.channels.mail.headers import fields, words
from pytest_promises.channels.mail.looking import Mailbox, opened
from pytest_promises.channels.mail.options import InboxOptions
from pytest_promises.channels.mail.picking import Summary, fits, shown_subject
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, Target

POLL = 1.0
"""Seconds between two looks into the mailbox: a mail is seen at most so long after it has come."""
_NEWEST = 50
_SLACK = 20.0
"""Seconds for connecting and for the last look, beyond those that are waited."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Which mail is waited for: where, which conditions it fulfils, and the token in it."""

    mailbox: Target
    options: InboxOptions
    token: str
    seconds: float
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that came: `seconds` by the clock of this machine, `received` what the mailbox says, since 1970."""

    key: str
    url: str
    seconds: float
    received: float
    body: bytes


@dataclass(frozen=True, slots=True)
class Missed:
    """No mail came in so many seconds; `stray` is the subject of one that fits but for the token."""

    seconds: float
    stray: str = ""


def already_there(awaited: Awaited) -> frozenset[str]:
    """Return the keys of the newest mails; raises `HearingError` when nobody can look into the mailbox."""
    with opened(awaited.mailbox, awaited.options, _SLACK) as mailbox:
        return frozenset(mail.key for mail in _newest(mailbox, awaited))


def wait(awaited: Awaited, known: frozenset[str], sent: float, over: Event) -> Arrival | Missed:
    """Look again and again until the mail is there, the time is up, or it is over.

    `known` are mails that were there before, `sent` when the message was sent by `time.monotonic`. Raises
    `HearingError` when nobody can look into the mailbox any more.
    """
    seen, stray = set(known), ""
    with opened(awaited.mailbox, awaited.options, awaited.seconds + _SLACK) as mailbox:
        while True:
            for mail in (one for one in _newest(mailbox, awaited) if one.key not in seen):
                seen.add(mail.key)
                body = _body(mailbox, mail, awaited)
                if holds(body, awaited.token):
                    return Arrival(mail.key, mailbox.url(mail.key), monotonic() - sent, mail.received, body)
                stray = shown_subject(mail.subject)
            waited = monotonic() - sent
            if waited >= awaited.seconds or over.wait(min(POLL, awaited.seconds - waited)):
                return Missed(waited, stray)


def remove(awaited: Awaited, arrival: Arrival) -> None:
    """Delete the mail that came; raises `HearingError` when that may not be done."""
    with opened(awaited.mailbox, awaited.options, _SLACK) as mailbox:
        mailbox.remove(arrival.key)


def _newest(mailbox: Mailbox, awaited: Awaited) -> list[Summary]:
    search = awaited.options.search
    found = mailbox.newest(_NEWEST, sorted({name for name, _ in search.header}))
    return [mail for mail in found if fits(mail, search)]


def _body(mailbox: Mailbox, mail: Summary, awaited: Awaited) -> bytes:
    body = mailbox.message(mail.key, awaited.max_bytes + 1)
    if len(body) > awaited.max_bytes:
        message = f"A mail in {mailbox.place} is larger than {awaited.max_bytes:,} bytes."
        raise failed(Cause.TOO_LARGE, message, "Have a smaller one sent, or raise the limit.")
    return body


def holds(body: bytes, token: str) -> bool:
    """Return whether a token stands anywhere in a mail: in its header, its text, or in what it quotes."""
    if token.encode() in body:
        return True
    try:
        mail = BytesParser().parsebytes(body)
        return any(token in words(value) for _, value in fields(mail)) or any(
            token.encode() in part for part in _payloads(mail)
        )
    except (RecursionError, MessageError):
        return False


def _payloads(mail: Message) -> Iterator[bytes]:
    for part in mail.walk():
        payload = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload


@contextmanager
def ending(over: Event) -> Iterator[None]:
    """Say that it is over when whoever waits goes away."""
    try:
        yield
    finally:
        over.set()
