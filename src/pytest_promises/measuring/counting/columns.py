"""Which columns of records hold what, as a spec has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pytest_promises.model.promise import Channel

from .edges import HOUR, MINUTE, SECOND

Pace = Literal["seconds", "business seconds", "days", "business days"]
"""What lengths of time are told in: business time, calendar dates and business dates are each a way of their own."""

DAY = 24 * HOUR
UNITS: Mapping[str, tuple[Pace, int]] = {
    "seconds": ("seconds", SECOND),
    "minutes": ("seconds", MINUTE),
    "hours": ("seconds", HOUR),
    "days": ("seconds", DAY),
    "business seconds": ("business seconds", SECOND),
    "business minutes": ("business seconds", MINUTE),
    "business hours": ("business seconds", HOUR),
    "business days": ("business days", 1),
}
"""The units that a column of ready lengths can have: what they are told in, and how many of its steps one is."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of columns, `""` for those that there are not.

    A record is served from `begin` to `end`, or it `took` so many of a `unit`; `published` holds how long it would
    take, as it was told, in the same units. With `update` and `case` each row is an update of a case. `id` tells
    records apart, `where` is a condition on those that are meant, and `zone` the time zone of times without an offset.
    """

    begin: str = ""
    end: str = ""
    took: str = ""
    unit: str = ""
    published: str = ""
    update: str = ""
    case: str = ""
    id: str = ""
    where: str = ""
    zone: str = ""

    @property
    def measured(self) -> bool:
        """Whether they tell how long something took."""
        return bool(self.end or self.took or self.update)


def columns_of(channel: Channel) -> Columns:
    """Return the columns that a channel's options name."""
    named = {field: channel.options.get(option) for option, field in _OPTIONS.items()}
    return Columns(**{field: name.strip() for field, name in named.items() if isinstance(name, str)})


_OPTIONS: Mapping[str, str] = {
    "from": "begin",
    "to": "end",
    "took": "took",
    "unit": "unit",
    "published": "published",
    "every": "update",
    "of": "case",
    "id": "id",
    "where": "where",
    "timezone": "zone",
}
