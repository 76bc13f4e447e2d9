"""What can be promised: lengths of time, amounts, shares, opening hours, counts."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

SECONDS: dict[Unit, float] = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 7 * 86400.0,
    "month": 30 * 86400.0,
    "year": 365 * 86400.0,
}
"""Nominal seconds of one CLDR unit: a month is 30 days and a year 365."""


class Clock(StrEnum):
    """What a duration runs on: every hour of the calendar, or business hours and days alone."""

    ELAPSED = "elapsed"
    BUSINESS = "business"


class Bound(StrEnum):
    """Which ends of a quantity the words give."""

    EXACT = "exact"
    UPPER = "upper"
    LOWER = "lower"
    RANGE = "range"


def bound_of(minimum: object, maximum: object) -> Bound:
    """Return the bound that two ends make; at least one of them is given."""
    if minimum is None:
        return Bound.UPPER
    if maximum is None:
        return Bound.LOWER
    return Bound.EXACT if minimum == maximum else Bound.RANGE


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time between two ends, in nominal seconds.

    A business day counts 86,400 seconds of the business clock and a business hour 3,600; `unit` keeps the unit that
    the words used, because a business day is not 24 business hours. An open end is `None`.
    """

    minimum: float | None
    maximum: float | None
    clock: Clock = Clock.ELAPSED
    unit: Unit = "hour"
    kind: ClassVar[str] = "duration"

    @property
    def bound(self) -> Bound:
        """Which ends are given."""
        return bound_of(self.minimum, self.maximum)

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "duration", "min": seconds|None, "max": seconds|None, "business": bool, "unit": str}`."""
        return {
            "kind": self.kind,
            "min": self.minimum,
            "max": self.maximum,
            "business": self.clock is Clock.BUSINESS,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """The same day (0) or the next (1), counted in calendar or business days."""

    days: int
    clock: Clock = Clock.ELAPSED
    kind: ClassVar[str] = "relative_day"

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "relative_day", "days": int, "business": bool}`."""
        return {"kind": self.kind, "days": self.days, "business": self.clock is Clock.BUSINESS}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, or the threshold from or up to which something holds; the currency is an ISO 4217 code or `""`."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    kind: ClassVar[str] = "money"

    @property
    def bound(self) -> Bound:
        """Which ends are given."""
        return bound_of(self.minimum, self.maximum)

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "money", "min": float|None, "max": float|None, "currency": str}`."""
        ends = (None if end is None else float(end) for end in (self.minimum, self.maximum))
        return {"kind": self.kind, **dict(zip(("min", "max"), ends, strict=True)), "currency": self.currency}


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share in percent: 99.9 is 99.9 %."""

    minimum: Decimal | None
    maximum: Decimal | None
    kind: ClassVar[str] = "percent"

    @property
    def bound(self) -> Bound:
        """Which ends are given."""
        return bound_of(self.minimum, self.maximum)

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "percent", "value": float, "min": float|None, "max": float|None}`."""
        ends = [None if end is None else float(end) for end in (self.minimum, self.maximum)]
        value = ends[0] if ends[1] is None else ends[1]
        return {"kind": self.kind, "value": value, "min": ends[0], "max": ends[1]}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: attempts, languages, branches."""

    minimum: int | None
    maximum: int | None
    kind: ClassVar[str] = "count"

    @property
    def bound(self) -> Bound:
        """Which ends are given."""
        return bound_of(self.minimum, self.maximum)

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "count", "min": int|None, "max": int|None}`."""
        return {"kind": self.kind, "min": self.minimum, "max": self.maximum}


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """When something is open in a normal week.

    `osm` is the normal form in OpenStreetMap's `opening_hours` syntax ("Mo-Fr 09:00-18:00", "24/7"). `spans` are
    minutes since Monday 00:00, half-open, ascending, merged; the last may end past 10,080 when Sunday runs into
    Monday. `timezone` is an IANA name, or `None` where the words name none. `holidays_off` is whether public holidays
    were said to be closed.
    """

    osm: str
    spans: tuple[tuple[int, int], ...]
    timezone: str | None = None
    holidays_off: bool = False
    kind: ClassVar[str] = "weekly_hours"

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "weekly_hours", "osm": str, "timezone": str|None}`."""
        return {"kind": self.kind, "osm": self.osm, "timezone": self.timezone}


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that are served, by their ISO 639 codes, sorted."""

    codes: tuple[str, ...]
    kind: ClassVar[str] = "languages"

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "languages", "codes": [str]}`."""
        return {"kind": self.kind, "codes": list(self.codes)}


@dataclass(frozen=True, slots=True)
class Vague:
    """A promise without a figure: "as soon as possible"."""

    words: str
    kind: ClassVar[str] = "vague"

    def as_dict(self) -> dict[str, object]:
        """Return `{"kind": "vague", "words": str}`."""
        return {"kind": self.kind, "words": self.words}


Value = Duration | RelativeDay | Money | Percentage | Count | WeeklyHours | Languages | Vague
