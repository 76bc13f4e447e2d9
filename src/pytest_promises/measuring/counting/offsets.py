"""Texts of times that tell their offset from UTC beside texts that do not: somebody has to say which zone is meant."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need
from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

from .inquiries import Inquiry
from .names import find

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, StringValue, Table

Column = tuple[str, str]
"""The name of a column of times, as a spec has it, and the zone of those without an offset."""

_CLOCK = 10
"""Where the time of day begins in ISO 8601."""


def undeclared(table: "Table", inquiries: Iterable[Inquiry]) -> list[Column]:
    """Return the columns of text of which no spec says which zone times without an offset are in."""
    named = [(name, one.zone) for one in inquiries if not one.columns.zone for name in one.times]
    return [column for column in dict.fromkeys(named) if table[find(table, column[0])].type().is_string()]


def offset_told(column: "StringValue") -> "IntegerValue":
    """Return 1 for a time of day that tells its offset, 2 for one that does not, NULL for what is no time of day."""
    ibis = need("ibis", "records", "records")
    clock = column.strip().substr(_CLOCK)
    told = clock.endswith("Z") | clock.endswith("UTC") | clock.contains("+") | clock.contains("-")
    timed = ibis.coalesce(clock.contains(":"), False)
    return ibis.ifelse(timed, ibis.ifelse(told, 1, 2), ibis.null("int64")).cast("int64")


def refuse_mixed(inquiry: Inquiry, mixed: Iterable[Column]) -> None:
    """Raise `HearingError` (`MALFORMED`) where a column of an inquiry mixes both, and no zone is named for it."""
    known = set(mixed)
    name = next((name for name in inquiry.times if not inquiry.columns.zone and (name, inquiry.zone) in known), None)
    if name is not None:
        message = f"The column `{name}` has times with an offset from UTC and times without one."
        raise failed(Cause.MALFORMED, message, "Say which zone the others are in: `timezone: Europe/Sofia`.")
