"""A mail as it is kept: what its header says of it, and the texts that are read of it, with nothing encoded."""

import re
from collections.abc import Sequence

from pytest_promises.channels.mail.headers import Fields, values, words

_KEPT = ("From", "To", "Subject", "Date", "Content-Language", "Auto-Submitted", "Precedence", "X-Autoreply", "List-Id")
_BREAK = re.compile(r"\r\n|\r|\n")
_END = "\r\n"


def written(head: Fields, parts: Sequence[tuple[str, str]]) -> str:
    """Return a mail (RFC 5322, RFC 6532) with these parts, each a media type and its text.

    Encoded words, Base64 and quoted-printable would hide from redaction what nobody may see.
    """
    own = [f"{name}: {words(value)}" for name in _KEPT for value in values(head, name)]
    if len(parts) == 1:
        return _END.join([*own, "MIME-Version: 1.0", *_part(*parts[0])])
    mark = _mark([text for _, text in parts])
    lines = [*own, "MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{mark}"', ""]
    for kind, text in parts:
        lines += [f"--{mark}", *_part(kind, text)]
    return _END.join([*lines, f"--{mark}--", ""])


def _part(kind: str, text: str) -> list[str]:
    return [f"Content-Type: {kind}; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", *_BREAK.split(text)]


def _mark(texts: Sequence[str]) -> str:
    """Return a line that is in none of the texts."""
    mark = "part"
    while any(f"--{mark}" in text for text in texts):
        mark += "="
    return mark
