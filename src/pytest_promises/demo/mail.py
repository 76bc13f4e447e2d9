"""A customer's mailbox, as a Maildir: what the shop sends automatically, among what else comes into a mailbox."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from html import escape

from .content import LOCALES, Content, group

Texts = Callable[[str], Content]

CARE = "care@harborpine.example"
_CHARSETS = {"en": ("utf-8", "8bit"), "ru": ("koi8-r", "base64"), "th": ("tis-620", "base64"), "bg": ("cp1251", "qp")}
_LONG_AGO = 1_700_000_000
_HTML = """<!doctype html>
<html lang="{lang}">
<head><title>mail</title><style>.preheader {{ display: none }}</style></head>
<body>
<div class="preheader">{preheader}</div>
<table role="presentation">
<tr><td><p>{greeting}</p><p id="promise">{reply}</p><p>{urgent}</p><p>{thanks}</p></td></tr>
</table>
<div class="gmail_quote"><div class="gmail_attr">{wrote}</div><blockquote>{asked}</blockquote></div>
</body>
</html>
"""
_TEXT = "{greeting}\n\n{plain_reply}\n{urgent}\n\n{thanks}\n-- \nHarbor & Pine\n\n{wrote}\n> {asked}\n"
_BOUNCE = """\
From: Harbor & Pine <{care}>
To: audit+en@customer.example
Subject: Undelivered: We have received your message
Date: {sent}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=bounce

--bounce
Content-Type: text/plain

Your mail could not be delivered, and is answered within 5 days.

--bounce
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.harborpine.example

Final-Recipient: rfc822; nobody@harborpine.example
Action: failed
Status: 5.1.1

--bounce--
"""


def reply(locale: str, texts: Content, to: str) -> bytes:
    """Return the automatic answer to somebody who has just written; `texts` are those of the mail."""
    return _answer(locale, texts, format_datetime(datetime.now(UTC)), to)


def mails(texts: Texts) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the Maildir, oldest first, with what is in them.

    The name of an old one begins with when it was delivered, as mail servers name them; the others are new.
    """
    for locale in LOCALES:
        now = group(texts(locale), "mail")
        former = {**now, "reply": now["preheader"], "plain_reply": now["preheader"]}
        yield f"cur/{_LONG_AGO}.former-{locale}:2,S", _answer(locale, former, _sent(days=1000))
    for locale in LOCALES:
        yield f"new/answer-{locale}", _answer(locale, group(texts(locale), "mail"), _sent(minutes=30))
    yield "new/newsletter", _newsletter()
    yield "new/forgery", _forgery()
    yield "new/somebody-elses", _somebody_elses()
    yield "new/bounce", _bounce()


@cache
def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _sent(**ago: float) -> str:
    return format_datetime(_now() - timedelta(**ago))


def _answer(locale: str, texts: Content, sent: str, to: str = "") -> bytes:
    """Return the automatic answer to a customer, in the charset that the language's programs used to send."""
    charset, encoding = _CHARSETS[locale]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Harbor & Pine <{CARE}>"
    mail["To"] = to or f"audit+{locale}@customer.example"
    mail["Subject"] = str(texts["subject"])
    mail["Date"] = sent
    mail["Auto-Submitted"] = "auto-replied"
    plain = _TEXT.format(**texts)
    markup = _HTML.format(lang=locale, **{name: escape(str(text)) for name, text in texts.items()})
    transfer = {"qp": "quoted-printable"}.get(encoding, encoding)
    mail.set_content(plain, charset=charset, cte=transfer)
    mail.add_alternative(markup, subtype="html", charset=charset, cte=transfer)
    mail.set_boundary(f"harbor-and-pine-{locale}")
    return mail.as_bytes()


def _newsletter() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"Harbor & Pine <news@{CARE.partition('@')[2]}>", "audit+en@customer.example"
    mail["Subject"], mail["Date"] = "New tents are here", _sent(minutes=20)
    mail["List-Id"], mail["Precedence"] = "<news.harborpine.example>", "bulk"
    mail.set_content("Tents for two and three. This week the chat answers every e-mail within 3 hours.\n")
    return mail.as_bytes()


def _forgery() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f'"{CARE}" <winner@elsewhere.example>', "audit+en@customer.example"
    mail["Subject"], mail["Date"] = "We have received your message", _sent(minutes=15)
    mail.set_content("We answer every e-mail within 1 hour. Click here.\n")
    return mail.as_bytes()


def _somebody_elses() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = f"Harbor & Pine <{CARE}>", "somebody-else@customer.example"
    mail["Subject"], mail["Date"] = "Your order", _sent(minutes=10)
    mail.set_content("Boris answers every e-mail within 9 hours, he says.\n")
    return mail.as_bytes()


def _bounce() -> bytes:
    """Return a report on a mail that could not be delivered, with that mail in it (RFC 3464)."""
    return _BOUNCE.format(care=CARE, sent=_sent(minutes=5)).replace("\n", "\r\n").encode()
