"""Business time between two instants, one pair at a time: what the engines' arithmetic is held against."""

from datetime import UTC, date, datetime, timedelta

from pytest_promises.model.calendar import Calendar

from .opening import days, open_spans, opening
from .zones import local_day, zone_of

_DAY = timedelta(days=1)


def business_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Return how long it was open from one instant to another; negative where the second is before the first.

    The instants are aware. Raises `HearingError` as `open_spans` does.
    """
    if end < start:
        return -business_time(calendar, end, start)
    zone = zone_of(calendar.timezone or "UTC")
    # Hours that run past midnight, even those of a day that is skipped, may begin two dates before.
    spans = open_spans(calendar, local_day(zone, start) - 2 * _DAY, local_day(zone, end))
    moments = ((_instant(opens), _instant(closes)) for opens, closes in spans)
    return sum((max(min(end, closes) - max(start, opens), timedelta()) for opens, closes in moments), timedelta())


def business_days(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the business dates after the local date of one instant, up to and with that of another.

    The day of the event is not counted (Regulation (EEC, Euratom) No 1182/71, article 3). Negative where the second
    is before the first. Raises `HearingError` as `open_spans` does.
    """
    zone = zone_of(calendar.timezone or "UTC")
    first, last = local_day(zone, start), local_day(zone, end)
    return _between(calendar, first, last) if first <= last else -_between(calendar, last, first)


def _between(calendar: Calendar, first: date, last: date) -> int:
    hours = opening(calendar, first, last)
    return sum(bool(hours.on(day)) for day in days(first + _DAY, last))


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
