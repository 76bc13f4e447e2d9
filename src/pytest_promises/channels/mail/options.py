"""The options of an `inbox` channel as values, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.mail.picking import Search
from pytest_promises.model.promise import Channel


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
