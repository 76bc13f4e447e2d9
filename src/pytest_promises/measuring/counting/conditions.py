"""Conditions on a record: what of SQL they may use.

They are written in DuckDB's dialect and parsed, never handed on as text: a condition compares, it does nothing else.
"""

from functools import lru_cache
from typing import Any

from pytest_promises.channels.extras import need

LONGEST = 4000
"""The longest condition, in characters."""

OPERATORS = frozenset({"And", "Or", "Not", "Paren"})
COMPARISONS = frozenset({"EQ", "NEQ", "GT", "GTE", "LT", "LTE", "Is", "In", "Between", "Like", "ILike"})
ARITHMETIC = frozenset({"Add", "Sub", "Mul", "Div", "Neg"})
FUNCTIONS = frozenset({"Coalesce", "Lower", "Upper", "Trim", "Abs", "Length", "Nullif", "StartsWith", "EndsWith"})
LEAVES = frozenset({"Column", "Identifier", "Literal", "Boolean", "Null"})
_ALLOWED = OPERATORS | COMPARISONS | ARITHMETIC | FUNCTIONS | LEAVES
_EXAMPLE = "write it like `channel = 'email' and not merged`"
_KNOWN = (
    "a condition has columns, figures, texts, comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, arithmetic, "
    "COALESCE, LOWER, UPPER, TRIM, ABS, LENGTH, NULLIF, STARTS_WITH and ENDS_WITH"
)


class ConditionError(ValueError):
    """Raised for what is no condition: `message` says what is wrong, `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@lru_cache(maxsize=1024)
def parsed(text: str) -> Any:
    """Return a condition as sqlglot's tree, in which there is nothing but what is allowed.

    Raises `ConditionError`, and `HearingError` (`UNAVAILABLE`) where sqlglot is not installed.
    """
    if len(text) > LONGEST:
        raise ConditionError(f"it is longer than {LONGEST:,} characters", "give the records a column for it")
    try:
        tree = _tree(text)
        _check(tree)
    except RecursionError as error:
        raise ConditionError("it is nested too deeply", "give the records a column for it") from error
    return tree


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the columns that a condition looks at; raises what `parsed` does."""
    return tuple(node.name for node in parsed(text).walk() if type(node).__name__ == "Column")


def _tree(text: str) -> Any:
    sqlglot = need("sqlglot", "records", "records")
    errors = need("sqlglot.errors", "records", "records")
    try:
        trees = sqlglot.parse(text, dialect="duckdb")
    except errors.SqlglotError as error:
        raise ConditionError(f"it cannot be read: {_reason(error)}", _EXAMPLE) from error
    if len(trees) != 1 or trees[0] is None:
        raise ConditionError("it is not one condition", _EXAMPLE)
    return trees[0]


def _reason(error: Any) -> str:
    """Return what sqlglot says is wrong, and where, without its excerpt: that is marked with terminal codes."""
    first: dict[str, Any] = (getattr(error, "errors", None) or [{}])[0]
    what = str(first.get("description") or "it is no SQL").rstrip(".").lower()
    # It names the class that lacks a part, which says nothing to whoever writes SQL.
    what = "something is missing" if what.startswith("required keyword") else what
    where = first.get("col")
    return f"{what} at character {where}" if where else what


def _check(tree: Any) -> None:
    for node in tree.walk():
        if type(node).__name__ not in _ALLOWED or node.args.get("query") is not None:
            raise ConditionError(f"`{node.sql('duckdb')[:80]}` is not allowed in it", _KNOWN)
        if type(node).__name__ == "Column" and (node.table or type(node.this).__name__ != "Identifier"):
            raise ConditionError(f"`{node.sql('duckdb')[:80]}` is not the name of a column", "write its name alone")
