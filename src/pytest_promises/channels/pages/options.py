"""The options of a `page` channel: their schema, and their values as a channel has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pytest_promises.channels.addresses import shown
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.promise import Channel

_SELECTOR = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Page",
        "description": "A web page, read as a visitor sees it: a path below the site, or a whole http(s) address.",
        "type": "string",
        "minLength": 1,
        "examples": ["/en/contact", "/{locale}/faq", "https://status.shop.example/"],
    },
    "options": {
        "within": {
            "title": "Within",
            "description": "A CSS selector: only what the matching elements show is heard. Default: the whole page.",
            **_SELECTOR,
            "examples": ["#replies", "main .delivery"],
        },
        "open": {
            "title": "Open",
            "description": (
                "A CSS selector, or a list of them: what is clicked, in that order, before reading. "
                "Only with `view: browser`."
            ),
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "items": {**_SELECTOR, "examples": ["#chat-button"]},
            "examples": ["#chat-button", ["#menu", "#menu .delivery"]],
        },
        "wait_for": {
            "title": "Wait for",
            "description": (
                "A CSS selector of what must be visible before the page is read, for text that comes very late. "
                "Only with `view: browser`."
            ),
            **_SELECTOR,
            "examples": [".delivery-estimate"],
        },
        "device": {
            "title": "Device",
            "description": "The device to look from, by the name that Playwright knows it by. Default: a desktop.",
            "type": "string",
            "minLength": 1,
            "examples": ["iPhone 15", "Pixel 7"],
        },
        "view": {
            "title": "View",
            "description": (
                "`browser` shows the page in a real browser. `http` reads only what the server sends, without scripts "
                "and style sheets: much faster, for pages that need neither. `structured` hears the page's schema.org "
                "data, as a channel of that kind does."
            ),
            "enum": ["browser", "http", "structured"],
            "default": "browser",
            "examples": ["http", "structured"],
        },
        "mask": {
            "title": "Mask",
            "description": (
                "A CSS selector, or a list of them: what no picture of the page may show. Secrets, passwords, mail "
                "addresses and telephone numbers are covered anyway. Only with `view: browser`."
            ),
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "items": {**_SELECTOR, "examples": [".account-name"]},
            "examples": [".account-name", ["#orders", ".avatar"]],
        },
        "at": {
            "title": "At",
            "description": (
                "The time that the page believes it to be (ISO 8601), for what it shows outside of office hours. "
                "Only with `view: browser`."
            ),
            "type": "string",
            "minLength": 1,
            "examples": ["2026-12-24T20:00+02:00"],
        },
        "engine": {
            "title": "Engine",
            "description": "The browser engine. Default: the run's own.",
            "enum": ["chromium", "firefox", "webkit"],
            "examples": ["firefox"],
        },
    },
    "data": {"required": ["view"], "properties": {"view": {"const": "structured"}}},
}


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a channel asks of its page; an option that is not given is empty."""

    within: str = ""
    open: tuple[str, ...] = ()
    wait_for: str = ""
    device: str = ""
    view: str = "browser"
    engine: str = ""
    at: str = ""
    mask: tuple[str, ...] = ()
    is_chat: bool = False
    ask: tuple[str, ...] = ()
    into: str = ""
    send: str = ""
    answer: str = ""
    times: int = 1


def options_of(channel: Channel) -> PageOptions:
    """Return the channel's options as values."""
    given = channel.options
    times = given.get("times")
    return PageOptions(
        within=_text(given, "within"),
        open=_texts(given, "open"),
        wait_for=_text(given, "wait_for"),
        device=_text(given, "device"),
        view=_text(given, "view") or "browser",
        engine=_text(given, "engine"),
        at=_text(given, "at"),
        mask=_texts(given, "mask"),
        is_chat=channel.kind == "chat",
        ask=_texts(given, "ask"),
        into=_text(given, "into"),
        send=_text(given, "send"),
        answer=_text(given, "answer"),
        times=times if isinstance(times, int) else 1,
    )


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    if options.get("view") == "http":
        for name in ("open", "wait_for", "engine", "at", "mask"):
            if options.get(name):
                return f"`{name}:` needs a browser: leave it out, or write `view: browser`"
    if options.get("view") == "structured" and (options.get("within") or options.get("open")):
        return "`within:` and `open:` are about what a page shows: with `view: structured` its data is heard as a whole"
    return time_problem(options)


def time_problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with the time in `at:`, or `None`."""
    at = options.get("at")
    try:
        datetime.fromisoformat(at if isinstance(at, str) and at else "2000-01-01")
    except ValueError:
        return "`at:` is no time: write one like `2026-12-24T20:00+02:00`"
    return None


def nothing_matches(option: str, selector: str, url: str) -> Mishap:
    """Return the mishap for a selector that finds nothing on the page."""
    message = f"`{option}: {selector}` matches nothing on {shown(url)}."
    return Mishap(Cause.MISSING, message, "The page has changed: correct the selector.")


def wrong_selector(option: str, selector: str) -> Mishap:
    """Return the mishap for what is no CSS selector."""
    message = f"`{option}: {selector}` is no CSS selector."
    return Mishap(Cause.MALFORMED, message, 'Write one like "#replies" or "main .delivery".')


def _texts(options: Mapping[str, object], name: str) -> tuple[str, ...]:
    given = options.get(name) or ()
    return (given,) if isinstance(given, str) else tuple(str(one) for one in _items(given))


def _text(options: Mapping[str, object], name: str) -> str:
    value = options.get(name)
    return value.strip() if isinstance(value, str) else ""


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()
