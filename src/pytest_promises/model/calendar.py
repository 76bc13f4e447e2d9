"""What a business day or hour is."""

from dataclasses import dataclass
from datetime import date

from .quantities import WeeklyHours

Minutes = tuple[tuple[int, int], ...]
"""Half-open spans of minutes since midnight, ascending; none is closed all day."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weekly hours in a time zone, and the days that differ from them.

    `country` is an ISO 3166-1 code whose public holidays are meant, `region` the code of a part of it as ISO 3166-2 has
    it after the hyphen; `special` are days with hours of their own.
    """

    hours: WeeklyHours
    timezone: str | None = None
    country: str = ""
    region: str = ""
    special: tuple[tuple[date, Minutes], ...] = ()
