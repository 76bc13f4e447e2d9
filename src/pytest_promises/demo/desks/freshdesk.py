"""Freshdesk: the tickets that come by form, in numbered pages of which the `Link` header names the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import Ticket

from .asked import Asked, told, utc

PATH = "/freshdesk/api/v2/tickets"
_PRIORITIES = {"low": 1, "normal": 2, "urgent": 4}
_STATUSES = {"open": 2, "pending": 3, "solved": 4}
_BY_PORTAL = 2
_DAY = 86_400


def tickets(asked: Asked) -> Response:
    """Return a page of at most 100 tickets, with their statistics where these are to be included."""
    since = asked.query.get("updated_since", "")
    least = datetime.fromisoformat(since).timestamp() if since else 0.0
    mine = asked.about(lambda ticket: ticket.channel == "form" and ticket.updated >= least).tickets
    size, number = asked.number("per_page", 30, 100), asked.number("page", 1, 300)
    with_stats = asked.query.get("include") == "stats"
    link = ("Link", f'<{asked.following(page=str(number + 1))}>; rel="next"')
    found = [_ticket(one, with_stats=with_stats) for one in mine[(number - 1) * size : number * size]]
    return told(found, *([link] if number * size < len(mine) else []))


def _ticket(ticket: Ticket, *, with_stats: bool) -> Mapping[str, Any]:
    stats = {
        "agent_responded_at": utc(ticket.replied),
        "first_responded_at": utc(ticket.replied),
        "status_updated_at": utc(ticket.updated),
        "reopened_at": None,
        "resolved_at": utc(ticket.solved),
        "closed_at": None,
        "pending_since": None,
    }
    return {
        "id": ticket.id,
        "created_at": utc(ticket.created),
        "updated_at": utc(ticket.updated),
        "due_by": utc(ticket.created + 5 * _DAY),
        "fr_due_by": utc(ticket.created + _DAY),
        "is_escalated": False,
        "priority": _PRIORITIES[ticket.priority],
        "status": _STATUSES[ticket.status],
        "source": _BY_PORTAL,
        "type": ticket.kind.capitalize(),
        **({"stats": stats} if with_stats else {}),
    }
