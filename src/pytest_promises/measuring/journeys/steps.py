"""Steps as a spec writes them: their schema, and the values that they are read to."""

from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from pytest_promises.channels.browser.locating import Locate
from pytest_promises.measuring.journeys.plan import Step, Verb
from pytest_promises.measuring.journeys.roles import ROLES, unknown

VERBS: tuple[Verb, ...] = get_args(Verb)
_BY = ("role", "label", "text", "test_id", "placeholder", "css")
_TEXTS = {"fill": "with", "select": "option", "press": "key"}
"""What a verb needs beside an element."""
MOST_SECONDS = 3600
_TEXT: Mapping[str, object] = {"type": "string", "minLength": 1}


def _locator_schema(what: str, more: Mapping[str, object], example: object, depth: int = 2) -> dict[str, object]:
    inner = {"in": _locator_schema("What it lies in.", {}, {"css": "#basket"}, depth - 1)} if depth else {}
    return {
        "title": "Element",
        "description": what,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            "role": {"title": "Role", "description": "Its ARIA role.", **_TEXT, "examples": ["button"]},
            "name": {
                "title": "Name",
                "description": "The accessible name, with `role`.",
                **_TEXT,
                "examples": ["Add to basket"],
            },
            "label": {"title": "Label", "description": "The label of a field.", **_TEXT, "examples": ["Quantity"]},
            "text": {"title": "Text", "description": "A text that is shown.", **_TEXT, "examples": ["Thank you"]},
            "test_id": {"title": "Test id", "description": "Its `data-testid`.", **_TEXT, "examples": ["total"]},
            "placeholder": {
                "title": "Placeholder",
                "description": "What an empty field shows.",
                **_TEXT,
                "examples": ["Your question"],
            },
            "css": {"title": "CSS", "description": "A CSS selector.", **_TEXT, "examples": ["#shipping"]},
            "exact": {
                "title": "Exact",
                "description": "Whether the whole text is meant, in its own case.",
                "type": "boolean",
                "examples": [True],
            },
            "frame": {
                "title": "Frame",
                "description": "A CSS selector of the frame that it is in.",
                **_TEXT,
                "examples": ["iframe.chat"],
            },
            **inner,
            **more,
        },
        "examples": [example],
    }


def _verb_schemas() -> dict[str, object]:
    filled = {
        "with": {"title": "With", "description": "What is filled in.", "type": "string", "examples": ["3"]},
    }
    option = {"option": {"title": "Option", "description": "Its label or value.", **_TEXT, "examples": ["Bulgaria"]}}
    key = {"key": {"title": "Key", "description": "As Playwright names it.", **_TEXT, "examples": ["Enter"]}}
    button = {"role": "button", "name": "Add to basket"}
    total = {"text": "0.00 €", "in": {"css": "#shipping"}}
    made: dict[str, object] = {
        "goto": {"title": "Go to", "description": "Go to an address.", **_TEXT, "examples": ["/en/cart"]},
        "click": _locator_schema("Click an element.", {}, button),
        "fill": _locator_schema("Fill in a field.", filled, {"label": "Quantity", "with": "3"}),
        "select": _locator_schema("Choose from a list.", option, {"label": "Country", "option": "Bulgaria"}),
        "press": _locator_schema("Press a key on an element.", key, {"label": "Search", "key": "Enter"}),
        "check": _locator_schema("Tick a box or a radio button.", {}, {"label": "Gift wrap"}),
        "expect": _locator_schema("What must be seen; a `text` with `in` must be in that element.", {}, total),
        "expect_not": _locator_schema("What must not be seen.", {}, total),
        "read": _locator_schema("Read what an element shows.", {}, {"css": "#order-number"}),
        "wait_for": _locator_schema("Wait until an element is seen.", {}, {"css": "#shipping"}),
    }
    return made


STEP_SCHEMA: Mapping[str, object] = {
    "title": "Step",
    "description": f"One of {', '.join(f'`{verb}`' for verb in VERBS)}, and marks.",
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        **_verb_schemas(),
        "as": {
            "title": "As",
            "description": "The name that what is read gets: `{NAME}` stands for it in later steps.",
            "type": "string",
            "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
            "patternErrorMessage": "a name is made of letters, digits and `_`",
            "examples": ["order"],
        },
        "start": {
            "title": "Start",
            "description": "The time begins before this step.",
            "type": "boolean",
            "examples": [True],
        },
        "stop": {
            "title": "Stop",
            "description": "The time ends when this step is done.",
            "type": "boolean",
            "examples": [True],
        },
        "timeout": {
            "title": "Timeout",
            "description": "The seconds that the step may take. Default: 10, and in what is timed as long as promised.",
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": MOST_SECONDS,
            "examples": [130],
        },
    },
    "examples": [{"click": {"role": "button", "name": "Add to basket"}}],
}


class StepError(ValueError):
    """Raised for what is no step; the text says what to write."""


def read_steps(written: object, places: Iterable[str] = ()) -> tuple[Step, ...]:
    """Return the steps of a list that fits the schema; raises `StepError` for what is right by parts alone."""
    items = cast("list[Mapping[str, Any]]", written or [])
    at = dict(enumerate(places))
    return tuple(_step(item, number, at.get(number, "")) for number, item in enumerate(items))


def _step(item: Mapping[str, Any], index: int, place: str) -> Step:
    title = f"step {index + 1} ({place})" if place else f"step {index + 1}"
    verbs = [verb for verb in VERBS if verb in item]
    if len(verbs) != 1:
        found = f"has {' and '.join(f'`{verb}`' for verb in verbs)}" if verbs else "does nothing"
        raise StepError(f"{title} {found}: write one of {', '.join(f'`{verb}`' for verb in VERBS)}")
    verb = verbs[0]
    if ("as" in item) != (verb == "read"):
        raise StepError(f"{title}: `read` and `as` go together")
    where, text = _asked(verb, item[verb], title)
    return Step(
        verb,
        index + 1,
        place,
        where,
        text,
        keep=item.get("as", ""),
        start=bool(item.get("start")),
        stop=bool(item.get("stop")),
        timeout=item.get("timeout"),
    )


def _asked(verb: Verb, written: Any, title: str) -> tuple[Locate | None, str]:
    if verb == "goto":
        return None, str(written)
    needed = _TEXTS.get(verb, "")
    if needed and needed not in written:
        raise StepError(f"{title}: `{verb}` needs `{needed}`")
    if verb == "press" and not any(by in written for by in _BY):
        return None, str(written["key"])
    if verb in {"expect", "expect_not", "wait_for"} and "in" in written and "text" in written:
        around = {name: written[name] for name in ("frame",) if name in written}
        return _locate({**written["in"], **around}, title), str(written["text"])
    return _locate(written, title), str(written[needed]) if needed else ""


def _locate(written: Mapping[str, Any], title: str) -> Locate:
    kinds = [by for by in _BY if by in written]
    if len(kinds) != 1:
        found = f"{' and '.join(f'`{by}`' for by in kinds)}" if kinds else "nothing"
        raise StepError(f"{title}: {found} to find an element by; write one of {', '.join(f'`{by}`' for by in _BY)}")
    if "name" in written and kinds != ["role"]:
        raise StepError(f"{title}: `name` goes with `role`")
    if kinds == ["role"] and written["role"] not in ROLES:
        raise StepError(f"{title}: {unknown(written['role'])}")
    inside = _locate(written["in"], title) if "in" in written else None
    given = str(written[kinds[0]])
    return Locate(
        kinds[0], given, written.get("name", ""), bool(written.get("exact")), inside, written.get("frame", "")
    )
