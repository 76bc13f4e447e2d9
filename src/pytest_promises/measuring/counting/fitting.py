"""Which questions the records of a source can be asked: it has the columns, and their types are right."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pytest_promises.channels.mishaps import failed
from pytest_promises.measuring.clocks.moments import check_times
from pytest_promises.measuring.clocks.zones import zone_of
from pytest_promises.model.hearing import Cause, HearingError, Mishap

from .conditions import ConditionError
from .inquiries import Inquiry
from .names import find
from .predicates import predicate
from .questions import DERIVED, Question
from .scans import bits_of

if TYPE_CHECKING:
    from ibis.expr.types import Table


def fitting(table: "Table", inquiries: Iterable[Inquiry]) -> tuple[tuple[Inquiry, ...], dict[str, Mishap]]:
    """Return what can be asked of a table, and by the names of the other questions why they cannot."""
    refused: dict[str, Mishap] = {}
    fit: list[Inquiry] = []
    for inquiry in inquiries:
        try:
            _check_columns(table, inquiry)
        except HearingError as error:
            refused |= dict.fromkeys((one.name for one in inquiry.questions), error.mishap)
        else:
            fit.append(inquiry.of(one for one in inquiry.questions if not _refused(table, one, refused)))
    return tuple(one for one in fit if one.questions), refused


def _check_columns(table: "Table", inquiry: Inquiry) -> None:
    for name in inquiry.times:
        check_times(table, find(table, name))
    for name in inquiry.others:
        find(table, name)
    zone_of(inquiry.zone)


def _refused(table: "Table", question: Question, refused: dict[str, Mishap]) -> bool:
    """Tell whether a question cannot be put to these records; `refused` then has why."""
    try:
        for name in question.by:
            if name not in DERIVED:
                find(table, name)
        for what, text in bits_of(question):
            if what == "where":
                _check_condition(table, str(text))
    except HearingError as error:
        refused[question.name] = error.mishap
    return question.name in refused


def _check_condition(table: "Table", text: str) -> None:
    try:
        predicate(table, text)
    except ConditionError as error:
        message = f"The condition `{text[:80]}` cannot be used: {error.message}."
        raise failed(Cause.MALFORMED, message, f"{error.hint[:1].upper()}{error.hint[1:]}.") from error
