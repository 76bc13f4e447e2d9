"""Zendesk Support: service levels and schedules.

Sources: https://developer.zendesk.com/api-reference/ticketing/business-rules/sla_policies/ and
https://developer.zendesk.com/api-reference/ticketing/ticket-management/schedules/
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.presets.loading import by_link, listed, one_page
from pytest_promises.channels.presets.options import POLICY, SCHEDULE, TOPIC, one_of
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    flaw,
    mapping,
    mappings,
    number,
    picked,
    seconds,
    statement,
    text,
)
from pytest_promises.channels.presets.weeks import Span, from_sunday, week_of, zone_of
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.statement import Statement

_TOPICS = {
    "first_reply_time": "reply",
    "total_resolution_time": "resolution",
    "periodic_update_time": "follow_up",
    "pausable_update_time": "follow_up",
}
_METRICS = ("first_reply_time", "next_reply_time", "total_resolution_time", "requester_wait_time", "agent_work_time")
_UPDATES = ("periodic_update_time", "pausable_update_time")
_PARTS = ("priority", "metric", "target", "target_in_seconds", "business_hours")
Record = Mapping[str, Any]


def _load_policies(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    return tuple((yield from listed("api/v2/slas/policies.json", "sla_policies", by_link)))


def _read_policies(records: Sequence[Any], wanted: Wanted) -> Told:
    chosen = wanted.select("policy", _in_order(records), _title)
    chosen = _applied(chosen, _in_order(records), wanted)
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for policy in chosen:
        conditions = (_title(policy),) if len(chosen) > 1 else ()
        for target in _targets(policy, wanted):
            try:
                statements += _statements(policy, target, conditions, wanted["topic"])
            except UnreadableError as error:
                flaws.append(flaw(f"The policy {_title(policy)!r}", error))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _title(record: Record) -> str:
    return text(record, "title")


def _in_order(records: Sequence[Record]) -> list[Record]:
    """Return the policies in the order in which tickets are held against them: the first that matches applies."""
    last = len(records)
    return sorted(records, key=lambda one: one["position"] if isinstance(one.get("position"), int) else last)


def _applied(chosen: Sequence[Record], every: Sequence[Record], wanted: Wanted) -> list[Record]:
    """Return the chosen policies that can apply to a ticket: not behind one that matches all that they do.

    Raises `HearingError` (`EMPTY`) when somebody asks for one that never applies.
    """
    seen: dict[str, str] = {}
    hidden: dict[int, str] = {}
    for policy in every:
        conditions = mapping(policy, "filter")
        key = json.dumps([mappings(conditions, "all"), mappings(conditions, "any")], sort_keys=True)
        before = seen.get("[[], []]") or seen.get(key)
        if before:
            hidden[id(policy)] = before
        seen.setdefault(key, _title(policy))
    applied = [policy for policy in chosen if id(policy) not in hidden]
    if chosen and not applied and wanted["policy"]:
        first = chosen[0]
        message = (
            f"The policy {_title(first)!r} never applies: {hidden[id(first)]!r} stands before it and matches first."
        )
        raise failed(Cause.EMPTY, message, "Put it before, or audit the one that applies.")
    return applied


def _targets(policy: Record, wanted: Wanted) -> Iterator[Record]:
    for target in mappings(policy, "policy_metrics"):
        asked = {name: wanted[name] for name in ("metric", "priority") if wanted[name]}
        if all(target.get(name) == value for name, value in asked.items()):
            yield target


def _statements(policy: Record, target: Record, conditions: tuple[str, ...], topic: str) -> Iterator[Statement]:
    minutes = number(target.get("target"), "target")
    within = number(target.get("target_in_seconds"), "target_in_seconds")
    if within is None and minutes is not None:
        within = minutes * 60
    if within is None:
        return
    if minutes is not None and abs(minutes * 60 - within) >= 60:
        raise UnreadableError(f"a target of {minutes} minutes is {within} seconds beside it")
    metric, priority = text(target, "metric"), text(target, "priority")
    value = seconds(within, business=target.get("business_hours") is True)
    place = Place(
        f"sla_policies[?id==`{policy.get('id')}`].policy_metrics[]",
        (_title(policy),),
        (("priority", priority),) if priority else (),
        conditions,
    )
    yield statement(value, picked(target, _PARTS), topic or _TOPICS.get(metric, metric), place, metric)


def _load_schedules(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    schedules = yield from listed("api/v2/business_hours/schedules.json", "schedules", by_link)
    records = []
    for schedule in schedules:
        address = f"api/v2/business_hours/schedules/{schedule.get('id')}/holidays.json"
        records.append((schedule, (yield from listed(address, "holidays", one_page))))
    return tuple(records)


def _read_schedules(records: Sequence[Any], wanted: Wanted) -> Told:
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for schedule, holidays in wanted.select("schedule", records, lambda one: text(one[0], "name")):
        name = text(schedule, "name")
        place = Place(f"schedules[?id==`{schedule.get('id')}`]", (name,))
        try:
            hours = week_of(_spans(schedule), zone_of(text(schedule, "time_zone")), holidays_off=bool(holidays))
        except UnreadableError as error:
            flaws.append(flaw(f"The schedule {name!r}", error))
            continue
        part = picked(schedule, ("name", "time_zone", "intervals"))
        statements.append(statement(hours, part, wanted["topic"] or "hours", place, "intervals"))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _spans(schedule: Record) -> Iterator[Span]:
    for interval in mappings(schedule, "intervals"):
        ends = [number(interval.get(name), name) for name in ("start_time", "end_time")]
        if None in ends or not 0 <= (ends[0] or 0) < (ends[1] or 0) <= 7 * 24 * 60:
            raise UnreadableError(f"the interval {interval} is no time of a week")
        yield from from_sunday(*(int(end or 0) for end in ends))


PRESETS = (
    Preset(
        "zendesk.sla",
        "the targets of Zendesk's service levels",
        _load_policies,
        _read_policies,
        {
            "policy": POLICY,
            "metric": one_of("Metric", "What is measured. Default: all of it.", *_METRICS, *_UPDATES),
            "priority": one_of("Priority", "The tickets' priority. Default: all.", "urgent", "high", "normal", "low"),
            "topic": TOPIC,
        },
    ),
    Preset(
        "zendesk.schedule",
        "the hours of Zendesk's schedules",
        _load_schedules,
        _read_schedules,
        {"schedule": SCHEDULE, "topic": TOPIC},
    ),
)
