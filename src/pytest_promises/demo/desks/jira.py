"""Jira Service Management: complaints as requests, and the service levels of each, which are asked one by one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import Ticket

from .asked import HOME, Asked, told

PATH = "/jira/rest/api/3/search/jql"
_REQUEST, _LEVELS = "/jira/rest/servicedeskapi/request/", "/sla"
_MINUTE = 60_000
_DAY, _WORKING_DAY = 24 * 60, 9 * 60


def requests(asked: Asked) -> Response:
    """Return a page of at most 20 requests of the last week; what is searched for is not looked at."""
    week = asked.tickets[0].created - 7 * 86_400 if asked.tickets else 0
    mine = asked.about(lambda ticket: _is_request(ticket) and ticket.created > week)
    found, token = mine.page("nextPageToken", asked.number("maxResults", 20, 20))
    issues = [{"id": str(one.id), "key": _key(one), "fields": {"created": _time(one.created)["jira"]}} for one in found]
    return told({"issues": issues, "isLast": not token, **({"nextPageToken": token} if token else {})})


def is_service_level(path: str) -> bool:
    """Return whether a path is that of a request's service levels."""
    return path.startswith(_REQUEST) and path.endswith(_LEVELS)


def service_levels(asked: Asked) -> Response:
    """Return one of the service levels of a request, each on a page of its own."""
    key = asked.address.rpartition(_REQUEST)[2].removesuffix(_LEVELS)
    ticket = next((one for one in asked.tickets if _is_request(one) and key == _key(one)), None)
    if ticket is None:
        return told({"errorMessage": "The request does not exist, or you may not see it"}, status=404)
    start = int(asked.query.get("start", "0"))
    every = _levels(ticket)
    values = every[start : start + 1]
    last = start + 1 >= len(every)
    return told({"start": start, "limit": 1, "size": len(values), "isLastPage": last, "values": values})


def _is_request(ticket: Ticket) -> bool:
    return ticket.kind == "complaint"


def _key(ticket: Ticket) -> str:
    return f"CARE-{ticket.id}"


def _levels(ticket: Ticket) -> list[Mapping[str, Any]]:
    reply = None if ticket.replied is None else (ticket.replied - ticket.created) // 60
    solution = _cycles(ticket.created, ticket.solved, ticket.solved_minutes, 5 * _WORKING_DAY)
    return [
        {"id": "1", "name": "Time to first response", **_cycles(ticket.created, ticket.replied, reply, _DAY)},
        {"id": "2", "name": "Time to resolution", **solution},
    ]


def _cycles(start: int, stop: int | None, took: int | None, goal: int) -> Mapping[str, Any]:
    cycle: dict[str, Any] = {"startTime": _time(start), "goalDuration": _duration(goal)}
    if stop is None or took is None:
        running = cycle | {"breached": False, "paused": False, "withinCalendarHours": True}
        return {"completedCycles": [], "ongoingCycle": running}
    times = {"stopTime": _time(stop), "elapsedTime": _duration(took), "remainingTime": _duration(goal - took)}
    return {"completedCycles": [cycle | times | {"breached": took > goal}]}


def _time(instant: int) -> Mapping[str, Any]:
    at = datetime.fromtimestamp(instant, HOME)
    return {
        "iso8601": at.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "jira": at.strftime("%Y-%m-%dT%H:%M:%S.000%z"),
        "friendly": at.strftime("%d/%b/%y %H:%M"),
        "epochMillis": instant * 1000,
    }


def _duration(minutes: int) -> Mapping[str, Any]:
    return {"millis": minutes * _MINUTE, "friendly": f"{minutes // 60}h {minutes % 60}m"}
