"""What is to be read: a text, a file, a page or the standard input, as passages."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pytest_promises.channels.documents.prose import paragraphs
from pytest_promises.model.hearing import HearingError, Mishap
from pytest_promises.model.statement import Passage

_URL = re.compile(r"https?://", re.IGNORECASE)
_HTML = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_PATH = re.compile(
    r"(\.{0,2}|~|[a-z]:)?[/\\]\S*|\S+\.(html?|xhtml|txt|text|md|rst|csv|json|xml|ya?ml|pdf|eml)", re.IGNORECASE
)
"""What was meant as the path of a file, whether there is one or not."""
_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """What was given, by the name that a person knows it by, and what it says."""

    name: str
    passages: tuple[Passage, ...]


class SourceError(Exception):
    """Raised for what cannot be read; the text says why, and what to do."""


class UnheardError(SourceError):
    """Raised for a page that cannot be had."""


def source_of(given: str, lang: str | None) -> Source:
    """Return what a person gave to be read: `-`, a URL, the path of a file, or else a text.

    `lang` is the language that a page is asked for in. Raises `SourceError`.
    """
    if given == "-":
        return _document("standard input", sys.stdin.buffer.read())
    if _URL.match(given):
        return _page(given, lang)
    path = _file(given)
    if path is not None:
        return _document(given, _bytes(path), is_html=path.suffix.lower() in _HTML_SUFFIXES)
    return Source("text", (Passage(given),) if given.strip() else ())


def _file(given: str) -> Path | None:
    path = Path(given)
    try:
        if path.is_file():
            return path
        is_folder = path.is_dir()
    except (OSError, ValueError):
        return None  # longer than any path, or with letters that no path has
    if _PATH.fullmatch(given):
        raise SourceError(f"{given} is a folder: give a file of it" if is_folder else f"there is no file {given}")
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error


def _document(name: str, body: bytes, *, is_html: bool = False) -> Source:
    if is_html or _HTML.match(body[:_SAMPLE]):
        from pytest_promises.channels.http.charset import decode
        from pytest_promises.channels.markup.html import Html

        return Source(name, Html(decode(body, "")).passages)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"the byte {body[error.start]:#04x} at {error.start} is none of it"
        raise SourceError(f"{name} is no UTF-8 text: {reason}; convert it, as with `iconv -t UTF-8`") from error
    return Source(name, tuple(paragraphs(text)))


def _page(url: str, lang: str | None) -> Source:
    from pytest_promises.channels.addresses import shown
    from pytest_promises.gathering import Engine
    from pytest_promises.hookspecs import Order, Settings
    from pytest_promises.model.promise import Channel
    from pytest_promises.plugins import channel_types, manager

    page = channel_types(manager())["page"]
    channel = Channel("page", "page", url, locale=lang or "", options={"view": "http"})
    try:
        target = page.target(channel, "")
    except HearingError as error:
        raise _unheard(error.mishap) from error
    with Engine(Settings(retries=0)) as engine:
        (hearing,) = engine.submit(Order(target, (channel,)), page).result()
    if hearing.mishap is not None:
        raise _unheard(hearing.mishap)
    return Source(shown(hearing.evidence.final_url or url), hearing.passages)


def _unheard(mishap: Mishap) -> UnheardError:
    return UnheardError(f"{mishap.message} {mishap.remedy}".strip())
