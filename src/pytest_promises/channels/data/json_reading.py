"""JSON read into statements and passages: what a JMESPath expression selects, each figure in its unit."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.units import figure, quantity
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause
from pytest_promises.model.statement import Passage, Reason, Statement

_NOTHING_SAID = frozenset({"", "n/a", "na", "none", "null", "nan", "-", "--", "—", "–", "unknown", "tbd"})
_MARKUP = re.compile(r"</?(p|br|div|ul|ol|li|b|strong|em|i|a|span|h[1-6]|table)\b[^<>]{0,500}>", re.IGNORECASE)
_MOST_VALUES = 10_000
_DEEPEST = 20
_BRIEF = 60


@dataclass(frozen=True, slots=True)
class Said:
    """What one channel reads in the data."""

    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()


def parsed(body: bytes, content_type: str, url: str) -> object:
    """Return the JSON document; raises `HearingError` (`MALFORMED`, `EMPTY`) when it is none."""
    text = decode(body, content_type).lstrip("\ufeff")
    if not text.strip():
        raise failed(Cause.EMPTY, f"{shown(url)} answered nothing.", "Check the channel's address.")
    try:
        data: object = json.loads(text)
    except RecursionError as error:
        raise failed(Cause.MALFORMED, f"The JSON of {shown(url)} is nested too deeply.", "") from error
    except ValueError as error:
        raise failed(
            Cause.MALFORMED, _no_json(text, content_type, error, url), "Check the channel's address."
        ) from error
    return data


def _no_json(text: str, content_type: str, error: ValueError, url: str) -> str:
    if "html" in content_type.lower() or text.lstrip()[:1] == "<":
        return f"{shown(url)} answered a page in place of JSON."
    where = (
        f"line {error.lineno} column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else error
    )
    return f"{shown(url)} answered no JSON ({where})."


def path_problem(path: str) -> str | None:
    """Return what is wrong with a JMESPath expression, in one line, or `None`."""
    try:
        _compiled(path)
    except (JMESPathError, ValueError, RecursionError) as error:
        return " ".join(str(error).split("\n", 1)[0].split())
    return None


@lru_cache(maxsize=1024)
def _compiled(path: str) -> ParsedResult:
    return jmespath.compile(path)


def found(data: object, path: str, option: str) -> object:
    """Return what a JMESPath expression selects; raises `HearingError` (`MALFORMED`) when it cannot be applied."""
    reason = path_problem(path)
    if reason is not None:
        message = f"`{option}: {path}` is no JMESPath expression: {reason}"
        raise failed(Cause.MALFORMED, message, "See jmespath.org for how to write one.")
    try:
        return _compiled(path).search(data)
    except (JMESPathError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
        message = f"`{option}: {path}` does not fit the data: {' '.join(str(error).split())}"
        raise failed(Cause.MALFORMED, message, "Look at the data, and correct the expression.") from error


def read(data: object, path: str, unit: str, topic: str, url: str) -> Said:
    """Return what a path selects: with a unit a statement for each figure, without one a passage for each text.

    A list is read value by value, its nulls left out. A text that is no figure where a unit is asked for ("1 hr 23
    min") is a passage, to be read like any other, with the topic as its lead.

    Raises `HearingError`: `EMPTY` when there is nothing, `MALFORMED` for what no promise can be (a negative time).
    """
    values = [value for value in _flat(found(data, path, "read"), unit) if not _is_nothing(value, unit)]
    if not values:
        message = f"`read: {path}` finds nothing in {shown(url)}."
        raise failed(Cause.EMPTY, message, "See whether the data has changed; correct the expression.")
    # What stands in one value of a list is not beside what stands in another.
    items = [str(number) if len(values) > 1 else "" for number in range(1, len(values) + 1)]
    if not unit:
        texts = (_passages(*one, path, topic) for one in zip(values, items, strict=True))
        return Said(passages=tuple(passage for text in texts for passage in text))
    statements: list[Statement] = []
    passages: list[Passage] = []
    for value, item in zip(values[:_MOST_VALUES], items, strict=False):
        number = figure(value)
        if number is None and isinstance(value, str):
            passages += _passages(value, item, path, topic)
        else:
            statements.append(_statement(number, value, path, unit, topic))
    return Said(tuple(passages), tuple(statements))


def _flat(value: object, unit: str, depth: int = 0) -> Iterator[object]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _flat(one, unit, depth + 1)
    else:
        yield value


def _is_nothing(value: object, unit: str) -> bool:
    if value is None or value in ({}, []):
        return True
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING_SAID
    if isinstance(value, bool):
        return bool(unit)
    return isinstance(value, float) and value != value  # noqa: PLR0124 - only NaN is unlike itself


def _statement(number: Decimal | None, value: object, path: str, unit: str, topic: str) -> Statement:
    raw = _raw(value)
    if number is None or not number.is_finite() or number < 0:
        message = f"`read: {path}` finds {raw[:_BRIEF]}, which is no number of {unit}."
        raise failed(Cause.MALFORMED, message, "Look at the data, and correct the expression or the unit.")
    try:
        amount = quantity(number, unit)
    except (ValueError, ArithmeticError) as error:
        message = f"`unit: {unit}` is no unit."
        raise failed(Cause.MALFORMED, message, "Write one like `minutes`, `percent` or `EUR`.") from error
    return Statement(
        value=amount,
        words=raw,
        span=(0, len(raw)),
        topic=topic or None,
        passage=Passage(raw, selector=path),
        reasons=(Reason("value", unit, "spec"), *((Reason("topic", topic, "spec"),) if topic else ())),
    )


def _passages(value: object, item: str, path: str, topic: str) -> tuple[Passage, ...]:
    lead = topic.replace("_", " ")
    if not isinstance(value, str):
        return (Passage(_raw(value), lead=lead, selector=path, item=item),)
    if not _MARKUP.search(value):
        return (Passage(value.strip(), lead=lead, selector=path, item=item),)
    return tuple(replace(one, lead=one.lead or lead, selector=path, item=item) for one in Html(value).passages)


def _raw(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
