"""The columns of a table by the names that a spec has for them."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, HearingError

if TYPE_CHECKING:
    from ibis.expr.types import Table

_SHOWN = 12


def find(table: "Table", name: str) -> str:
    """Return the name of a column, as the table has it: letters of another case do when only one column fits.

    Raises `HearingError` (`MISSING`), which tells the column that may be meant, or those that there are.
    """
    if name in table.columns:
        return name
    alike = [str(column) for column in table.columns if column.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise missing(name, tuple(table.columns))


def missing(name: str, known: tuple[str, ...]) -> HearingError:
    """Return the error for a column that is not among the known ones."""
    close = get_close_matches(name, known, 1)
    there = ", ".join(f"`{column}`" for column in known[:_SHOWN]) + (" ..." if len(known) > _SHOWN else "")
    remedy = f"Did you mean `{close[0]}`?" if close else f"The columns are {there}."
    return failed(Cause.MISSING, f"The records have no column `{name}`.", remedy)
