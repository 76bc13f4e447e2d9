"""Header fields of a mail as what they say: words decoded, addresses without their names, moments in UTC."""

import re
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from pytest_promises.channels.http.charset import decode

_LONGEST = 20_000
"""Characters of one field that are looked at: decoding takes time that grows faster than the text."""
_PIECES = re.compile(r"\s+")

Fields = tuple[tuple[str, str], ...]
"""Names in lower case and values as they were sent, bytes beyond ASCII as surrogates."""


def fields_of(head: bytes) -> Fields:
    """Return the header fields at the start of a mail (RFC 5322), in their order."""
    return fields(BytesHeaderParser().parsebytes(head))


def fields(part: Message) -> Fields:
    """Return the header fields of a parsed mail, or of one of its parts."""
    return tuple((name.lower(), str(value)[:_LONGEST]) for name, value in part.raw_items())


def values(head: Fields, name: str) -> Iterator[str]:
    """Yield the values of all fields of that name, as they were sent."""
    return (value for key, value in head if key == name.lower())


def words(value: str) -> str:
    """Return a field's text on one line, with encoded words (RFC 2047) decoded.

    What cannot be decoded stays as it was sent; bytes that are declared nowhere are UTF-8, else windows-1252.
    """
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        pieces = [(value, None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return _PIECES.sub(" ", text).strip()


def _decoded(piece: bytes | str, charset: str | None) -> str:
    # `decode_header` returns bytes of a field with an encoded word, and text of one without.
    if isinstance(piece, str):
        piece = piece.encode("utf-8", "surrogateescape")
    elif charset is None:
        piece = piece.decode("raw_unicode_escape", "replace").encode("utf-8", "surrogateescape")
    return text_of(piece, charset or "")


def text_of(body: bytes, charset: str) -> str:
    """Return bytes as text: in the charset that a mail declares, without one as UTF-8, else windows-1252.

    ASCII is no declaration: many programs declare it and send UTF-8.
    """
    declares = charset.lower() not in {"", "us-ascii", "ascii", "unknown-8bit"}
    return decode(body, f"charset={charset}" if declares else "")


def addresses(lines: Iterable[str]) -> frozenset[str]:
    """Return the bare addresses of address fields, in lower case, without the names that anybody may choose."""
    try:
        found = getaddresses([*lines])
    except RecursionError:  # comments within comments within comments
        return frozenset()
    return frozenset(address.strip().lower() for _, address in found if "@" in address)


def moment(value: str) -> float | None:
    """Return the date of a field as seconds since 1970, or `None` when it is none."""
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError, OSError):
        return None
