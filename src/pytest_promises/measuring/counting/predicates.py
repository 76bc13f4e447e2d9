"""Conditions as expressions of Ibis, so that all engines agree on what they mean.

Columns of text, which is what all columns of a CSV file are, count as figures beside a figure, and as true or false
where one is asked for.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub, truediv
from typing import TYPE_CHECKING, Any

from pytest_promises.channels.extras import need

from .conditions import ConditionError, parsed
from .numbers import number_of

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_TRUE, _FALSE = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {"EQ": eq, "NEQ": ne, "GT": gt, "GTE": ge, "LT": lt, "LTE": le}
_RECKONED: Mapping[str, Callable[[Any, Any], Any]] = {"Add": add, "Sub": sub, "Mul": mul, "Div": truediv}


def predicate(table: "Table", text: str) -> "BooleanValue":
    """Return a condition on the rows of a table; what is unknown (NULL) does not fulfil it.

    Raises `ConditionError` for columns that the table does not have, and for what cannot be compared.
    """
    ibis = need("ibis", "records", "records")
    errors = need("ibis.common.exceptions", "records", "records")
    try:
        return ibis.coalesce(_true(_value(table, parsed(text))), False)
    except (errors.IbisError, TypeError, AttributeError) as error:
        raise ConditionError("it compares what cannot be compared", "look at the types of its columns") from error


def _value(table: "Table", node: Any) -> Any:
    return _MEANINGS[type(node).__name__](table, node)


def _column(table: "Table", node: Any) -> Any:
    from .names import find

    return table[find(table, node.name)]


def _literal(_: "Table", node: Any) -> Any:
    if node.is_string:
        return node.this
    return int(node.this) if node.is_int else float(node.this)


def _constant(_: "Table", node: Any) -> Any:
    return bool(node.this)


def _null(_table: "Table", _node: Any) -> Any:
    return need("ibis", "records", "records").null()


def _compared(table: "Table", node: Any) -> Any:
    left, right = _alike(_value(table, node.this), _value(table, node.expression))
    return _COMPARED[type(node).__name__](left, right)


def _reckoned(table: "Table", node: Any) -> Any:
    left, right = (_figure(_value(table, side)) for side in (node.this, node.expression))
    return _RECKONED[type(node).__name__](left, right)


def _is(table: "Table", node: Any) -> Any:
    left = _value(table, node.this)
    if type(node.expression).__name__ == "Null":
        return _expression(left).isnull()
    ibis = need("ibis", "records", "records")
    return ibis.coalesce(_true(left), not node.expression.this) == node.expression.this


def _in(table: "Table", node: Any) -> Any:
    left = _value(table, node.this)
    pairs = (_alike(left, _value(table, one)) for one in node.expressions)
    return reduce(or_, (one == other for one, other in pairs))


def _between(table: "Table", node: Any) -> Any:
    value = _value(table, node.this)
    low = _alike(value, _value(table, node.args["low"]))
    high = _alike(value, _value(table, node.args["high"]))
    return (low[0] >= low[1]) & (high[0] <= high[1])


def _like(table: "Table", node: Any) -> Any:
    pattern = _value(table, node.expression)
    value = _text(_value(table, node.this))
    return value.ilike(pattern) if type(node).__name__ == "ILike" else value.like(pattern)


def _affixed(table: "Table", node: Any) -> Any:
    value, affix = _text(_value(table, node.this)), _value(table, node.expression)
    return value.startswith(affix) if type(node).__name__ == "StartsWith" else value.endswith(affix)


def _coalesce(table: "Table", node: Any) -> Any:
    ibis = need("ibis", "records", "records")
    first, *others = (_value(table, one) for one in (node.this, *node.expressions))
    return ibis.coalesce(first, *(_alike(first, one)[1] for one in others))


def _nullif(table: "Table", node: Any) -> Any:
    left, right = _alike(_value(table, node.this), _value(table, node.expression))
    return _expression(left).nullif(right)


def _expression(value: Any) -> Any:
    return value if hasattr(value, "type") else need("ibis", "records", "records").literal(value)


def _text(value: Any) -> Any:
    found = _expression(value)
    return found if found.type().is_string() else found.cast("string")


def _figure(value: Any) -> Any:
    found = _expression(value)
    return number_of(found) if found.type().is_string() else found


def _true(value: Any) -> Any:
    """Return a value as true, false or unknown."""
    ibis = need("ibis", "records", "records")
    found = _expression(value)
    if found.type().is_string():
        word = found.strip().lower()
        return ibis.cases((word.isin(_TRUE), True), (word.isin(_FALSE), False), else_=ibis.null("boolean"))
    return found != 0 if found.type().is_numeric() and not found.type().is_boolean() else found


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Return two values as ones that can be compared with each other."""
    one, other = _expression(left), _expression(right)
    if one.type().is_boolean() or other.type().is_boolean():
        return _true(one), _true(other)
    if one.type().is_numeric() or other.type().is_numeric():
        return _figure(one), _figure(other)
    if one.type().is_temporal() and isinstance(right, str):
        return one, _moment(right, one.type())
    if other.type().is_temporal() and isinstance(left, str):
        return _moment(left, other.type()), other
    return one, other


def _moment(text: str, kind: Any) -> Any:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ConditionError(f"`{text[:40]}` is no time", "write times like '2026-03-01 09:00'") from error
    zoned = getattr(kind, "timezone", None)
    ibis = need("ibis", "records", "records")
    if kind.is_date():
        return ibis.literal(moment.date())
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return ibis.literal(aware if zoned else moment.replace(tzinfo=None)).cast(kind)


_MEANINGS: Mapping[str, Callable[["Table", Any], Any]] = {
    "Column": _column,
    "Literal": _literal,
    "Boolean": _constant,
    "Null": _null,
    "Paren": lambda table, node: _value(table, node.this),
    "And": lambda table, node: and_(*(_true(_value(table, one)) for one in (node.this, node.expression))),
    "Or": lambda table, node: or_(*(_true(_value(table, one)) for one in (node.this, node.expression))),
    "Not": lambda table, node: ~_true(_value(table, node.this)),
    "Neg": lambda table, node: -_figure(_value(table, node.this)),
    "Is": _is,
    "In": _in,
    "Between": _between,
    "Coalesce": _coalesce,
    "Nullif": _nullif,
    "Lower": lambda table, node: _text(_value(table, node.this)).lower(),
    "Upper": lambda table, node: _text(_value(table, node.this)).upper(),
    "Trim": lambda table, node: _text(_value(table, node.this)).strip(),
    "Abs": lambda table, node: _figure(_value(table, node.this)).abs(),
    "Length": lambda table, node: _text(_value(table, node.this)).length(),
    **dict.fromkeys(_COMPARED, _compared),
    **dict.fromkeys(_RECKONED, _reckoned),
    **dict.fromkeys(("Like", "ILike"), _like),
    **dict.fromkeys(("StartsWith", "EndsWith"), _affixed),
}
