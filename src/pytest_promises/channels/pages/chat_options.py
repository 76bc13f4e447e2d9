"""The options of a `chat` channel."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.channels.pages import options as page_options

MOST_TIMES = 10
_PAGE: Mapping[str, Any] = page_options.SCHEMA["options"]  # type: ignore[assignment]
_SELECTOR = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Chat",
        "description": "The page that the chat is on: a path below the site, or a whole http(s) address.",
        "type": "string",
        "minLength": 1,
        "examples": ["/{locale}/", "https://shop.example/help"],
    },
    "options": {
        "open": {
            "title": "Open",
            "description": "A CSS selector, or a list of them: what is clicked, in that order, to open the chat.",
            **{key: value for key, value in _PAGE["open"].items() if key not in {"title", "description"}},
        },
        "within": {
            "title": "Within",
            "description": (
                "A CSS selector: only what the matching elements show is heard, once they are there. "
                "Default: all that is new on the page once the chat is open."
            ),
            **_SELECTOR,
            "examples": [".chat-greeting", "#conversation"],
        },
        "ask": {
            "title": "Ask",
            "description": (
                "A question, or a list of them, one after the other: the answers are heard in place of the greeting. "
                "It writes to the service: only with `--promises-probe`."
            ),
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "items": {"type": "string", "minLength": 1, "examples": ["When will you reply?"]},
            "examples": ["When will you reply?", ["Hello", "When will my order arrive?"]],
        },
        "into": {
            "title": "Into",
            "description": "A CSS selector of the field that takes the question. Default: the chat's first text field.",
            **_SELECTOR,
            "examples": ["#message"],
        },
        "send": {
            "title": "Send",
            "description": "A CSS selector of what sends the question when it is clicked. Default: the Enter key.",
            **_SELECTOR,
            "examples": ["button.send"],
        },
        "answer": {
            "title": "Answer",
            "description": (
                "A CSS selector that answers match, and signs of somebody typing do not. Default: whatever is new."
            ),
            **_SELECTOR,
            "examples": [".message.from-bot"],
        },
        "times": {
            "title": "Times",
            "description": "How often it is asked, of a bot that does not always answer alike. Default: once.",
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_TIMES,
            "default": 1,
            "examples": [3],
        },
        "mask": {key: value for key, value in _PAGE["mask"].items() if key != "description"}
        | {
            "description": (
                "A CSS selector, or a list of them: what no picture of the page may show. Secrets, passwords, mail "
                "addresses and telephone numbers are covered anyway."
            ),
        },
        "at": _PAGE["at"],
        "device": _PAGE["device"],
        "engine": _PAGE["engine"],
    },
}


def problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with options that are each right by themselves, or `None`."""
    if not options.get("ask"):
        for name in ("into", "send", "answer", "times"):
            if options.get(name):
                return f"`{name}:` is for a question: add `ask:`, or leave it out"
    if not options.get("open") and not options.get("within"):
        return "nothing tells the chat from its page: say what opens it (`open:`), or what it is in (`within:`)"
    return page_options.time_problem(options)
