"""Data as statements and passages: the value, the record that it stands in, and where that is."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pytest_promises.channels.data.units import figure, quantity
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.quantities import Clock, Duration, Money, Percentage, RelativeDay, Value
from pytest_promises.model.statement import Passage, Reason, Scope, Statement

_LONGEST = 400
_MOST = 10**18


class UnreadableError(ValueError):
    """Raised for a part of a record that is not what the vendor documents; its text says what it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: `selector` finds it again, `headings` name it, the rest says for whom it holds."""

    selector: str
    headings: tuple[str, ...] = ()
    scope: Scope = ()
    conditions: tuple[str, ...] = ()


def statement(value: Value, part: object, topic: str, place: Place, source: str) -> Statement:
    """Return a value as a statement, quoted as the JSON of the part that gives it; `source` gave it its topic."""
    words = _json(part)
    return Statement(
        value=value,
        words=words,
        span=(0, len(words)),
        topic=topic or None,
        scope=place.scope,
        conditions=place.conditions,
        passage=Passage(words, headings=place.headings, selector=place.selector),
        reasons=(Reason("value", words), Reason("topic", source, "label")),
    )


def number(value: object, name: str) -> Decimal | None:
    """Return a figure that is a number, or a string that is one, and `None` for null or `""`.

    Raises `UnreadableError` for anything else, and for what no promise can be.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = figure(value)
    if found is None or not found.is_finite() or not 0 <= found <= _MOST:
        raise UnreadableError(f"`{name}` is {_json(value)[:60]}, which is no number that it can be")
    return found


def seconds(count: Decimal, *, business: bool) -> Duration:
    """Return that many seconds as a length of time, in the largest of hours and minutes that it is a multiple of."""
    unit = "hours" if count % 3600 == 0 else "minutes" if count % 60 == 0 else "seconds"
    size = {"hours": 3600, "minutes": 60, "seconds": 1}[unit]
    found = quantity(count / size, f"business {unit}" if business else unit)
    assert isinstance(found, Duration)
    return found


def days(minimum: Decimal | None, maximum: Decimal, clock: Clock) -> Duration | RelativeDay:
    """Return a range of days; none at all is the same day. Raises `UnreadableError` for ends in the wrong order."""
    if minimum is not None and minimum > maximum:
        raise UnreadableError(f"{minimum} to {maximum} days is no range")
    if maximum == 0:
        return RelativeDay(0, clock)
    return Duration(None if minimum is None else float(minimum) * 86400.0, float(maximum) * 86400.0, clock, "day")


def percent(share: Decimal) -> Percentage:
    """Return a share in percent. Raises `UnreadableError` above 100."""
    if share > 100:
        raise UnreadableError(f"{share} is no share in percent")
    return Percentage(share, share)


def money_from(amount: Decimal, currency: str) -> Money:
    """Return an amount of money from which on something holds."""
    return Money(amount, None, currency)


def flaw(what: str, error: object) -> Mishap:
    """Return the mishap for a record that could not be read."""
    return Mishap(Cause.MALFORMED, f"{what}: {error}.", "Look at the data: it is not what the vendor documents.")


def text(record: Mapping[str, object], name: str) -> str:
    """Return a text of a record, `""` where there is none."""
    found = record.get(name)
    return found.strip() if isinstance(found, str) else ""


def mapping(record: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return a part of a record that is a mapping, empty where there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def mappings(record: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Return the mappings in a list of a record, empty where there is none."""
    found = record.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def texts(record: Mapping[str, object], name: str) -> list[str]:
    """Return the texts in a list of a record, empty where there is none."""
    found = record.get(name)
    return [one.strip() for one in found if isinstance(one, str)] if isinstance(found, list) else []


def picked(record: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    """Return the parts of a record that have these names, in this order."""
    return {name: record[name] for name in names if name in record}


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 3]}..."
