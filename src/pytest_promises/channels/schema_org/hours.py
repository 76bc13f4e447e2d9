"""What data says of opening hours: as text, and as specifications for days, seasons and holidays.

The shapes are those of https://schema.org/openingHours and https://schema.org/OpeningHoursSpecification. Special hours
are heard under the condition of their days, so that a holiday never passes for the normal week. As search engines have
it, a day whose `opens` and `closes` are both midnight is closed, and one that closes at 23:59 is open to its end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pytest_promises.channels.schema_org.claims import Claim, Place, Slot, named_after
from pytest_promises.channels.schema_org.items import Item, Node
from pytest_promises.channels.schema_org.values import InWordsError, UnreadableError, Values
from pytest_promises.model.quantities import Value, WeeklyHours
from pytest_promises.reading.opening_hours import HOLIDAYS, Week, parse_opening_hours, weekly_hours

_DAYS = {day: number for number, day in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))}
_LAST = 1440
_TIME = re.compile(r"(?:.{0,20}T)?(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_ONLY_DAYS = re.compile(r"[A-Za-z]{2}(?:\s*[-,]\s*[A-Za-z]{2})*")
_CLOSED = WeeklyHours("off", ())


def texts(slot: Slot) -> Iterator[Claim]:
    """Yield the hours that are written as texts: together they are one week."""
    place = _of_holder(slot)
    yield Claim("hours", place, slot.nodes, lambda: _texts(slot.values, slot.nodes))


def specifications(slot: Slot) -> Iterator[Claim]:
    """Yield the hours of specifications, those of one season together; a text among them is read as one."""
    values, place = slot.values, _of_holder(slot)
    seasons: dict[str, list[tuple[Node, Item]]] = {}
    for _, item, node in slot.items():
        seasons.setdefault(during(values, item, "validFrom", "validThrough"), []).append((node, item))
    for season, found in seasons.items():
        yield _week(values, place.only(season), found)
    written = tuple(node for node in slot.nodes if isinstance(node, str))
    if written:
        yield Claim("hours", place, written, lambda: _texts(values, written))


def special(slot: Slot) -> Iterator[Claim]:
    """Yield hours that hold on certain days alone."""
    place = _of_holder(slot)
    for at, item, node in slot.items():
        days = during(slot.values, item, "validFrom", "validThrough") or "special hours"
        yield _week(slot.values, replace(place, path=at.path).only(days), [(node, item)])


def during(values: Values, item: Item, start: str, end: str) -> str:
    """Return from when until when an item holds, in words, or `""` where it always does."""
    first, last = values.text(item.first(start)), values.text(item.first(end))
    return " ".join(part for part in (first and f"from {first}", last and f"until {last}") if part)


def _of_holder(slot: Slot) -> Place:
    return named_after(slot.values, slot.place, slot.holder) if slot.holder is not None else slot.place


def _week(values: Values, place: Place, found: Sequence[tuple[Node, Item]]) -> Claim:
    nodes = tuple(node for node, _ in found)
    return Claim("hours", place, nodes, lambda: _specified(values, [item for _, item in found]))


def _specified(values: Values, items: Sequence[Item]) -> Value:
    week: Week = {}
    for item in items:
        span = _span(values, item)
        for day in _days_of(values, item):
            week[day] = tuple(sorted({*week.get(day, ()), *span}))
    hours = weekly_hours(week)
    return hours if hours.spans else _CLOSED


def _span(values: Values, item: Item) -> tuple[tuple[int, int], ...]:
    opens, closes = (values.text(item.first(name)) for name in ("opens", "closes"))
    if not opens and not closes:
        return ()
    if not opens or not closes:
        raise UnreadableError(f"`{values.words(item)}` has opens or closes, and not the other")
    start, end = _minute(opens), _minute(closes)
    if start == end:
        if start in {0, _LAST}:
            return ()
        raise UnreadableError(f"opens and closes are both `{opens}`")
    if end == _LAST - 1:
        end = _LAST
    return ((start, end if end > start else end + _LAST),)


def _minute(text: str) -> int:
    match = _TIME.fullmatch(text.strip())
    hour, minute = (int(match[1]), int(match[2])) if match else (99, 0)
    if hour * 60 + minute > _LAST or minute > 59:
        raise UnreadableError(f"`{text[:40]}` is no time of day")
    return hour * 60 + minute


def _days_of(values: Values, item: Item) -> tuple[int, ...]:
    named = [values.text(node) for node in item.all("dayOfWeek")]
    days = [day for text in named for part in re.split(r"[,;]\s*", text) for day in _day(part)]
    return tuple(days) if named else tuple(range(7))


def _day(text: str) -> tuple[int, ...]:
    name = text.strip().rpartition("#")[2].lower()
    if name.startswith("public"):
        return (HOLIDAYS,)
    day = _DAYS.get(name[:2])
    if day is None or not name.isalpha():
        raise UnreadableError(f"`{text[:40]}` is no day of the week")
    return (day,)


def _texts(values: Values, nodes: Sequence[Node]) -> WeeklyHours:
    try:
        return _united([_written(values, node) for node in nodes])
    except InWordsError as error:
        raise InWordsError("; ".join(values.text(node) for node in nodes)) from error


def _written(values: Values, node: Node) -> WeeklyHours:
    text = values.text(node)
    if _ONLY_DAYS.fullmatch(text):
        text = f"{text} 00:00-24:00"
    hours = parse_opening_hours(text)
    if hours is None:
        raise InWordsError(text)
    return hours


def _united(parts: Sequence[WeeklyHours]) -> WeeklyHours:
    """Return several texts as one week; unlike the rules of one text, none replaces another."""
    if len(parts) == 1:
        return parts[0]
    week: Week = {HOLIDAYS: ()} if any(part.holidays_off for part in parts) else {}
    for part in parts:
        for start, end in part.spans:
            _add(week, start, end)
    return weekly_hours(week)


def _add(week: Week, start: int, end: int) -> None:
    """Add a span of the week, cut at midnight where it is longer than a day."""
    while start < end:
        day, within = divmod(start, _LAST)
        until = min(end, (day + 1) * _LAST) if end - start > _LAST else end
        span = (within, within + until - start)
        week[day % 7] = (*week.get(day % 7, ()), span)
        start = until
