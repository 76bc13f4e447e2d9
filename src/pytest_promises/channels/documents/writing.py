"""What is written in a file or by a program, as passages: plain text, Markdown or HTML, in any encoding."""

import re
from pathlib import PurePath

from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause
from pytest_promises.model.statement import Passage

FORMATS = ("text", "markdown", "html")
_SUFFIXES = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mdx"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HTML = re.compile(r"\s*(<!--.*?-->\s*)?<(!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_SAMPLE = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

ENCODING = {
    "title": "Encoding",
    "description": "What the text is encoded in, where that is not UTF-8 (with a byte-order mark: nor UTF-16).",
    "type": "string",
    "minLength": 1,
    "examples": ["windows-1251", "cp874"],
}


def format_of(path: PurePath) -> str:
    """Return what a file of that name is written in."""
    return _SUFFIXES.get(path.suffix.lower(), "text")


def encoding_problem(encoding: object) -> str | None:
    """Return what is wrong with the name of an encoding, or `None`."""
    if not isinstance(encoding, str):
        return None
    try:
        "".encode(encoding.strip())
    except (LookupError, ValueError):
        return f"`encoding: {encoding}` is none that is known; write one like `windows-1251`"
    return None


def text_of(body: bytes, encoding: str, name: str) -> str:
    """Return the text of bytes; raises `HearingError` (`MALFORMED`) when they are none.

    Never guesses: what is read in the wrong encoding says nothing, and would be taken for silence.
    """
    mark = next(((mark, codec) for mark, codec in _MARKS if body.startswith(mark)), (b"", ""))
    codec = mark[1] or encoding or "utf-8"
    try:
        text = body[len(mark[0]) :].decode(codec)
    except UnicodeDecodeError as error:
        message = f"{name} is no {codec} text: the byte {body[error.start]:#04x} at {error.start} is none of it."
        raise failed(Cause.MALFORMED, message, "Say what it is encoded in: `encoding: windows-1251`.") from error
    return text


def passages_of(body: bytes, form: str, encoding: str, name: str) -> tuple[Passage, ...]:
    """Return what is written in a document in one of the `FORMATS`; raises `HearingError` as `passages_in` does."""
    # HTML says itself what it is encoded in.
    text = decode(body, "") if form == "html" and not encoding else text_of(body, encoding, name)
    return passages_in(text, form, name)


def passages_in(text: str, form: str, name: str) -> tuple[Passage, ...]:
    """Return what a text in one of the `FORMATS` says; one that begins as HTML is read as such.

    Raises `HearingError`: `EMPTY`, `MALFORMED` for control characters, and `UNAVAILABLE` for Markdown without the
    package that reads it.
    """
    if _CONTROL.search(text):
        raise failed(Cause.MALFORMED, f"{name} is no text: it has control characters.", "Name what is text.")
    if form == "html" or (form == "text" and _HTML.match(text[:_SAMPLE])):
        from pytest_promises.channels.markup.html import Html

        found = Html(text).passages
    elif form == "markdown":
        from pytest_promises.channels.documents.markdown import passages as of_markdown

        found = of_markdown(text)
    else:
        from pytest_promises.channels.documents.prose import passages as of_prose

        found = of_prose(text)
    if not found:
        raise failed(Cause.EMPTY, f"{name} says nothing.", "Look at it.")
    return found
