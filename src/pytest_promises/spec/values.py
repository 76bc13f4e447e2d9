"""The value of a promise: read as people write it, and bounded as its key says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pytest_promises.model.quantities import Bound, Count, Duration, Money, Percentage, Value
from pytest_promises.model.topics import Topic

from .context import Context
from .nodes import Entry, ScalarNode
from .problem import quoted
from .report import Report, listing

_TIME = ("duration", "relative_day")
_FIGURES = ("duration", "percent", "count")
_ALL = ("duration", "relative_day", "money", "percent", "count", "weekly_hours", "languages")

NAMES = {
    "duration": "a duration",
    "relative_day": "a day",
    "money": "an amount of money",
    "percent": "a percentage",
    "count": "a count",
    "weekly_hours": "weekly hours",
    "languages": "languages",
    "vague": "no figure",
}
EXAMPLES = {
    "duration": ("24 hours",),
    "relative_day": (),
    "money": ("50 EUR",),
    "percent": ("99.9 %",),
    "count": ("3",),
    "weekly_hours": ("Mo-Fr 09:00-18:00", "24/7"),
    "languages": ("English and German",),
}
_LIMITS: dict[str, tuple[tuple[str, ...], Bound | None]] = {
    "within": (_TIME, Bound.UPPER),
    "at_least": (_FIGURES, Bound.LOWER),
    "at_most": (_FIGURES, Bound.UPPER),
    "from": (("money",), Bound.LOWER),
    "hours": (("weekly_hours",), None),
    "is": (_ALL, None),
}
VALUE_KEYS = tuple(_LIMITS)
"""The keys that give a promise its value, of which it has one."""

_SAYS = {
    Bound.UPPER: "an upper bound",
    Bound.LOWER: "a lower bound",
    Bound.RANGE: "a range",
    Bound.EXACT: "an exact value",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A promise's value, and the scalar that it was read from."""

    value: Value
    node: ScalarNode


def read_promise_value(context: Context, entries: Mapping[str, Entry], topic: Topic | None) -> Read | None:
    """Return the value of a promise, or report why what is written is none and return `None`."""
    keys = [entries[key].key for key in VALUE_KEYS if key in entries]
    keys.sort(key=lambda key: key.start)
    for extra in keys[1:]:
        message = f"{quoted(extra.text)} gives a second value: {quoted(keys[0].text)} gives one already"
        context.report.at(extra, message, "a promise has one value: make two promises of it")
    if len(keys) != 1:
        return None
    key = keys[0]
    node = entries[key.text].value
    kinds = _kinds(context.report, key, topic)
    if not kinds or not isinstance(node, ScalarNode) or node.flawed or not node.text:
        return None
    return _read(context, key.text, node, kinds, topic)


def _kinds(report: Report, key: ScalarNode, topic: Topic | None) -> tuple[str, ...]:
    """Return the kinds of value that both the key and the topic take, or report that there are none."""
    takes, _ = _LIMITS[key.text]
    if topic is None:
        return takes
    if topic.kinds == ("wording",):
        report.at(key, f"the topic `{topic.name}` takes no value", "it takes `says` or `never`")
        return ()
    kinds = tuple(kind for kind in takes if kind in topic.kinds)
    if not kinds:
        fitting = [name for name, (others, _) in _LIMITS.items() if set(others) & set(topic.kinds)]
        message = f"{quoted(key.text)} takes {_names(takes)}, and the topic `{topic.name}` {_names(topic.kinds)}"
        report.at(key, message, f"write {listing(fitting, 'or')}")
    return kinds


def _read(context: Context, key: str, node: ScalarNode, kinds: tuple[str, ...], topic: Topic | None) -> Read | None:
    value = context.read(node.text)
    if value is None:
        message = f"{quoted(node.written)} cannot be read as {_names(kinds)}"
        context.report.at(node, message, _example(key, kinds))
        return None
    if value.kind not in kinds:
        whose = f"`{key}`" if topic is None or value.kind not in _LIMITS[key][0] else f"the topic `{topic.name}`"
        message = f"{quoted(node.written)} is {NAMES[value.kind]}, and {whose} takes {_names(kinds)}"
        context.report.at(node, message, _example(key, kinds))
        return None
    bounded = _bounded(value, _LIMITS[key][1], key)
    if isinstance(bounded, str):
        context.report.at(node, f"{quoted(node.written)} is {bounded}", _bound_hint(key))
        return None
    if isinstance(bounded, Money) and not bounded.currency and bounded.minimum != 0:
        context.report.at(node, f"{quoted(node.written)} names no currency", _example(key, ("money",)))
        return None
    return Read(bounded, node)


def _bounded(value: Value, wanted: Bound | None, key: str) -> Value | str:
    """Return the value with the end that its key means, or what the value is instead."""
    if wanted is None or not isinstance(value, Duration | Money | Percentage | Count):
        return value
    if value.bound is Bound.EXACT:
        return replace(value, minimum=None) if wanted is Bound.UPPER else replace(value, maximum=None)
    if value.bound is wanted or (key == "within" and value.bound is Bound.RANGE):
        return value
    return f"{_SAYS[value.bound]}, and `{key}` takes {_SAYS[wanted]}"


def _bound_hint(key: str) -> str:
    return "write the figure alone" if key == "within" else "write the figure alone, a range of time under `within`"


def _names(kinds: tuple[str, ...]) -> str:
    names = [NAMES[kind] for kind in kinds if kind != "relative_day"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _example(key: str, kinds: tuple[str, ...]) -> str:
    ranges = ("3-5 business days",) if key == "within" else ()
    examples = [*(example for kind in kinds for example in EXAMPLES[kind]), *ranges]
    return f"write it like {' or '.join(f'`{key}: {example}`' for example in examples[:3])}"
