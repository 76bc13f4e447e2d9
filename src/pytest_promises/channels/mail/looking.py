"""One look into a mailbox: the mail that each channel means is picked and read, each mail loaded once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Protocol

from pytest_promises.channels.addresses import scheme_of
from pytest_promises.channels.mail.body import read, readable
from pytest_promises.channels.mail.options import InboxOptions, options_of
from pytest_promises.channels.mail.picking import Summary, pick
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Order
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Target
from pytest_promises.model.promise import Channel

Keep = Callable[[str], str]
MOST_MAILS = 1000
"""How many of the newest mails of a mailbox are looked at."""


class Mailbox(Protocol):
    """A mailbox that can be looked into, again and again; its methods raise `HearingError`."""

    place: str

    def newest(self, most: int, names: Sequence[str]) -> list[Summary]:
        """Return the summaries of the newest mails, at most so many, with the header fields of those names."""
        ...

    def message(self, key: str, most: int) -> bytes:
        """Return a mail, or no more than its first `most` bytes."""
        ...

    def url(self, key: str) -> str:
        """Return where a mail is, for evidence."""
        ...

    def remove(self, key: str) -> None:
        """Delete a mail for good; one that has gone already is none to delete."""
        ...


@contextmanager
def opened(target: Target, options: InboxOptions, seconds: float) -> Iterator[Mailbox]:
    """Open a target's mailbox, to be looked into within so many seconds."""
    if scheme_of(target.url) in {"imap", "imaps"}:
        from pytest_promises.channels.mail import imap
        from pytest_promises.channels.mail.imap_account import account_of

        account = account_of(target.url, options.folder, *options.login)
        with imap.opened(replace(account, ca_certificates=target.access.ca_certificates), seconds) as mailbox:
            yield mailbox
    else:
        from pytest_promises.channels.mail.maildir import Maildir

        yield Maildir(Path(target.url), options.folder)


def look(order: Order, now: str, seconds: float, max_bytes: int, keep: Keep = lambda _: "") -> tuple[Hearing, ...]:
    """Return one hearing a channel; `now` is the time as ISO 8601, `max_bytes` the largest mail that is read.

    `keep` is given each mail that was read, and returns the reference to what is kept of it.
    Raises `HearingError` when nobody can look into the mailbox.
    """
    began = perf_counter()
    asked = {channel.name: options_of(channel) for channel in order.channels}
    first = next(iter(asked.values()))
    if any(options.login != first.login for options in asked.values()):
        message = "Channels of one mailbox log in with different secrets."
        raise failed(Cause.MALFORMED, message, "Give all the same `password:` or `token:`.")
    names = {name for options in asked.values() for name, _ in options.search.header}
    with opened(order.target, first, seconds) as mailbox:
        mails = mailbox.newest(MOST_MAILS, sorted(names))
        glance = _Look(mailbox, mails, now, max_bytes, keep)
        heard = [glance.hearing(channel, asked[channel.name]) for channel in order.channels]
    took = perf_counter() - began
    return tuple(replace(one, evidence=replace(one.evidence, seconds=took)) for one in heard)


@dataclass(slots=True)
class _Look:
    """What is seen of a mailbox at one time."""

    mailbox: Mailbox
    mails: Sequence[Summary]
    now: str
    max_bytes: int
    keep: Keep
    _bodies: dict[str, bytes] = field(default_factory=dict)

    def hearing(self, channel: Channel, options: InboxOptions) -> Hearing:
        evidence = Evidence(url=self.mailbox.place, fetched_at=self.now, locale=channel.locale)
        try:
            now = datetime.fromisoformat(self.now).timestamp()
            mail = pick(self.mails, options.search, now, self.mailbox.place)
            received = datetime.fromtimestamp(mail.received, UTC).isoformat(timespec="seconds")
            evidence = replace(evidence, url=self.mailbox.url(mail.key), as_of=received)
            said = read(self._body(mail), options.part, options.within, "The mail that was picked")
            document = self.keep(readable(self._body(mail), options.part, options.within))
        except HearingError as error:
            # What may pass concerns the whole mailbox, and is tried again.
            if error.mishap.transient:
                raise
            return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
        return Hearing(channel.name, said.passages, evidence=replace(evidence, view=said.nature, document=document))

    def _body(self, mail: Summary) -> bytes:
        if mail.key not in self._bodies:
            body = self.mailbox.message(mail.key, self.max_bytes + 1)
            if len(body) > self.max_bytes:
                message = f"A mail in {self.mailbox.place} is larger than {self.max_bytes:,} bytes."
                raise failed(Cause.TOO_LARGE, message, "Have a smaller one sent, or raise the limit.")
            self._bodies[mail.key] = body
        return self._bodies[mail.key]
