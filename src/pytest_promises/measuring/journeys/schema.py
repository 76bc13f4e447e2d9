"""The JSON Schema of a `journey` probe."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.channels.pages import options as page_options
from pytest_promises.measuring.journeys.steps import STEP_SCHEMA

MOST_SAMPLES = 50
MOST_STEPS = 200
_PAGE: Mapping[str, Any] = page_options.SCHEMA["options"]  # type: ignore[assignment]
_STEPS = {"type": "array", "minItems": 1, "maxItems": MOST_STEPS, "items": STEP_SCHEMA}
_MARKED = {
    "title": "Marked",
    "description": "How the service can tell that it is a test.",
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "headers": {
            "title": "Headers",
            "description": "Headers that go to the site with every request.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1, "examples": ["promises"]},
            "examples": [{"X-Test": "promises"}],
        },
        "text": {
            "title": "Text",
            "description": "What `{mark}` stands for in the steps: in a name or a note, say.",
            "type": "string",
            "minLength": 1,
            "examples": ["TEST, please ignore"],
        },
    },
    "examples": [{"headers": {"X-Test": "promises"}}, {"text": "TEST, please ignore"}],
}

SCHEMA: Mapping[str, object] = {
    "scripts": ("steps", "clean_up"),
    "address": {
        "title": "Journey",
        "description": "Where a customer begins: a path below the site, or a whole http(s) address.",
        "type": "string",
        "minLength": 1,
        "examples": ["/en/cart", "/{locale}/"],
    },
    "options": {
        "steps": {
            "title": "Steps",
            "description": "What the customer does, one after the other.",
            **_STEPS,
            "examples": [[{"click": {"role": "button", "name": "Add to basket"}}]],
        },
        "clean_up": {
            "title": "Clean up",
            "description": "Steps that are done at the end, however the journey went.",
            **_STEPS,
            "examples": [[{"click": {"role": "button", "name": "Cancel the order"}}]],
        },
        "function": {
            "title": "Function",
            "description": "In place of steps: `module:name` of an `async def` that takes Playwright's `page`.",
            "type": "string",
            "pattern": r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$",
            "patternErrorMessage": "a function is named `module:name`",
            "examples": ["shop.journeys:checkout"],
        },
        "samples": {
            "title": "Samples",
            "description": "How often the journey is made. Default: once.",
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_SAMPLES,
            "default": 1,
            "examples": [5],
        },
        "at_most_steps": {
            "title": "At most steps",
            "description": "The number of pages and forms that the customer may have to work on.",
            "type": "integer",
            "minimum": 1,
            "examples": [3],
        },
        "no_repeats": {
            "title": "No repeats",
            "description": "Whether no field may be asked for twice: by its label, its name or its `autocomplete`.",
            "type": "boolean",
            "examples": [True],
        },
        "writes": {
            "title": "Writes",
            "description": "Whether it changes anything at the service, which needs `--promises-probe`. Default: true.",
            "type": "boolean",
            "default": True,
            "examples": [False],
        },
        "marked": _MARKED,
        "device": _PAGE["device"],
        "engine": _PAGE["engine"],
        "at": _PAGE["at"],
    },
}
