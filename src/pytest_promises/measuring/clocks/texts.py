"""Times as text: ISO 8601 and numbers, read alike by every engine.

Engines cast text by rules of their own, and some fail on a day that does not exist. So a text is held against a pattern
first, what does not fit is replaced by a text that does, and only then are its fields cast.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table, Value

_YEAR = "[1-9][0-9]{3}"
_LEAP_YEAR = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)"
_DAY = (
    f"({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)"
)
_HOUR = "([01][0-9]|2[0-3])"
_ZONE = f"( ?(Z|UTC|[+-]{_HOUR}(:?[0-5][0-9])?))"
_ISO = f"^{_DAY}([T ]{_HOUR}:[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?{_ZONE}?)?$"
_NUMBER = r"^[0-9]{9,17}([.][0-9]{1,9})?$"
_SPACE = r"^\s|\s$"
_FRACTION = "[.,]([0-9]+)"
_AWAY = ":[0-9.,]+ ?([+-][0-9:]+)$"
_AT_UTC = ":[0-9.,]+ ?(Z|UTC)$"
_SOME_TIME = "2000-01-01T00:00"
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """What a column of text says: `iso` and `number` are whether it is a time of that kind.

    `wall` is the local time of one in ISO 8601, as a text that every engine casts to a timestamp, `aware` whether an
    offset from UTC follows it and `offset` that one in microseconds, else 0. `figure` is the number of the other kind,
    as a text that can be cast to a float. Where it is not a time of the kind, these are those of some time.
    """

    iso: "BooleanValue"
    wall: "StringValue"
    aware: "BooleanValue"
    offset: "IntegerValue"
    number: "BooleanValue"
    figure: "StringValue"


def with_texts(table: "Table", columns: Iterable[str]) -> "Table":
    """Return the table with what `read_text` takes of columns: in columns, each step is written once."""
    ibis = need("ibis", "records", "records")
    steps: dict[str, Value] = {}
    for name in columns:
        column = table[name]
        text = ibis.ifelse(column.re_search(_SPACE), column.strip(), column)
        iso, number = text.re_search(_ISO), text.re_search(_NUMBER)
        steps |= {_step(name, "iso"): iso, _step(name, "safe"): ibis.ifelse(iso, text, _SOME_TIME)}
        steps |= {_step(name, "number"): number, _step(name, "figure"): ibis.ifelse(number, text, "0")}
    return table.mutate(**steps) if steps else table


def read_text(table: "Table", name: str) -> Text:
    """Return what a column of the table that `with_texts` returned says."""
    ibis = need("ibis", "records", "records")
    iso, safe, number, figure = (table[_step(name, step)] for step in ("iso", "safe", "number", "figure"))
    away = safe.re_search(_AWAY)
    return Text(
        iso,
        safe.substr(0, 10) + " " + _clock(safe) + "." + _fraction(safe),
        away | safe.re_search(_AT_UTC),
        ibis.ifelse(away, _offset(safe.re_extract(_AWAY, 1)), 0),
        number,
        figure,
    )


def _step(column: str, name: str) -> str:
    return f"promises_text_{column}_{name}"


def _clock(safe: "StringValue") -> "StringValue":
    """Return the hour, minute and second: a date has none, and some times have no second."""
    ibis = need("ibis", "records", "records")
    short = ibis.ifelse(safe.length() == 10, "00:00:00", safe.substr(11, 5) + ":00")
    return ibis.ifelse(safe.substr(16, 1) == ":", safe.substr(11, 8), short)


def _fraction(safe: "StringValue") -> "StringValue":
    """Return the six digits of the microsecond."""
    ibis = need("ibis", "records", "records")
    digits = ibis.ifelse(safe.re_search(_FRACTION), safe.re_extract(_FRACTION, 1), "")
    return (digits + "000000").substr(0, 6)


def _offset(zone: "StringValue") -> "IntegerValue":
    """Return the microseconds of `+02`, `-0330` or `+05:30`."""
    ibis = need("ibis", "records", "records")
    digits = ibis.coalesce(zone, "").replace(":", "") + "00000"
    seconds = digits.substr(1, 2).cast("int64") * 3600 + digits.substr(3, 2).cast("int64") * 60
    return ibis.ifelse(zone.startswith("-"), -seconds, seconds) * _SECOND
