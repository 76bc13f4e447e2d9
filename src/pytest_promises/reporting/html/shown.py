"""Text and addresses of others as a page may show them."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_FRAGMENT = 120
_LONGEST_ADDRESS = 2000


def visible(text: str) -> str:
    r"""Return the text with controls, surrogates and what reorders other text as visible escapes (`\u202e`).

    Marks that only tell the direction of what stands beside them stay: Arabic and Hebrew are not read without them.
    """
    if text.isprintable():
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def clip(text: str, most: int) -> str:
    """Return the text with at most so many characters, the last an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def link(address: str, words: str = "") -> str:
    """Return the address where a click may lead there (http, https, mailto), else `""`; without user and password.

    With `words`, browsers show the page where these stand (https://wicg.github.io/scroll-to-text-fragment/).
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if len(address) > _LONGEST_ADDRESS:
        return ""
    if parts.scheme == "mailto":
        return urlunsplit(parts)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    if words and len(words) <= _LONGEST_FRAGMENT:
        # A hyphen has a meaning of its own there, and `quote` leaves it as it is.
        parts = parts._replace(fragment=f"{parts.fragment}:~:text={_quoted(words).replace('-', '%2D')}")
    return urlunsplit(parts)


def _quoted(words: str) -> str:
    return quote(" ".join(words.split()).encode("utf-8", "replace"), safe="")
