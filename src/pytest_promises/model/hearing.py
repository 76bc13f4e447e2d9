"""What came back from a channel: passages or values, the evidence for them, or the reason why nothing did."""

from dataclasses import dataclass, field
from enum import StrEnum

from .access import Access
from .measured import Measured
from .statement import Passage, Statement

_ANYBODY = Access()


class Cause(StrEnum):
    """Why a channel could not be heard; each makes its checks inconclusive."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    DENIED = "denied"
    NOT_FOUND = "not_found"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    WALL = "wall"
    LOGIN = "login"
    TLS = "tls"
    REDIRECTS = "redirects"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    STALE = "stale"
    MALFORMED = "malformed"
    MISSING = "missing"
    CRASHED = "crashed"
    UNAVAILABLE = "unavailable"
    NOT_PROBED = "not_probed"


@dataclass(frozen=True, slots=True)
class Mishap:
    """Why nothing was heard, in one sentence a person understands, and what to do about it.

    A `transient` one may go away by itself and is tried again; `retry_after` are the seconds the server asked for.
    """

    cause: Cause
    message: str
    remedy: str = ""
    transient: bool = False
    retry_after: float | None = None


class HearingError(Exception):
    """Raised by a channel that cannot hear; carries the `Mishap`."""

    def __init__(self, mishap: Mishap) -> None:
        super().__init__(mishap.message)
        self.mishap = mishap


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where and how something was heard: `fetched_at` and `as_of` are ISO 8601 in UTC, `seconds` the time it took.

    `screenshot`, `layout`, `document` and `trace` are what was kept of it, by the hash of their content
    (`sha256:...`), or `""`: the picture of the whole page (PNG, JPEG or WebP), the places of its words in that picture
    (JSON, see `evidence.layout`), what was received before anything was read in it, and Playwright's trace.
    """

    url: str = ""
    final_url: str = ""
    status: int | None = None
    fetched_at: str = ""
    as_of: str = ""
    locale: str = ""
    device: str = ""
    view: str = ""
    browser: str = ""
    seconds: float = 0.0
    screenshot: str = ""
    layout: str = ""
    document: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one channel says: passages to be read, statements that came as data, or a mishap.

    `flaws` are why parts of it could not be had (a block of data that is malformed, one page of many that failed) while
    the rest was: they hide nothing that was heard, and nothing is taken for unsaid because of them. `links` are the
    addresses that a page leads to, where it was read as its server sends it. `measured` is what records or a probe tell
    whoever asked.
    """

    channel: str
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    mishap: Mishap | None = None
    flaws: tuple[Mishap, ...] = ()
    links: tuple[str, ...] = ()
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What is loaded: channels with the same target share one load.

    `host` is what concurrency is bounded by; `variant` is whatever else makes the load a different one (device,
    locale, browser), as sorted pairs; `access` is the way there, which the run adds to what a channel type asks for.
    """

    kind: str
    url: str
    host: str
    variant: tuple[tuple[str, str], ...] = ()
    access: Access = _ANYBODY
