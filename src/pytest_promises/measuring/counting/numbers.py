"""Figures in columns, whatever the columns hold."""

from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

if TYPE_CHECKING:
    from ibis.expr.types import Column, NumericValue

_FIGURE = r"^[+-]?[0-9]{1,15}([.][0-9]{1,9})?$"


def number_of(column: "Column") -> "NumericValue":
    """Return a column as figures: those that text has written out, NULL for what is none.

    The pattern stands in place of a cast that fails softly, which not every engine has.
    """
    ibis = need("ibis", "records", "records")
    if column.type().is_boolean():
        return ibis.ifelse(column, 1, 0)
    if not column.type().is_string():
        return column if column.type().is_numeric() else ibis.null("float64")
    text = column.strip()
    written = text.re_search(_FIGURE)
    return ibis.ifelse(written, ibis.ifelse(written, text, "0").cast("float64"), ibis.null("float64"))
