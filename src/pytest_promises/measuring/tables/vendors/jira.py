"""Jira Service Management: the cycles of a service level, asked request by request: there is no list of them.

Sources: https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/ and
https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import Pages, by_start, with_query
from pytest_promises.channels.presets.options import word
from pytest_promises.channels.presets.preset import Answer, Wanted, fits
from pytest_promises.measuring.tables.vendors.desk import Desk
from pytest_promises.measuring.tables.vendors.paging import Record, part, whole_list


def rows(wanted: Wanted) -> Pages:
    """Return one row a cycle, of the requests that `jql` finds, of the service level `goal`."""
    search = f"rest/api/3/search/jql?jql={quote(wanted['jql'], safe='')}&fields=created&maxResults=100"
    issues = yield from whole_list(search, "issues", _next)
    found: list[dict[str, Any]] = []
    for issue in issues:
        key = str(issue.get("key"))
        goals = yield from whole_list(f"rest/servicedeskapi/request/{quote(key, safe='')}/sla", "values", by_start)
        for goal in goals:
            if fits(wanted["goal"], str(goal.get("name"))):
                found += _cycles(key, goal)
    return found


def _next(answer: Answer, count: int) -> str | None:  # noqa: ARG001 - other ways need the count
    token = answer.data.get("nextPageToken") if isinstance(answer.data, dict) else None
    return with_query(answer.url, nextPageToken=token) if isinstance(token, str) and token else None


def _cycles(key: str, goal: Record) -> Iterator[dict[str, Any]]:
    ended = goal.get("completedCycles")
    for cycle in ended if isinstance(ended, list) else ():
        yield _row(key, cycle)
    if part(goal, "ongoingCycle"):
        # Its elapsed time goes on: only what is done took a time.
        yield _row(key, part(goal, "ongoingCycle")) | {"stopped_at": None, "elapsed_minutes": None}


def _row(key: str, cycle: Record) -> dict[str, Any]:
    return {
        "id": key,
        "started_at": part(cycle, "startTime").get("iso8601"),
        "stopped_at": part(cycle, "stopTime").get("iso8601"),
        "elapsed_minutes": _minutes(part(cycle, "elapsedTime").get("millis")),
        "goal_minutes": _minutes(part(cycle, "goalDuration").get("millis")),
        "breached": cycle.get("breached"),
        "paused": cycle.get("paused"),
    }


def _minutes(millis: object) -> float | None:
    return millis / 60_000 if isinstance(millis, (int, float)) else None


DESK = Desk(
    "jira.sla",
    "the cycles of a service level of Jira Service Management's",
    rows,
    columns=("id", "started_at", "stopped_at", "elapsed_minutes", "goal_minutes", "breached", "paused"),
    options={
        "goal": word("Goal", "The name of the service level; `*` is any text.", "Time to first response"),
        "jql": word("JQL", "Which requests, as JQL.", "project = HELP AND created > -90d"),
    },
    needs=("goal", "jql"),
)
