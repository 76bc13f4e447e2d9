"""Freshdesk: service levels and business hours.

Sources: https://developers.freshdesk.com/api/#sla_policies and https://developers.freshdesk.com/api/#business_hours
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_promises.channels.presets.loading import by_header, listed
from pytest_promises.channels.presets.options import POLICY, SCHEDULE, TOPIC, one_of
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    flaw,
    mapping,
    number,
    picked,
    seconds,
    statement,
    text,
)
from pytest_promises.channels.presets.weeks import DAY, Span, week_of, zone_of
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.statement import Statement

_TOPICS = {"respond_within": "reply", "next_respond_within": "next_reply_time", "resolve_within": "resolution"}
_PRIORITIES = {"low": "priority_1", "medium": "priority_2", "high": "priority_3", "urgent": "priority_4"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
Record = Mapping[str, Any]


def _load_policies(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("api/v2/sla_policies", "", by_header)))


def _read_policies(records: Sequence[Any], wanted: Wanted) -> Told:
    active = [one for one in records if one.get("active") is not False]
    chosen = wanted.select("policy", active, _name)
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for policy in chosen:
        conditions = (_name(policy),) if len(chosen) > 1 else ()
        for priority, key in _PRIORITIES.items():
            if wanted["priority"] not in {"", priority}:
                continue
            place = Place(
                f"[?id==`{policy.get('id')}`].sla_target.{key}", (_name(policy),), (("priority", priority),), conditions
            )
            try:
                statements += _statements(mapping(mapping(policy, "sla_target"), key), place, wanted)
            except UnreadableError as error:
                flaws.append(flaw(f"The policy {_name(policy)!r}", error))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _name(record: Record) -> str:
    return text(record, "name")


def _statements(target: Record, place: Place, wanted: Wanted) -> Iterator[Statement]:
    """Yield a priority's targets, in seconds; a day of business hours is 24 of them.

    Source of the latter, which was another before 2026:
    https://support.freshdesk.com/support/solutions/articles/50000011664-upcoming-changes-to-sla-calculation-in-business-hours
    """
    business = target.get("business_hours") is True
    for metric, topic in _TOPICS.items():
        if wanted["metric"] not in {"", metric}:
            continue
        within = number(target.get(metric), metric)
        if within is not None:
            part = picked(target, (metric, "business_hours"))
            yield statement(seconds(within, business=business), part, wanted["topic"] or topic, place, metric)


def _load_hours(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("api/v2/business_hours", "", by_header)))


def _read_hours(records: Sequence[Any], wanted: Wanted) -> Told:
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for schedule in wanted.select("schedule", records, _name):
        place = Place(f"[?id==`{schedule.get('id')}`].business_hours", (_name(schedule),))
        try:
            hours = week_of(_spans(mapping(schedule, "business_hours")), zone_of(text(schedule, "time_zone")))
        except UnreadableError as error:
            flaws.append(flaw(f"The business hours {_name(schedule)!r}", error))
            continue
        part = picked(schedule, ("name", "time_zone", "business_hours"))
        statements.append(statement(hours, part, wanted["topic"] or "hours", place, "business_hours"))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _spans(week: Record) -> Iterator[Span]:
    for number_, name in enumerate(_DAYS):
        day = mapping(week, name)
        if not text(day, "start_time") and not text(day, "end_time"):
            continue
        start, end = _minute(text(day, "start_time")), _minute(text(day, "end_time"))
        # A day is open to its last minute where it is open to the end; the end of one is the start of the next.
        end = DAY if end in {0, DAY - 1} and start != end else end
        if start >= end:
            raise UnreadableError(f"{name} from {day.get('start_time')} to {day.get('end_time')} is no time of a day")
        yield number_ * DAY + start, number_ * DAY + end


def _minute(clock: str) -> int:
    found = _CLOCK.fullmatch(clock)
    if found is None or int(found[1]) > (12 if found[3] else 23) or int(found[2]) > 59:
        raise UnreadableError(f"{clock[:20]!r} is no time of a day")
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return hour * 60 + int(found[2])


PRESETS = (
    Preset(
        "freshdesk.sla",
        "the targets of Freshdesk's service levels",
        _load_policies,
        _read_policies,
        {
            "policy": POLICY,
            "metric": one_of("Metric", "What is measured. Default: all of it.", *_TOPICS),
            "priority": one_of("Priority", "The tickets' priority. Default: all.", *_PRIORITIES),
            "topic": TOPIC,
        },
    ),
    Preset(
        "freshdesk.business_hours",
        "Freshdesk's business hours",
        _load_hours,
        _read_hours,
        {"schedule": SCHEDULE, "topic": TOPIC},
    ),
)
