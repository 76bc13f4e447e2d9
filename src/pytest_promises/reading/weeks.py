"""Weekly hours that are spread out: over the sentences of a passage, or a table's row header and its cell."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from pytest_promises.model.quantities import WeeklyHours
from pytest_promises.model.statement import Passage, Reason, Statement

from .hours import hours
from .items import itemise
from .lexicon import Lexicon
from .opening_hours import joined
from .sentences import tokenise

_APART: Final = frozenset(" .,;|\n")


def together(statements: Iterable[Statement], text: str) -> Iterator[Statement]:
    """Yield the statements of a text, with weekly hours of other days that follow each other joined into one."""
    pending: Statement | None = None
    for statement in statements:
        both = _joined(pending, statement, text) if pending is not None else None
        if both is None and pending is not None:
            yield pending
        pending = both or statement
    if pending is not None:
        yield pending


def _joined(first: Statement, second: Statement, text: str) -> Statement | None:
    if not isinstance(first.value, WeeklyHours) or not isinstance(second.value, WeeklyHours):
        return None
    if set(text[first.span[1] : second.span[0]]) - _APART or (first.topic, first.scope) != (second.topic, second.scope):
        return None
    value = joined(first.value, second.value)
    if value is None:
        return None
    span = (first.span[0], second.span[1])
    words = text[slice(*span)]
    return replace(first, value=value, span=span, words=words, reasons=(Reason("value", words), *first.reasons[1:]))


def with_days(value: WeeklyHours, words: str, passage: Passage, lexicon: Lexicon) -> tuple[WeeklyHours, Reason | None]:
    """Return hours that name no day with the days of the row header, column header, lead or label beside them."""
    places = [("row", text) for text in passage.row] + [("column", text) for text in passage.column]
    for source, place in (*places, ("lead", passage.lead), ("label", passage.label)):
        text = f"{place}: {words}"
        folded = lexicon.fold(text)
        found = list(hours(itemise(tokenise(folded, (0, len(folded.text)), lexicon), lexicon, text))) if place else []
        if len(found) == 1 and not found[0].bare and isinstance(found[0].value, WeeklyHours):
            return replace(found[0].value, timezone=found[0].value.timezone or value.timezone), Reason(
                "value", place, source
            )
    return value, None
