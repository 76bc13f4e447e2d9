"""Which mail is meant: the newest of those that fit every condition, picked out of summaries; pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pytest_promises.channels.mail.headers import Fields, addresses, fields_of, moment, values, words
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
FIELDS = ("subject", "from", "date", "content-type", "x-failed-recipients", *RECIPIENTS)
"""The fields that a summary needs, beside those that a `header:` names."""

_MAILERS = ("mailer-daemon@", "postmaster@")
_ADDRESS = re.compile(r"[^\s<>\"']+@[^\s<>\"']+")
_NEAR = 3
_LONGEST_SUBJECT = 50


@dataclass(frozen=True, slots=True)
class Summary:
    """One mail of a mailbox, without its body.

    `key` finds it again in its mailbox; `received` is when it arrived there, in seconds since 1970; `size` in bytes.
    """

    key: str
    received: float
    size: int
    fields: Fields

    @classmethod
    def of(cls, key: str, received: float, size: int, head: bytes) -> "Summary":
        """Return the summary of a mail whose header begins like that."""
        return cls(key, received, size, fields_of(head))

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return next((words(value) for value in values(self.fields, "subject")), "")


@dataclass(frozen=True, slots=True)
class Search:
    """What a mail must fulfil; a condition that is not given is empty.

    `subject` and the values of `header` are contained, whatever their case and spaces; a header without a value must
    be there. `sender` and `recipient` are whole addresses, or `@domain`. `newest` is the longest age in seconds.
    """

    subject: str = ""
    sender: str = ""
    recipient: str = ""
    header: tuple[tuple[str, str], ...] = ()
    newest: float | None = None
    bounces: bool = False


_Test = Callable[[Summary], bool]


def pick(mails: Sequence[Summary], search: Search, now: float, place: str) -> Summary:
    """Return the newest mail that fits, of those received at the same time the one that was sent last.

    `now` is in seconds since 1970; `place` names the mailbox in messages. A bounce is never taken for a mail of the
    service's own, unless the search asks for it.

    Raises `HearingError`: `EMPTY` when none fits, telling what came near, `STALE` when the newest is too old.
    """
    tests = tuple(_tests(search))
    fitting = [mail for mail in mails if all(test(mail) for _, test in tests)]
    if not fitting:
        raise _nothing(mails, tests, place)
    newest = max(fitting, key=_age)
    if search.newest is not None and now - newest.received > search.newest:
        raise _too_old(newest, search.newest, place)
    return newest


def fits(mail: Summary, search: Search) -> bool:
    """Return whether a mail fulfils every condition but that of its age."""
    return all(test(mail) for _, test in _tests(search))


def _age(mail: Summary) -> tuple[float, float, int, str]:
    sent = next((found for value in values(mail.fields, "date") if (found := moment(value)) is not None), 0.0)
    # Numbers that a server counts up with order as numbers, whatever their length.
    return mail.received, sent, len(mail.key), mail.key


def _tests(search: Search) -> Iterator[tuple[str, _Test]]:
    """Yield the conditions with their names."""
    if search.subject:
        yield "subject", lambda mail: _folded(search.subject) in _folded(mail.subject)
    if search.sender:
        yield "from", lambda mail: _is_from(mail, search.sender)
    if search.recipient:
        yield "to", lambda mail: _is_to(mail, search.recipient)
    for name, value in search.header:
        yield f"header {name}", lambda mail, name=name, value=value: _has(mail, name, value)  # type: ignore[misc]
    if not search.bounces:
        yield "no bounce", lambda mail: not is_bounce(mail.fields)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_from(mail: Summary, wanted: str) -> bool:
    # Two senders' fields are a forgery: which of them a mail program shows is anybody's guess.
    lines = [*values(mail.fields, "from")]
    found = addresses(lines)
    return len(lines) == 1 and bool(found) and all(_fits(address, wanted) for address in found)


def _is_to(mail: Summary, wanted: str) -> bool:
    found = addresses(value for name in RECIPIENTS for value in values(mail.fields, name))
    return any(_fits(address, wanted) for address in found)


def _fits(address: str, wanted: str) -> bool:
    wanted = wanted.strip().lower()
    return address.endswith(wanted) if wanted.startswith("@") else address == wanted


def _has(mail: Summary, name: str, value: str) -> bool:
    return any(_folded(value) in _folded(words(found)) for found in values(mail.fields, name))


def is_bounce(fields: Fields) -> bool:
    """Return whether a mail reports on the delivery of another (RFC 3464).

    An empty `Return-Path` tells nothing: every proper auto-reply has one (RFC 3834).
    """
    kind = next((value.partition(";")[0].strip().lower() for value in values(fields, "content-type")), "")
    mailer = any(one.startswith(_MAILERS) for one in addresses(values(fields, "from")))
    return kind == "multipart/report" or mailer or any(True for _ in values(fields, "x-failed-recipients"))


def _nothing(mails: Sequence[Summary], tests: Sequence[tuple[str, _Test]], place: str) -> HearingError:
    asked = ", ".join(f"`{name}:`" for name, _ in tests if name != "no bounce")
    message = f"There is no mail in {place}" + (f" that fits {asked}." if asked and mails else ".")
    ranked = sorted(mails, key=lambda mail: (sum(test(mail) for _, test in tests), _age(mail)), reverse=True)
    near = ", ".join(_near(mail, tests) for mail in ranked[:_NEAR])
    looked = f" Among the {len(mails):,} newest, near is: {near}." if near else ""
    return failed(Cause.EMPTY, message + looked, "See whether the mail is sent; correct what is asked for.")


def _near(mail: Summary, tests: Sequence[tuple[str, _Test]]) -> str:
    missed = " and ".join(f"`{name}`" for name, test in tests if not test(mail))
    return f'"{shown_subject(mail.subject)}" (but for {missed})'


def shown_subject(subject: str) -> str:
    """Return a subject as a message may show it: short, without addresses and without what is no letter or sign."""
    # An address that is cut in two would no longer look like one: it goes before the text is shortened.
    text = _ADDRESS.sub("…", "".join(char if char.isprintable() else " " for char in subject[:1000]))
    return text if len(text) <= _LONGEST_SUBJECT else f"{text[: _LONGEST_SUBJECT - 1]}…"


def _too_old(mail: Summary, newest: float, place: str) -> HearingError:
    came = datetime.fromtimestamp(mail.received, UTC).isoformat(timespec="minutes")
    message = (
        f'The newest mail in {place} that fits, "{shown_subject(mail.subject)}", came {came[:16]} UTC: '
        f"it is older than {newest / 3600:g} hours."
    )
    return failed(Cause.STALE, message, "See whether the mail is still sent, or allow more time in `newer_than:`.")
