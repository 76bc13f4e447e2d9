"""When a service is to be there: within its hours, and outside of maintenance that was announced."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pytest_promises.channels.data.moments import utc
from pytest_promises.measuring.clocks.opening import Opening, opening
from pytest_promises.measuring.sampling.sample import Sample
from pytest_promises.model.amounts import counted
from pytest_promises.model.calendar import Calendar
from pytest_promises.model.measured import Tally
from pytest_promises.reading.opening_hours import ALWAYS, HOLIDAYS, parse_opening_hours, week_of

_DAY = timedelta(days=1)
_MINUTES = 1440
_MOST_TOLD = 5

Spans = tuple[tuple[float, float], ...]
"""From and to, in seconds since 1970, half-open."""


@dataclass(frozen=True, slots=True)
class Service:
    """The hours of local days in a time zone (`None`: always), and the maintenance."""

    hours: Opening | None = None
    zone: tzinfo = UTC
    maintenance: Spans = ()

    def is_due(self, at: float) -> bool:
        """Return whether the service is to be there at a moment."""
        return self.is_open(at) and not self.is_maintained(at)

    def is_open(self, at: float) -> bool:
        """Return whether a moment is within the hours, those that run past midnight from the day before among them."""
        if self.hours is None:
            return True
        local = datetime.fromtimestamp(at, self.zone)
        minute, day = local.hour * 60 + local.minute, local.date()
        today = any(start <= minute < end for start, end in self.hours.on(day))
        return today or any(start <= minute + _MINUTES < end for start, end in self.hours.on(day - _DAY))

    def is_maintained(self, at: float) -> bool:
        """Return whether a moment is within maintenance."""
        return any(start <= at < end for start, end in self.maintenance)


def tally(samples: Sequence[Sample], service: Service) -> tuple[Tally, tuple[str, ...]]:
    """Return how many of the samples that count found the service up; in words how many do not, and what was met."""
    due = [sample for sample in samples if service.is_due(sample.at)]
    closed = sum(not service.is_open(sample.at) for sample in samples)
    maintained = len(samples) - len(due) - closed
    left_out = ((closed, "outside of the hours"), (maintained, "during maintenance"))
    met = Counter(sample.why for sample in due if not sample.up)
    notes = (
        *(f"{count} of {counted(len(samples), 'sample')} left out: {why}" for count, why in left_out if count),
        *(
            f"down in {count} of {counted(len(due), 'sample')}: it {why}"
            for why, count in met.most_common(_MOST_TOLD)
            if why
        ),
    )
    return Tally((), sum(sample.up for sample in due), len(due)), notes


def hours_problem(options: Mapping[str, object]) -> str | None:
    """Return what is wrong with `hours`, `timezone` and `maintenance`, in a sentence, or `None`."""
    hours, zone, maintenance = (options.get(name) for name in ("hours", "timezone", "maintenance"))
    if isinstance(hours, str) and parse_opening_hours(hours) is None:
        return f"`hours: {hours}` is no opening hours: write them like `Mo-Fr 09:00-18:00`"
    if isinstance(zone, str) and _zone(zone) is None:
        return f"`timezone: {zone}` is no time zone: write it like `Europe/Sofia`"
    for span in maintenance if isinstance(maintenance, (list, tuple)) else ():
        if _span(str(span)) is None:
            return f"`maintenance: {span}` is no time from one moment to a later one: write it like {EXAMPLE}"
    return None


EXAMPLE = "2026-11-01T22:00Z/2026-11-02T01:00Z"


def holidays_problem(options: Mapping[str, object], calendar: Calendar | None) -> str | None:
    """Return why the hours' rule for public holidays cannot be kept to, or `None`: nobody knows whose are meant."""
    hours = parse_opening_hours(str(options.get("hours", "")))
    if hours is None or HOLIDAYS not in week_of(hours) or (calendar is not None and calendar.country):
        return None
    return "`hours:` tell of public holidays (`PH`): say whose they are with a `country` in the `calendar`"


def service_of(
    options: Mapping[str, object], calendar: Calendar | None, announced: Spans, samples: Sequence[Sample]
) -> Service:
    """Return the service that options describe, with the time zone and the days of a calendar, for some samples.

    Raises `HearingError` as `opening` does.
    """
    written, usual = options.get("hours"), (calendar.timezone if calendar else "") or "UTC"
    zone = _zone(str(options.get("timezone") or usual)) or UTC
    maintenance = options.get("maintenance")
    listed = maintenance if isinstance(maintenance, (list, tuple)) else ()
    spans = (span for one in listed if (span := _span(str(one))))
    return Service(_opening(str(written or ""), calendar, zone, samples), zone, (*spans, *announced))


def _opening(written: str, calendar: Calendar | None, zone: tzinfo, samples: Sequence[Sample]) -> Opening | None:
    hours = parse_opening_hours(written)
    if hours is None or hours.osm == ALWAYS.osm or not samples:
        return None
    own = replace(calendar, hours=hours) if calendar else Calendar(hours)
    first, last = (datetime.fromtimestamp(choose(one.at for one in samples), zone).date() for choose in (min, max))
    return opening(own, first - _DAY, last)


def moment_of(text: object) -> float | None:
    """Return a moment as data writes it in seconds since 1970, or `None` for what is none."""
    found = utc(text)
    return None if found is None else datetime.fromisoformat(found).timestamp()


def _span(text: str) -> tuple[float, float] | None:
    start, end = (moment_of(part.strip()) for part in (*text.split("/", 1), "")[:2])
    return (start, end) if start is not None and end is not None and start < end else None


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
