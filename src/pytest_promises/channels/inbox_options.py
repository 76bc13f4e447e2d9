"""The options of an `inbox` channel: their schema, and their values as a channel has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pytest_promises.channels.mail_picking import Search
from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Clock, Duration
from pytest_promises.reading import read_value

_TEXT = {"type": "string", "minLength": 1}
_SECRET = {"type": "string", "format": "password"}
_WHO = r"^[^@\s]*@[^@\s]+$"
_NO_WHO = "an address like `care@shop.example`, or `@shop.example` for all of a domain"

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Inbox",
        "description": (
            "A mailbox whose newest mail is read: imaps://user@host/FOLDER, imap://… with STARTTLS, or the path of a "
            "Maildir, relative to the spec."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["${INBOX}", "imaps://audit@mail.shop.example/INBOX", "demo:inbox"],
    },
    "options": {
        "subject": {
            "title": "Subject",
            "description": "What the mail's subject contains, whatever its case and spaces.",
            **_TEXT,
            "examples": ["We have received your message"],
        },
        "from": {
            "title": "From",
            "description": "Who the mail is from: an address, or `@` and a domain.",
            "type": "string",
            "pattern": _WHO,
            "patternErrorMessage": f"`from:` is {_NO_WHO}",
            "examples": ["care@shop.example", "@shop.example"],
        },
        "to": {
            "title": "To",
            "description": "Whom the mail was sent or delivered to: an address, or `@` and a domain.",
            "type": "string",
            "pattern": _WHO,
            "patternErrorMessage": f"`to:` is {_NO_WHO}",
            "examples": ["audit+{locale}@customer.example"],
        },
        "header": {
            "title": "Header",
            "description": "Header fields that the mail has, each with what it contains; nothing: it is there.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": ["string", "null"]},
            "examples": [{"Auto-Submitted": "auto-replied"}],
        },
        "newer_than": {
            "title": "Newer than",
            "description": "How long ago the mail may have come; an older one is stale. Default: any time.",
            **_TEXT,
            "examples": ["2 days", "36 hours", "P1W"],
        },
        "part": {
            "title": "Part",
            "description": (
                "Which form is read: `html`, `text` or `both`. Default: what a mail program shows, HTML where there is "
                "some."
            ),
            "enum": ["html", "text", "both"],
            "examples": ["both"],
        },
        "within": {
            "title": "Within",
            "description": "A CSS selector: only what the matching elements of the HTML show is heard.",
            **_TEXT,
            "examples": ["#content", ".answer"],
        },
        "folder": {
            "title": "Folder",
            "description": "The folder, where it is not in the address. Default: INBOX.",
            **_TEXT,
            "examples": ["Archive", "Входящие"],
        },
        "user": {
            "title": "User",
            "description": "Who logs in, where it is not in the address.",
            **_TEXT,
            "examples": ["${INBOX_USER}"],
        },
        "password": {
            "title": "Password",
            "description": "The password, from the environment.",
            **_SECRET,
            "examples": ["${INBOX_PASSWORD}"],
        },
        "token": {
            "title": "Token",
            "description": "An OAuth 2 access token in place of a password, from the environment.",
            **_SECRET,
            "examples": ["${INBOX_TOKEN}"],
        },
        "bounces": {
            "title": "Bounces",
            "description": "Whether the mail may be a report that another one was not delivered.",
            "type": "boolean",
            "default": False,
            "examples": [True],
        },
    },
}


@dataclass(frozen=True, slots=True)
class InboxOptions:
    """What a channel asks of its mailbox; an option that is not given is empty."""

    search: Search
    part: str = ""
    within: str = ""
    folder: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def login(self) -> tuple[str, str, str]:
        """Who logs in, and with what."""
        return self.user, self.password, self.token


def options_of(channel: Channel) -> InboxOptions:
    """Return the channel's options as values."""
    given = {name: value.strip() for name, value in channel.options.items() if isinstance(value, str)}
    header = channel.options.get("header")
    pairs = header.items() if isinstance(header, Mapping) else ()
    search = Search(
        subject=given.get("subject", ""),
        sender=given.get("from", ""),
        recipient=given.get("to", ""),
        header=tuple((str(name), str(value or "")) for name, value in pairs),
        newest=age_of(given.get("newer_than", "")),
        bounces=channel.options.get("bounces") is True,
    )
    rest = {name: given.get(name, "") for name in ("part", "within", "folder", "user", "password", "token")}
    return InboxOptions(search, **rest)


def age_of(text: str) -> float | None:
    """Return a length of time as people write it in seconds, or `None` for what is none."""
    value = read_value(text, "en") if text else None
    elapsed = isinstance(value, Duration) and value.clock is Clock.ELAPSED
    return value.maximum or None if elapsed and isinstance(value, Duration) else None


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    newest = options.get("newer_than")
    if isinstance(newest, str) and age_of(newest.strip()) is None:
        return f"`newer_than: {newest}` is no length of time: write it like `2 days` or `36 hours`"
    if options.get("password") and options.get("token"):
        return "`password:` and `token:` are two ways to log in: keep one of the two"
    if options.get("within") and options.get("part") in {"text", "both"}:
        return "`within:` selects from the HTML: leave it out, or write `part: html`"
    return None
