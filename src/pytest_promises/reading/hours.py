"""Weekly hours: days and clock times of a sentence, in OpenStreetMap's normal form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from . import codes as c
from .clock_times import Span, closing, tell_times, times, with_clocks
from .day_names import DAY, DAYS, DAYS_AFTER, LEFT_OUT, LIST, NOISE, OPEN, days, leaves_out, left_out
from .found import Found
from .items import Items
from .opening_hours import ALWAYS, HOLIDAYS, Week, weekly_hours, without_break

_UNIT: Final = rf"[{c.UNIT}{c.SHORT_UNIT}{c.HOUR_MARK}]"
_MINUTES: Final = rf"(?:{c.NUMBER}{_UNIT}?|[{c.AND_HALF}{c.HALF}])"
_SHOWN: Final = rf"[{c.CLOCK}{c.HOUR_TIME}]"
_AFTER_TIME: Final = (
    rf"(?:[{c.HOUR_MARK}{c.UNIT}{c.SHORT_UNIT}]|{c.DAY_HALF}(?![{c.CLOCK}{c.HOUR_TIME}{c.NUMBER}])){{0,2}}"
)
_ANY_DAY: Final = f"{c.DAY}{c.DAYS}{c.WEEKDAYS}{c.HOLIDAYS}"
_TIME: Final = rf"{c.DAY_HALF}?(?:{_SHOWN}|{c.NUMBER}(?:{_UNIT}(?:{_MINUTES})?)?){_AFTER_TIME}"
_TO: Final = rf"{c.FROM}?[-~{c.TO}{c.UNTIL}{c.AND}{c.UPPER}]"
_RANGE: Final = rf"{OPEN}{_TIME}{_TO}{OPEN}{_TIME}[{c.TO}{c.UNTIL}{c.UPPER_AFTER}]?"
_BY: Final = rf"[{c.UNTIL}{c.UPPER}][{c.FILLER}{c.AT}]{{0,2}}"
_NEXT: Final = rf"(?:{c.OTHER}?[,;/|+{c.AND}]{{1,2}}|(?={OPEN}[{c.DAY_HALF}{c.CLOCK}{c.HOUR_TIME}]))"
_SLASHED: Final = rf"{OPEN}{_TIME}/{_TIME}"
_RANGES: Final = rf"(?>{_RANGE}(?:{_NEXT}{_RANGE}){{0,3}}|{_SLASHED}[-,;|{c.AND}]{_SLASHED})"
_WORD: Final = rf"(?:{c.OTHER}(?!{OPEN}{DAY}[:({c.FILLER}]{{0,2}}{_RANGE}))?"
"""A word between times and their days, which have no times of their own."""
_DAYS_AFTER: Final = DAYS_AFTER.replace("{times}", _RANGE)
_RULE: Final = re.compile(
    rf"(?P<days>{DAYS}){NOISE}{{0,3}}-?{NOISE}{{0,2}}(?:(?P<times>{_RANGES}|{_SHOWN}/{_SHOWN}(?![-/]))|(?P<closed>{c.CLOSED}))"
    rf"|(?P<times2>{_RANGES})[{c.FILLER},()|]{{0,3}}(?:(?P<zone>{c.ZONE})[,)]{{0,2}})?{_WORD}(?P<days2>{_DAYS_AFTER})"
    rf"(?!(?:{LIST}{OPEN}{DAY})*[{c.FILLER}:()|]{{0,2}}(?:,{c.CLOSED}(?!{NOISE}{{0,2}}[{_ANY_DAY}])|{c.CLOSED}))"
    rf"|(?P<times3>{_RANGES})(?={LEFT_OUT})"
    rf"|{c.CLOSED}{NOISE}{{0,2}}(?P<off>{DAYS})|{c.BREAK}{NOISE}{{0,3}}{_RANGE}|(?P<bare>{_RANGES})"
)
_TAIL: Final = re.compile(
    rf"[ ,(]{{0,2}}(?P<zone>{c.ZONE})(?:/{c.ZONE})?\)?|(?P<left_out>{LEFT_OUT})"
    rf"|[,;.|{c.AND}{c.FILLER}]{{0,2}}(?P<early>{OPEN}{DAY})[:{c.FILLER}]?{_BY}(?P<until>{_TIME})(?!{_TO}{_TIME})"
    rf"|[,;.(|]{{0,2}}[{c.FILLER}{c.OTHER}{c.AND}]?"
    rf"(?:(?:{c.BREAK}{NOISE}{{0,3}}|[{c.CLOSED}{c.EXCEPT}]{c.FILLER}?)(?P<break>{_RANGE})|(?P<break2>{_RANGE})[{c.BREAK}{c.EXCEPT}])\)?"
)
_TAILS: Final = 3
_DAYS: Final = re.compile(DAYS)
_COUNTING: Final = frozenset({c.BUSINESS, c.CALENDAR, c.FILLER, c.UNIT, c.SHORT_UNIT, c.PERCENT, c.CURRENCY})
"""What follows numbers that are no times."""
_SHOWING: Final = frozenset({c.CLOCK, c.HOUR_TIME, c.HOUR_MARK, c.AT, c.DAY_HALF, c.SINCE, c.SHORT_UNIT})
"""What shows that numbers some words after days are times, and no length."""
_NEAR: Final = 8
"""How many items may stand between days and their times, where nothing else names days."""
_BETWEEN_RULES: Final = re.compile(rf"[,;|.()/{c.AND}{c.FILLER}-]{{0,3}}[{c.OTHER}{c.RATE}]?[,(){c.FILLER}-]{{0,2}}")
_ALWAYS: Final = re.compile(rf"{c.ALWAYS}(?:[,({c.FILLER}{c.AND}-]{{0,2}}{c.ALWAYS}\)?)*")
_TIMES: Final = (c.NUMBER, c.CLOCK, c.HOUR_TIME)
_EVERY_DAY: Final = tuple(range(7))


@dataclass(slots=True)
class _Draft:
    """Weekly hours while their rules are being read."""

    week: Week
    start: int
    end: int
    zone: str | None = None
    bare: bool = False


def hours(items: Items) -> Iterator[Found]:
    """Yield the weekly hours of a sentence: rules that follow each other are one value.

    Times without a day, after others, are a break or something else's.
    """
    draft: _Draft | None = None
    for rule in _rules(items) if _may_have_rules(items.codes) else ():
        if draft is not None and not rule.bare and _BETWEEN_RULES.fullmatch(items.codes, draft.end, rule.start):
            draft.week.update((day, spans) for day, spans in rule.week.items() if draft.week.get(day) != ())
            draft.end, draft.zone = rule.end, rule.zone or draft.zone
        elif draft is None or not rule.bare:
            yield from _finished(draft)
            draft = rule
    yield from _finished(draft)
    for match in _ALWAYS.finditer(items.codes):
        yield Found(ALWAYS, *match.span())


def _may_have_rules(codes: str) -> bool:
    """Tell whether there are two times, or something is closed: no rule has less."""
    return c.CLOSED in codes or sum(map(codes.count, _TIMES)) > 1


def _finished(draft: _Draft | None) -> Iterator[Found]:
    if draft is None or not any(spans for day, spans in draft.week.items() if day < HOLIDAYS):
        return
    yield Found(weekly_hours(draft.week, draft.zone), draft.start, draft.end, bare=draft.bare)


def _rules(items: Items) -> Iterator[_Draft]:
    codes = with_clocks(items)
    at = 0
    while match := _RULE.search(codes, at):
        rule = _rule(items, codes, match)
        at = match.start() + 1 if rule is None else rule.end
        if rule is not None and rule.week:
            yield rule


def _rule(items: Items, codes: str, match: re.Match[str]) -> _Draft | None:
    """Return the days and times of a rule; `None` when its numbers are no times. A break alone has no days."""
    which = next((name for name in ("times", "times2", "times3", "bare") if match[name]), None)
    named = _named_ahead(items, codes, match) if which == "bare" else frozenset()
    spans = times(items, *match.span(which), bare=which == "bare" and not named) if which else []
    if which and (not spans or not _tells(items, codes, match)):
        return None
    week = dict.fromkeys(named, tuple(spans)) if named else _week(items, match, spans)
    zone = items.data[match.start("zone")] if match["zone"] else None
    rule = _Draft(week, match.start(), match.end(), zone, which == "bare" and not named)
    if which:
        _read_tails(items, codes, rule)
    return rule


def _named_ahead(items: Items, codes: str, match: re.Match[str]) -> frozenset[int]:
    """Return the days that a sentence names once, some words ahead of its times: "Monday to Friday by phone, 9-5"."""
    start, end = match.span("bare")
    shown = _SHOWING & {*codes[start:end]}
    if not shown or c.CLOSED in codes or c.EXCEPT in codes or codes[end : end + 1] in _COUNTING:
        return frozenset()
    ahead = list(_DAYS.finditer(codes, 0, start))
    if len(ahead) != 1 or start - ahead[0].end() > _NEAR:
        return frozenset()
    found = frozenset(days(items, *ahead[0].span()).open)
    return found if len(found) > 1 and tell_times(items, codes, start, end, named=True) else frozenset()


def _tells(items: Items, codes: str, match: re.Match[str]) -> bool:
    """Tell whether numbers that stand before days, or before those left out, are times."""
    which = "times2" if match["times2"] else "times3"
    if not match[which]:
        return True
    return tell_times(items, codes, *match.span(which), named=match["days2"] is None or c.DAY in match["days2"])


def _week(items: Items, match: re.Match[str], spans: list[Span]) -> Week:
    name = next((name for name in ("days", "days2", "off") if match[name]), None)
    if name is None:
        return dict.fromkeys(_EVERY_DAY if spans else (), tuple(spans))
    found = days(items, *match.span(name))
    week: Week = dict.fromkeys(found.open, tuple(spans))
    if spans and HOLIDAYS in found.left_out:
        week[HOLIDAYS] = ()
    return week


def _read_tails(items: Items, codes: str, rule: _Draft) -> None:
    """Read what may follow times: a zone, days left out, a break."""
    for _ in range(_TAILS):
        match = _TAIL.match(codes, rule.end)
        if match is None or (match["left_out"] and not leaves_out(items, *match.span("left_out"))):
            break
        if match["zone"]:
            rule.zone = items.data[match.start("zone")]
        elif match["early"]:
            _close_early(rule, items, match)
        elif match["left_out"]:
            _leave_out(rule, left_out(items, *match.span("left_out")))
        else:
            _pause(rule, times(items, *match.span("break" if match["break"] else "break2")))
        rule.end = match.end()


def _close_early(rule: _Draft, items: Items, match: re.Match[str]) -> None:
    """Add days that open as those before them and close at a time of their own ("Mon-Thu 9-17, Fri until 15")."""
    opens = next((spans[0][0] for spans in rule.week.values() if spans), None)
    closes = closing(items, *match.span("until"), opens) if opens is not None else None
    if opens is not None and closes is not None:
        rule.week.update(dict.fromkeys(days(items, *match.span("early")).open, ((opens, closes),)))


def _leave_out(rule: _Draft, away: frozenset[int]) -> None:
    for day in away:
        rule.week.pop(day, None)
    if HOLIDAYS in away:
        rule.week[HOLIDAYS] = ()
    rule.bare = False


def _pause(rule: _Draft, pauses: list[Span]) -> None:
    for pause in pauses:
        rule.week = {day: without_break(spans, pause) for day, spans in rule.week.items()}
