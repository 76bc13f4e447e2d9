"""What a caller meets on the phone: words and recordings, keys that are waited for, and where the call goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

_SCHEMES = frozenset({"http", "https", "file"})


@dataclass(frozen=True, slots=True)
class Words:
    """Something that is said; `lead` is when ("noinput"), where that is not in the course of things."""

    text: str
    lang: str | None = None
    selector: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that is played."""

    url: str
    lang: str | None = None
    selector: str = ""
    lead: str = ""


Said = Words | Sound


@dataclass(frozen=True, slots=True)
class Turn:
    """What is heard without pressing anything, the menus among it, and the addresses that the call can go on at."""

    said: tuple[Said, ...] = ()
    menus: tuple["Menu", ...] = ()
    onward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """A place where a call waits for keys.

    `press` returns what follows on keys, or `None` when it does not take them; `keys` are those that it is known to
    take, `labels` what some of them are called.
    """

    press: Callable[[str], Turn | None]
    keys: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def joined(base: str, reference: str) -> str:
    """Return the address that a document refers to; raises `HearingError` (`MALFORMED`) for one of another kind."""
    try:
        url = urljoin(base, reference.strip())
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in _SCHEMES or (scheme == "file" and urlsplit(base).scheme != "file"):
        message = f"{shown(base)} leads to {reference[:80]!r}, which is no http(s) address."
        raise failed(Cause.MALFORMED, message, "Correct the document.")
    return url


def with_fields(url: str, fields: Mapping[str, str]) -> str:
    """Return the address with fields of a form in its query, as a GET sends them; a fragment is not sent."""
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in fields]
    return urlunsplit(parts._replace(query=urlencode([*kept, *fields.items()]), fragment=""))
