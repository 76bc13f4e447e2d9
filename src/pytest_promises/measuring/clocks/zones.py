"""Time zones by day: which offset from UTC holds, and when it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause

DAY = 86_400
SECOND = 1_000_000
"""How many microseconds a second has."""
EPOCH = date(1970, 1, 1)
_WALL_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a local time, of whatever zone


@dataclass(frozen=True, slots=True)
class Shift:
    """The offsets from UTC of one day, in seconds: `before` its second `cut` and `after` that (from it on).

    Without a transition `cut` is 86,400.
    """

    before: int
    cut: int
    after: int


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    Raises `HearingError` (`UNAVAILABLE`) when the machine has no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"This machine's time zone database has no zone `{name}`."
        raise failed(Cause.UNAVAILABLE, message, "Install the package tzdata, or correct the name.") from error


def day_number(day: date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


def wall_seconds(day: date, seconds: int) -> int:
    """Return a local time, given as seconds since its day's midnight, as seconds since the local 1970-01-01T00:00."""
    return day_number(day) * DAY + seconds


def utc_offset(zone: ZoneInfo, instant: int) -> int:
    """Return the offset in seconds that holds at an instant, in seconds since 1970."""
    return _seconds(datetime.fromtimestamp(instant, zone).utcoffset())


def wall_offset(zone: ZoneInfo, wall: int) -> int:
    """Return the offset in seconds that a local time is meant with.

    Of a time that the clocks show twice the first is meant; one that they skip is told by the offset before the
    transition, as PEP 495 has it.
    """
    return _seconds((_WALL_EPOCH + timedelta(seconds=wall)).replace(tzinfo=zone).utcoffset())


def first_instant(zone: ZoneInfo, wall: int) -> int:
    """Return the first instant at which the clocks show that local time or a later one; both in seconds."""
    latest = wall - wall_offset(zone, wall)
    if latest + utc_offset(zone, latest) == wall:
        return latest
    early = latest - DAY  # the clocks skip it: somewhere before this they still showed less
    return _first(early, latest, lambda instant: instant + utc_offset(zone, instant) >= wall)


def utc_shift(zone: ZoneInfo, day: int) -> Shift:
    """Return the offsets of a day of UTC, by its number; the second of the transition is one of that day."""
    return _shift(day * DAY, lambda instant: utc_offset(zone, instant))


def wall_shift(zone: ZoneInfo, day: int) -> Shift:
    """Return the offsets that the local times of a local day are meant with; see `wall_offset`."""
    return _shift(day * DAY, lambda wall: wall_offset(zone, wall))


def _shift(start: int, offset: Callable[[int], int]) -> Shift:
    before, after = offset(start), offset(start + DAY - 1)
    if before == after:
        return Shift(before, DAY, after)
    return Shift(before, _first(start, start + DAY - 1, lambda second: offset(second) != before) - start, after)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first number above `low` for which it holds; it does not for `low`, and does for `high`."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _seconds(offset: timedelta | None) -> int:
    return int((offset or timedelta()).total_seconds())


def local_day(zone: ZoneInfo, instant: datetime) -> date:
    """Return the local date of an instant."""
    return instant.astimezone(UTC).astimezone(zone).date()
