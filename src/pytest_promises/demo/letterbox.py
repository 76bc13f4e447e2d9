"""The contact form: what is written there is answered by mail, at once and by nobody."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs
from uuid import uuid4

from .content import LOCALES, Content, group
from .mail import reply

MOST = 20_000
"""Bytes of a message that are taken."""

Texts = Callable[[str], Content]
"""Returns the texts of a language, as they are where the form is sent to."""


def locale_of(path: str) -> str | None:
    """Return the language of a path that forms are sent to, or `None` for any other path."""
    return next((locale for locale in LOCALES if path == f"/{locale}/message"), None)


def answer(locale: str, body: bytes, texts: Texts) -> bytes | None:
    """Return the mail that answers a form, or `None` for one without an address or a message."""
    written = {name: values[-1].strip() for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    to, message = written.get("email", ""), " ".join(written.get("message", "").split())
    if not message or "@" not in to or not to.isprintable():
        return None
    said = texts(locale)
    quoted = str(group(said, "message")["quote"]).format(message)
    # What was written may have letters that the charset of the mail has not.
    asked = quoted.encode("ascii", "replace").decode()
    return reply(locale, {**group(said, "mail"), "asked": asked}, to)


def deliver(mail: bytes, inbox: Path) -> None:
    """Put a mail into a Maildir: it is there as a whole, or not at all."""
    waiting, name = inbox / "tmp", uuid4().hex
    waiting.mkdir(exist_ok=True)
    waiting.joinpath(name).write_bytes(mail)
    waiting.joinpath(name).rename(inbox / "new" / name)
