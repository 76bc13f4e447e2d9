"""The options of a `round_trip` probe: what they mean, in JSON Schema, and what is wrong with them together."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.channels.addresses import scheme_of
from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.mail.options import problem as inbox_problem
from pytest_promises.channels.mail.schema import SCHEMA as INBOX
from pytest_promises.channels.presets.options import word

TOKEN = "{token}"  # noqa: S105 - the place of it in a text
_INBOX: Mapping[str, Any] = {name: one for name, one in INBOX["options"].items() if name != "newer_than"}  # type: ignore[attr-defined]
INBOX_OPTIONS = frozenset(_INBOX)
_TEXTS = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
_MAILING = ("smtp", "smtp_user", "smtp_password", "sender", "title", "text")
_FILLING = ("form", "submit", "confirmation")

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Round trip",
        "description": (
            "Where a message is sent that an automatic reply must come to: the page with the form, as a path below the "
            "site or a whole http(s) address, or `mailto:` and an address. It needs `--promises-probe`."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["/en/contact", "mailto:care@shop.example"],
    },
    "options": {
        "form": {
            "title": "Form",
            "description": (
                "What is written into which field, by its label or a CSS selector: a text, an option of a list or a "
                "group, `true` or `false` for a box. `{token}` stands for a word that is found again in the reply."
            ),
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": ["string", "boolean"], "examples": ["A test: {token}", True]},
            "examples": [{"Your e-mail": "audit+{token}@customer.example", "Message": "A test: {token}"}],
        },
        "submit": word("Submit", "The button that sends the form, by its name or a CSS selector.", "Send"),
        "confirmation": word("Confirmation", "What the page shows once the form has been sent.", "Thank you"),
        "smtp": word("SMTP", "The server that takes the mail: `smtp://` or `smtps://`.", "smtps://mail.shop.example"),
        "smtp_user": word("SMTP user", "Who logs in there.", "audit"),
        "smtp_password": {
            "title": "SMTP password",
            "description": "The password, from the environment.",
            "type": "string",
            "format": "password",
            "examples": ["${SMTP_PASSWORD}"],
        },
        "sender": word("Sender", "Whom the mail is from.", "audit@customer.example"),
        "title": word("Title", "The subject of the mail; `{token}` as in a form.", "A test, please ignore: {token}"),
        "text": word("Text", "The text of the mail; `{token}` as in a form.", "This is a test: {token}"),
        "marked": {
            "title": "Marked",
            "description": (
                "Header fields that mark what is sent as a test: of the mail, or of all that goes to the page's host."
            ),
            **_TEXTS,
            "default": {"X-Promises-Probe": "round-trip"},
            "examples": [{"X-Test": "audit"}],
        },
        "inbox": word(
            "Inbox",
            "The mailbox that the reply comes to, as an `inbox` channel has it.",
            "${INBOX}",
            "imaps://audit@mail.shop.example/INBOX",
        ),
        "within_at_most": word("Within at most", "How long the reply is waited for. Default: 2 minutes.", "10 minutes"),
        "clean_up": {
            "title": "Clean up",
            "description": "Whether the reply is deleted from the mailbox once it has been read.",
            "type": "boolean",
            "default": False,
            "examples": [True],
        },
        **_INBOX,
    },
    # `{token}` is filled in when the message is sent.
    "scripts": ("form", "title", "text", "to"),
    "places": ("inbox",),
}


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    longest = options.get("within_at_most")
    if isinstance(longest, str) and age_of(longest.strip()) is None:
        return f"`within_at_most: {longest}` is no length of time: write it like `2 minutes`"
    if not options.get("inbox"):
        return "`inbox:` is missing: name the mailbox that the reply comes to"
    return _sending_problem(options) or inbox_problem(options)


def _sending_problem(options: Mapping[str, object]) -> str | None:
    mailing, filling = ([name for name in names if name in options] for names in (_MAILING, _FILLING))
    if mailing and filling:
        return f"`{filling[0]}:` is of a form and `{mailing[0]}:` of a mail: keep one of the two"
    for name in ("smtp", "sender", "text") if mailing else ("form", "submit"):
        if name not in options:
            return f"`{name}:` is missing: {'a mail' if mailing else 'a form'} cannot be sent without"
    if mailing and scheme_of(str(options["smtp"])) not in {"smtp", "smtps"}:
        return f"`smtp: {options['smtp']}` is no mail server: write it like `smtps://mail.shop.example`"
    form = options.get("form")
    texts = [*form.values()] if isinstance(form, Mapping) else [options.get("title", ""), options.get("text", "")]
    if not any(TOKEN in str(text) for text in texts):
        return f"`{'text' if mailing else 'form'}:` has no {TOKEN}: without it no reply can be told from another"
    return None
