"""The options of a `request` probe: what they mean, in JSON Schema, and as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.data.ages import age_of
from pytest_promises.channels.pages import options as page_options
from pytest_promises.measuring.sampling.statuses import SCHEMA as STATUSES
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.channels.browser.load_times import Until

_PAGE: Mapping[str, Any] = page_options.SCHEMA["options"]  # type: ignore[assignment]
_OF_BROWSERS = ("until", "device", "engine")
_OF_EXCHANGES = ("method", "body", "media_type", "marked")
MARK: Mapping[str, str] = {"X-Promises-Probe": "request"}
"""The header field that marks what writes as a test, where a spec names none."""

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Request",
        "description": "An address that is asked again and again: a path below the site, or a whole http(s) address.",
        "type": "string",
        "minLength": 1,
        "examples": ["/api/search?q=tent", "https://api.shop.example/v2/orders"],
    },
    "options": {
        "method": {
            "title": "Method",
            "description": (
                "The method. All but GET, HEAD and OPTIONS write to the service: they need `--promises-probe`."
            ),
            "enum": ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"],
            "default": "GET",
            "examples": ["POST"],
        },
        "body": {
            "title": "Body",
            "description": "What is sent, as it is written. What is JSON is sent as JSON, anything else as plain text.",
            "type": "string",
            "minLength": 1,
            "examples": ['{"q": "tent"}'],
        },
        "marked": {
            "title": "Marked",
            "description": "Header fields that mark what is asked as a test. Default: one, where the method writes.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1, "examples": ["audit"]},
            "examples": [{"X-Test": "audit"}],
        },
        "samples": {
            "title": "Samples",
            "description": "How often it is asked.",
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "default": 20,
            "examples": [50],
        },
        "warm_up": {
            "title": "Warm-up",
            "description": "How often it is asked before that: the name is looked up and the connection made.",
            "type": "integer",
            "minimum": 0,
            "maximum": 20,
            "default": 2,
            "examples": [5],
        },
        "rate": {
            "title": "Rate",
            "description": "How often a second it is asked at most.",
            "type": "number",
            "minimum": 0.5,
            "maximum": 50,
            "default": 5,
            "examples": [2],
        },
        "expect": STATUSES,
        "media_type": {
            "title": "Media type",
            "description": "The media type of a good answer. Default: any.",
            "type": "string",
            "pattern": r"^[\w.+-]+/[\w.+-]+$",
            "patternErrorMessage": "a media type is one like `application/json`",
            "examples": ["application/json"],
        },
        "timeout": {
            "title": "Timeout",
            "description": "How long an answer is waited for. Default: as long as the run waits for a page.",
            "type": "string",
            "minLength": 1,
            "examples": ["10 seconds"],
        },
        "view": {
            "title": "View",
            "description": (
                "`http` asks for the address alone. `browser` loads the page in a real browser, with all that belongs "
                "to it, each time without cookies and cache, and takes the browser's own times."
            ),
            "enum": ["http", "browser"],
            "default": "http",
            "examples": ["browser"],
        },
        "until": {
            "title": "Until",
            "description": "Up to when a load is timed. Only with `view: browser`.",
            "enum": ["first_byte", "dom_content_loaded", "load", "largest_contentful_paint"],
            "default": "load",
            "examples": ["largest_contentful_paint"],
        },
        "device": _PAGE["device"],
        "engine": _PAGE["engine"],
    },
    # Braces in a body are its own.
    "scripts": ("body",),
}


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a probe asks and how often; `timeout` in seconds, `None` where the run's own holds."""

    method: str = "GET"
    body: str = field(default="", repr=False)
    marked: Mapping[str, str] | None = field(default=None, repr=False)
    samples: int = 20
    warm_up: int = 2
    rate: float = 5.0
    expect: object = None
    media_type: str = ""
    timeout: float | None = None
    view: str = "http"
    until: "Until" = "load"
    device: str = ""
    engine: str = ""


NAMES = frozenset(one.name for one in fields(RequestOptions))
"""The options that a request has."""


def options_of(channel: Channel) -> RequestOptions:
    """Return the probe's options as values."""
    given = {name: value for name, value in channel.options.items() if name in NAMES}
    given["timeout"] = age_of(str(given.get("timeout", "")).strip())
    return RequestOptions(**given)  # type: ignore[arg-type]


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    timeout = options.get("timeout")
    if isinstance(timeout, str) and age_of(timeout.strip()) is None:
        return f"`timeout: {timeout}` is no length of time: write it like `10 seconds`"
    if "body" in options and options.get("method", "GET") in {"GET", "HEAD"}:
        return "`body:` is sent by other methods than GET and HEAD: add `method: POST`"
    in_browser = options.get("view") == "browser"
    for name in _OF_EXCHANGES if in_browser else _OF_BROWSERS:
        if name in options:
            hint = "leave it out, or write `view: http`" if in_browser else "add `view: browser`"
            return f"`{name}:` means nothing {'to' if in_browser else 'without'} a browser: {hint}"
    return None
