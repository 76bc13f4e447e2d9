"""Schedules of help desks as weekly hours: weeks that begin on Sunday or Monday, zones by their display names."""

from collections.abc import Iterable, Mapping
from functools import cache

from pytest_promises.channels.presets.saying import UnreadableError
from pytest_promises.model.quantities import WeeklyHours

DAY = 24 * 60
WEEK = 7 * DAY
Span = tuple[int, int]
"""Minutes since Monday 00:00, the end not included."""


def from_sunday(start: int, end: int) -> list[Span]:
    """Return a span of minutes since Sunday 00:00 as spans since Monday 00:00."""
    if start >= DAY:
        return [(start - DAY, end - DAY)]
    return [(start - DAY + WEEK, min(end, DAY) - DAY + WEEK), *([(0, end - DAY)] if end > DAY else [])]


def week_of(spans: Iterable[Span], zone: str | None, *, holidays_off: bool = False) -> WeeklyHours:
    """Return the weekly hours of spans since Monday 00:00, which may run over midnight.

    Raises `UnreadableError` for a span that is none, and for a week without any.
    """
    from pytest_promises.reading.opening_hours import HOLIDAYS, Week, weekly_hours

    by_day: dict[int, list[Span]] = {}
    for start, end in spans:
        if not 0 <= start < end <= WEEK:
            raise UnreadableError(f"minutes {start} to {end} of a week are no time")
        for day in range(start // DAY, (end - 1) // DAY + 1):
            part = (max(start - day * DAY, 0), min(end - day * DAY, DAY))
            by_day.setdefault(day, []).append(part)
    if not by_day:
        raise UnreadableError("it has no hours")
    week: Week = {day: tuple(_merged(parts)) for day, parts in by_day.items()}
    return weekly_hours(week | {HOLIDAYS: ()} if holidays_off else week, zone)


def _merged(parts: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def zone_of(name: str) -> str | None:
    """Return the IANA name of a time zone, given that or a help desk's display name; `None` for `""`.

    Raises `UnreadableError` for a zone that nobody knows: hours in an unknown zone are no hours.
    """
    name = name.strip()
    if not name:
        return None
    found = _display_names().get(name.casefold(), name)
    if found not in _zones():
        raise UnreadableError(f"{name[:60]!r} is no time zone that is known")
    return found


@cache
def _zones() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


@cache
def _display_names() -> Mapping[str, str]:
    import tomllib
    from importlib.resources import files

    data = tomllib.loads(files(__package__).joinpath("time_zones.toml").read_text("utf-8"))
    return {name.casefold(): str(zone) for name, zone in data.items()}
