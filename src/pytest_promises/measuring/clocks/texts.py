"""Times as text: ISO 8601 and numbers, read alike by every engine.

Engines cast text by rules of their own, and some fail on a day that does not exist. So a text is held against a pattern
first, what does not fit is replaced by a text that does, and only then are its fields cast.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pytest_promises.channels.extras import need

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, StringValue

_YEAR = "[12][0-9]{3}"
_LEAP_YEAR = "([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)"
_DAY = (
    f"({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP_YEAR}-02-29)"
)
_HOUR = "([01][0-9]|2[0-3])"
_ZONE = f"( ?(Z|UTC|[+-]{_HOUR}(:?[0-5][0-9])?))"
_ISO = f"^{_DAY}([T ]{_HOUR}:[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?{_ZONE}?)?$"
_NUMBER = r"^[0-9]{9,17}([.][0-9]{1,9})?$"
_SOME_TIME = "2000-01-01"
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


def read_text(column: "StringValue") -> Text:
    """Return what a column says.

    Each step uses the one before once or twice: what is used more often is written into the query as often again.
    """
    ibis = need("ibis", "records", "records")
    text = column.strip().upper()
    iso, number = text.re_search(_ISO), text.re_search(_NUMBER)
    plain = _plain(ibis.ifelse(iso, text, _SOME_TIME))
    rest = _rest(plain)
    clock, zone = _part(rest, "X", 0), _part(rest, "X", 1)
    second = (_part(clock, "F", 0) + ":00").substr(0, 8)
    fraction = (_part(clock + "F", "F", 1) + "000000").substr(0, 6)
    wall = plain.substr(0, 10) + " " + second + "." + fraction
    return Text(iso, wall, zone != "", _offset(zone), number, ibis.ifelse(number, text, "0"))


def _plain(safe: "StringValue") -> "StringValue":
    """Return times of day behind a `T`, with the offset right behind them; a date has the time 00:00."""
    numeric = safe.replace("UTC", "Z").replace(" Z", "Z").replace("Z", "+00")
    return numeric.replace(" +", "+").replace(" -", "-").replace(" ", "T") + "T00:00"


def _rest(plain: "StringValue") -> "StringValue":
    """Return the time of day and the offset: `10:00:00F5X+02:00X`, or with nothing between the last two.

    Letters part them, because some engines take signs for the operators of a pattern.
    """
    rest = _part(plain, "T", 1).replace(",", "F").replace(".", "F")
    return rest.replace("+", "X+").replace("-", "X-") + "X"


def _part(text: "StringValue", separator: str, index: int) -> "StringValue":
    found: StringValue = text.split(separator)[index]
    return found


def _offset(zone: "StringValue") -> "IntegerValue":
    """Return the microseconds of `+02`, `-0330` or `+05:30`; of nothing 0."""
    ibis = need("ibis", "records", "records")
    digits = zone.replace(":", "") + "00000"
    seconds = digits.substr(1, 2).cast("int64") * 3600 + digits.substr(3, 2).cast("int64") * 60
    return ibis.ifelse(zone.substr(0, 1) == "-", -seconds, seconds) * _SECOND
