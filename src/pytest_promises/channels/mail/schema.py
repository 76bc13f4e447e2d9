"""The schema of an `inbox` channel."""

from collections.abc import Mapping

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
