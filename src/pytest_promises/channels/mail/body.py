"""What a mail says to whoever opens it: of its MIME parts (RFC 2045-2049) those that are shown, read as passages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesParser

from pytest_promises.channels.mail import text as mail_text
from pytest_promises.channels.mail.headers import fields, text_of, values, words
from pytest_promises.channels.mail.html import html_of, own_passages
from pytest_promises.channels.mail.writing import written
from pytest_promises.channels.markup.html import InvalidSelectorError
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.pages.options import wrong_selector
from pytest_promises.model.hearing import Cause, HearingError
from pytest_promises.model.statement import Passage

_DEEPEST = 20
_MOST_PARTS = 100
_AUTOMATIC = ("auto-submitted", "precedence", "x-autoreply", "list-id")
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one mail says; `nature` is the form that was read, and what the mail's header tells of its origin."""

    passages: tuple[Passage, ...]
    nature: str


def read(body: bytes, wanted: str, within: str, place: str) -> Said:
    """Return what a mail says: its subject, then its text.

    `wanted` is `html`, `text`, `both`, or empty for what a mail program shows: HTML where there is some. `within` is a
    CSS selector: only what matches of the HTML is heard, and no subject. `place` names the mail in messages.

    Raises `HearingError`: `MISSING` when there is no such part, or nothing matches, `EMPTY` when it says nothing,
    `MALFORMED` for what is encrypted, or no selector.
    """
    try:
        mail = BytesParser().parsebytes(body)
        parts = _chosen(mail, "html" if within else wanted, place)
    except RecursionError as error:
        raise failed(Cause.MALFORMED, f"{place} is nested too deeply.", "Open it in a mail program.") from error
    heard = tuple(passage for part in parts for passage in _passages(part, within, place))
    if not heard:
        message = f"{place} says nothing: it has no text, or only pictures and what it repeats of another mail."
        raise failed(Cause.EMPTY, message, "Open it in a mail program.")
    subject = next((words(value) for value in values(fields(mail), "subject")), "")
    headed = tuple(_headed(passage, subject) for passage in heard)
    own = (Passage(subject, label="Subject", selector="Subject"),) if subject and not within else ()
    return Said((*own, *headed), _nature(mail, parts))


def readable(body: bytes, wanted: str, within: str) -> str:
    """Return a mail that `read` has read as it is kept: with the parts that were read, decoded."""
    mail = BytesParser().parsebytes(body)
    parts = _chosen(mail, "html" if within else wanted, "The mail")
    return written(fields(mail), [(part.get_content_type(), _decoded(part)) for part in parts])


def _headed(passage: Passage, subject: str) -> Passage:
    return replace(passage, headings=(subject, *passage.headings)) if subject else passage


def _nature(mail: Message, parts: list[Message]) -> str:
    forms = dict.fromkeys(part.get_content_type() for part in parts)
    own = fields(mail)
    told = (f"{name}: {words(value)[:60]}" for name in _AUTOMATIC for value in values(own, name))
    return "; ".join([", ".join(forms), *told])


def _chosen(mail: Message, wanted: str, place: str) -> list[Message]:
    shown = [*_shown(mail, wanted)][:_MOST_PARTS]
    kinds = {"html": {"text/html"}, "text": {"text/plain"}}.get(wanted, {"text/html", "text/plain"})
    chosen = [part for part in shown if part.get_content_type() in kinds]
    if chosen:
        return chosen
    if any(part.get_content_type() in _ENCRYPTED for part in mail.walk()):
        raise failed(Cause.MALFORMED, f"{place} is encrypted.", "Have it sent in the clear to the audit's address.")
    if shown:
        other = "text" if wanted == "html" else "html"
        message = f"{place} has no part in {'HTML' if wanted == 'html' else 'plain text'}."
        raise failed(Cause.MISSING, message, f"Ask for `part: {other}`, or leave `part:` and `within:` out.")
    raise failed(Cause.EMPTY, f"{place} has no text to read, only attachments or nothing at all.", "")


def _shown(part: Message, wanted: str, depth: int = 0) -> Iterator[Message]:
    """Yield the text parts that a mail program shows, of alternatives the one that is wanted."""
    kind = part.get_content_type()
    if depth > _DEEPEST or _is_attached(part) or kind in {"message/rfc822", "multipart/encrypted"}:
        return
    if not part.is_multipart():
        if kind in {"text/plain", "text/html"}:
            yield part
        return
    inner = [one for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative":
        yield from _alternative([[*_shown(one, wanted, depth + 1)] for one in inner], wanted)
    elif kind == "multipart/related":
        yield from _shown(_root(part, inner), wanted, depth + 1) if inner else ()
    else:
        for one in inner:
            yield from _shown(one, wanted, depth + 1)


def _is_attached(part: Message) -> bool:
    # A text with a file name is shown as a file, even where it is declared to be inline.
    named = part.get_filename() is not None and part.get_content_maintype() == "text"
    return part.get_content_disposition() == "attachment" or named


def _alternative(forms: list[list[Message]], wanted: str) -> list[Message]:
    """Return the forms to read: all, the plainest, or the last, which a sender puts there as the best."""
    there = [form for form in forms if form]
    if wanted == "both" or not there:
        return [part for form in there for part in form]
    kind = "text/plain" if wanted == "text" else "text/html"
    of_kind = [form for form in there if any(part.get_content_type() == kind for part in form)]
    return (of_kind or there)[-1]


def _root(part: Message, inner: list[Message]) -> Message:
    start = part.get_param("start")
    return next((one for one in inner if isinstance(start, str) and one["content-id"] == start), inner[0])


def _passages(part: Message, within: str, place: str) -> tuple[Passage, ...]:
    text = _decoded(part)
    lang = _language(part)
    if part.get_content_type() == "text/html":
        found = _html(text, within, place)
    else:
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        delsp = str(part.get_param("delsp", "")).lower() == "yes"
        found = mail_text.passages(text, flowed=flowed, delsp=delsp)
    return tuple(replace(passage, lang=passage.lang or lang) for passage in found) if lang else found


def _html(text: str, within: str, place: str) -> tuple[Passage, ...]:
    html = html_of(text)
    if not within:
        return own_passages(html.passages)
    try:
        found = html.within(within)
    except InvalidSelectorError as error:
        raise HearingError(wrong_selector("within", within)) from error
    if found is None:
        message = f"`within: {within}` matches nothing in {place}."
        raise failed(Cause.MISSING, message, "The mail has changed: correct the selector.")
    return found


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    return text_of(body, _charset(part)).replace("\0", "")


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("") or ""
    except (LookupError, ValueError):
        return ""


def _language(part: Message) -> str | None:
    """Return the language that a part declares (RFC 3282), where it declares one alone."""
    declared = [one.strip() for value in values(fields(part), "content-language") for one in value.split(",")]
    return declared[0] if len(declared) == 1 and declared[0].replace("-", "").isalnum() else None
