"""The forms that a secret can take on its way into a text."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

SHORTEST = 4
"""A secret of fewer characters would be found everywhere."""

_SHORTEST_ENCODED = 8


def pattern(secrets: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the secrets in all their forms, the longest first, or `None` when there are none."""
    forms = {form for secret in secrets if len(secret) >= SHORTEST for form in forms_of(secret)}
    if not forms:
        return None
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))


def forms_of(secret: str) -> Iterator[str]:
    """Yield the secret as it is, in URLs, in HTML, in JSON and Python literals, in hexadecimal and in Base64."""
    raw = secret.encode("utf-8", "surrogatepass")
    yield secret
    for percent in (quote(raw, safe=""), quote(raw), quote_plus(raw)):
        yield percent
        yield re.sub("%..", lambda match: match.group().lower(), percent)
    yield html.escape(secret)
    yield html.escape(secret, quote=False)
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    if len(raw) >= _SHORTEST_ENCODED:
        yield raw.hex()
        yield raw.hex().upper()
        yield from _base64_forms(raw)


def _base64_forms(raw: bytes) -> Iterator[str]:
    """Yield what of the Base64 of any text that contains the secret depends on the secret alone.

    Three bytes are four characters: there is one form for each place within a group of three (RFC 4648, section 4).
    """
    for before in range(3):
        padded = b"\0" * before + raw
        usable = padded[: len(padded) // 3 * 3]
        form = base64.b64encode(usable).decode()[(0, 2, 3)[before] :]
        if len(form) >= _SHORTEST_ENCODED:
            yield form
            yield form.replace("+", "-").replace("/", "_")
