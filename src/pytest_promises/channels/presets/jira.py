"""Jira Service Management: the goals of a request's service levels.

The interface has no list of goals, but each request tells the ones that are set for it. It does not tell what calendar
a goal runs on. Source: https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import by_start, listed
from pytest_promises.channels.presets.options import TOPIC, named, one_of, word
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
from pytest_promises.model.hearing import Mishap
from pytest_promises.model.statement import Statement

_TOPICS = {"time to first response": "reply", "time to resolution": "resolution"}


def _load(wanted: Wanted) -> Load:
    address = f"rest/servicedeskapi/request/{quote(wanted['request'], safe='')}/sla"
    return tuple((yield from listed(address, "values", by_start)))


def _read(records: Sequence[Any], wanted: Wanted) -> Told:
    statements: list[Statement] = []
    flaws: list[Mishap] = []
    for goal in wanted.select("goal", records, lambda one: text(one, "name")):
        name = text(goal, "name")
        cycle = _cycle(goal)
        try:
            millis = number(mapping(cycle, "goalDuration").get("millis"), "goalDuration.millis")
        except UnreadableError as error:
            flaws.append(flaw(f"The goal {name!r}", error))
            continue
        if millis is not None:
            value = seconds(millis / 1000, business=wanted["clock"] == "business")
            topic = wanted["topic"] or _TOPICS.get(name.casefold(), name)
            place = Place(f"values[?id=='{goal.get('id')}']", (name,))
            part = {"name": name} | picked(cycle, ("goalDuration",))
            statements.append(statement(value, part, topic, place, name))
    return Told(statements=tuple(statements), flaws=tuple(flaws))


def _cycle(goal: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the cycle that runs, or the last that ended: a goal may have been another one before."""
    running, ended = mapping(goal, "ongoingCycle"), mappings(goal, "completedCycles")
    return running or (ended[-1] if ended else {})


PRESETS = (
    Preset(
        "jira.sla",
        "the goals of a Jira Service Management request",
        _load,
        _read,
        {
            "request": word("Request", "The key of a request that has the goals.", "HELP-1"),
            "clock": one_of(
                "Clock", "What the goals' calendar counts, which the interface does not tell.", "business", "elapsed"
            ),
            "goal": named("Goal", "The name of the service level", "Time to first response"),
            "topic": TOPIC,
        },
        needs=("request", "clock"),
        loaded_by=("request",),
    ),
)
