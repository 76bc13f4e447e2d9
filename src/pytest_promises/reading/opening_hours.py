"""OpenStreetMap's `opening_hours` syntax, the part that a normal week needs: read and written.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

import re
from collections.abc import Iterable
from typing import Final

from pytest_promises.model.quantities import WeeklyHours

DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS: Final = 7
_SUNDAY: Final = 6
_DAY_MINUTES: Final = 1440
_WEEK_MINUTES: Final = 7 * _DAY_MINUTES
ALWAYS: Final = WeeklyHours("24/7", ((0, _WEEK_MINUTES),))

Week = dict[int, tuple[tuple[int, int], ...]]
"""Spans of minutes since midnight by day, 0 for Monday to 6 for Sunday and 7 for public holidays; none is closed."""

_TIME: Final = r"\d{1,2}:\d\d"
_SPANS: Final = re.compile(rf"{_TIME}\s*-\s*{_TIME}(?:\s*,\s*{_TIME}\s*-\s*{_TIME})*")
_SELECTOR: Final = re.compile(r"(?:mo|tu|we|th|fr|sa|su|ph)(?:\s*-\s*(?:mo|tu|we|th|fr|sa|su))?", re.IGNORECASE)
_MAX_LENGTH: Final = 500


def weekly_hours(week: Week, timezone: str | None = None) -> WeeklyHours:
    """Return the weekly hours of a week: days with the same hours are written together."""
    open_days = {day: tuple(sorted(spans)) for day, spans in week.items() if day < HOLIDAYS and spans}
    spans = _merged(
        (day * _DAY_MINUTES + a, day * _DAY_MINUTES + b) for day, times in open_days.items() for a, b in times
    )
    holidays_off = HOLIDAYS in week and not week[HOLIDAYS]
    always = spans == ((0, _WEEK_MINUTES),)
    rules = ["24/7"] if always else [f"{_days(days)} {_times(times)}" for times, days in _groups(open_days)]
    if HOLIDAYS in week:
        rules.append(f"PH {_times(week[HOLIDAYS])}" if week[HOLIDAYS] else "PH off")
    return WeeklyHours("; ".join(rules), spans, timezone, holidays_off)


def joined(first: WeeklyHours, second: WeeklyHours) -> WeeklyHours | None:
    """Return two parts of a week as one, or `None` when both tell of one day."""
    week, more = (_parsed(hours.osm) for hours in (first, second))
    if week is None or more is None or set(week) & set(more):
        return None
    return weekly_hours({**week, **more}, first.timezone or second.timezone)


def without_break(spans: tuple[tuple[int, int], ...], pause: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Return the spans of a day with a break cut out of the one that it lies in; a break elsewhere changes nothing."""
    start, end = pause
    parts = (
        ((opens, start), (end, closes)) if opens < start < end < closes else ((opens, closes),)
        for opens, closes in spans
    )
    return tuple(part for pair in parts for part in pair)


def parse_opening_hours(text: str) -> WeeklyHours | None:
    """Return the weekly hours of a string in OpenStreetMap's syntax, or `None` when it is none."""
    text = text.strip()
    if re.fullmatch(r"24\s*/\s*7", text):
        return ALWAYS
    week = _parsed(text)
    return weekly_hours(week) if week and any(spans for day, spans in week.items() if day < HOLIDAYS) else None


def week_of(hours: WeeklyHours) -> Week:
    """Return the spans of each day that the normal form tells of: hours past midnight are those of the day before.

    Raises `ValueError` when it is none.
    """
    week = _parsed(hours.osm)
    if week is None:
        raise ValueError(f"{hours.osm!r} is not in the syntax of opening hours")
    return week


def _parsed(text: str) -> Week | None:
    week: Week = {}
    for rule in text[:_MAX_LENGTH].split(";"):
        if rule.strip() and not _add_rule(week, rule.strip()):
            return None
    return week


def _add_rule(week: Week, rule: str) -> bool:
    match = re.fullmatch(
        rf"(?P<days>{_SELECTOR.pattern}(?:\s*,\s*{_SELECTOR.pattern})*)?\s*(?P<times>{_SPANS.pattern}|off|closed|24/7)",
        rule,
        re.IGNORECASE,
    )
    if match is None:
        return False
    days = _selected(match["days"]) if match["days"] else tuple(range(7))
    times = _parsed_times(match["times"].lower())
    if times is None:
        return False
    week.update(dict.fromkeys(days, times))
    return True


def _selected(text: str) -> tuple[int, ...]:
    names = [name.lower() for name in DAYS]
    days: list[int] = []
    for part in text.lower().split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if first == "ph":
            days.append(HOLIDAYS)
            continue
        start = names.index(first)
        days += [(start + step) % 7 for step in range((names.index(last) - start) % 7 + 1 if last else 1)]
    return tuple(days)


def _parsed_times(text: str) -> tuple[tuple[int, int], ...] | None:
    if text in {"off", "closed"}:
        return ()
    if text == "24/7":
        return ((0, _DAY_MINUTES),)
    spans = []
    for part in text.split(","):
        opens, closes = (int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d+):(\d+)", part))
        if opens > _DAY_MINUTES or closes > 2 * _DAY_MINUTES:
            return None
        spans.append((opens, closes if closes > opens else closes + _DAY_MINUTES))
    return tuple(spans)


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _groups(week: Week) -> list[tuple[tuple[tuple[int, int], ...], list[int]]]:
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for day in sorted(week):
        groups.setdefault(week[day], []).append(day)
    return list(groups.items())


def _days(days: list[int]) -> str:
    """Write days that follow each other as a range, over the week's end too: `Mo-Fr`, `Mo,We,Fr`, `Sa-Su`, `Su-Th`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == _SUNDAY and len(runs[0]) + len(runs[-1]) > 2:
        runs = [runs[-1] + runs[0], *runs[1:-1]]
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs)


def _times(spans: tuple[tuple[int, int], ...]) -> str:
    return ",".join(f"{_clock(a)}-{_clock(b)}" for a, b in spans)


def _clock(minutes: int) -> str:
    minutes = minutes if minutes <= _DAY_MINUTES else minutes - _DAY_MINUTES
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
