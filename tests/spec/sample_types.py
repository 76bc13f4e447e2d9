"""Channel types and values that stay the same whatever the built-in ones become."""

import re
from decimal import Decimal

from pytest_promises.model.quantities import (
    SECONDS,
    Clock,
    Count,
    Duration,
    Money,
    Percentage,
    RelativeDay,
    Vague,
    WeeklyHours,
)
from pytest_promises.spec import MeasureKind

SELECTOR = {"type": "string", "minLength": 1, "examples": ["#replies"]}
KINDS = {
    "page": {
        "address": {"type": "string", "minLength": 1, "description": "A web page.", "examples": ["/en/contact"]},
        "options": {
            "within": SELECTOR,
            "open": {"type": ["string", "array"], "minItems": 1, "items": SELECTOR},
            "device": {"type": "string", "minLength": 1},
            "render": {"enum": ["browser", "http"]},
        },
    },
    "api": {
        "address": {"type": "string", "minLength": 1},
        "options": {"read": {"type": "string"}, "unit": {"type": "string"}, "topic": {"type": "string"}},
        "data": {"required": ["unit"]},
    },
    "board": {
        "address": {"type": "string"},
        "options": {
            "rows": {"type": "integer", "minimum": 1, "maximum": 40, "examples": [3]},
            "live": {"type": "boolean"},
            "scale": {"type": "number", "exclusiveMinimum": 0},
            "show": {"anyOf": [{"type": "string", "pattern": "^#"}, {"type": "array", "items": {"type": "string"}}]},
            "headers": {"type": "object", "additionalProperties": {"type": "string"}},
            "code": {"enum": [1, 2, "x"]},
            "side": {"enum": [1, 2]},
        },
        "data": {},
    },
}
WORDS = {"within ": (True, False), "at least ": (False, True), "from ": (False, True), "": (False, False)}
UNITS = {"час": "hour", "часа": "hour", "день": "day"}


def read_value(text, lang):
    """Read a value in English, or in Russian where the language is Russian."""
    lead = next(words for words in WORDS if text.startswith(words))
    no_minimum, no_maximum = WORDS[lead]
    text = text.removeprefix(lead)
    if text in {"same day", "next day"}:
        return RelativeDay(0 if text == "same day" else 1)
    if text == "as soon as possible":
        return Vague(text)
    if re.match("24/7$|Mo", text):
        return WeeklyHours(text, ((0, 10080),) if text == "24/7" else ((540, 1080),))
    found = re.fullmatch(r"([\d.]+)(?:-([\d.]+))? ?(.*)", text)
    if not found:
        return None
    low, high = Decimal(found[1]), Decimal(found[2] or found[1])
    make = _maker(found[3], lang)
    return make and make(None if no_minimum else low, None if no_maximum else high)


def _maker(unit, lang):
    if unit == "":
        return lambda low, high: Count(*(None if end is None else int(end) for end in (low, high)))
    if unit == "%":
        return Percentage
    if unit in {"EUR", "€"}:
        return lambda low, high: Money(low, high, "EUR" if unit == "EUR" else "")
    clock = Clock.BUSINESS if unit.startswith("business ") else Clock.ELAPSED
    name = unit.removeprefix("business ").removesuffix("s")
    name = UNITS.get(name) if lang == "ru" else name
    if name not in SECONDS:
        return None
    return lambda low, high: Duration(
        *(None if end is None else float(end) * SECONDS[name] for end in (low, high)), clock, name
    )


MEASURES = {
    "records": MeasureKind(
        {"address": {"type": "string", "minLength": 1}, "options": {"from": {"type": "string"}}},
        "records",
        frozenset(
            {"share", "percentile", "average", "over", "every", "at_least", "by", "where", "steady", "tolerance"}
        ),
        objection=lambda one: "`by` has no such column" if one.asked.keeping.by == ("nothing",) else None,
    ),
    "journey": MeasureKind({"address": {"type": "string"}, "options": {}}, "probes", frozenset({"share"})),
    "round_trip": MeasureKind(
        {"address": {"type": "string"}, "options": {}}, "probes", frozenset(), speaks=lambda one: one.address == "/form"
    ),
}
