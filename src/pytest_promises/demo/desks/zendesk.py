"""Zendesk: the metrics of the tickets that come by mail, the newest first, with cursors."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import Ticket

from .asked import Asked, told, utc

PATH = "/api/v2/ticket_metrics"
_KEPT = 14 * 86_400


def metrics(asked: Asked) -> Response:
    """Return a page of at most 100 metrics; what is older than two weeks is archived, and in no list."""
    oldest = asked.tickets[0].created - _KEPT if asked.tickets else 0
    mails = asked.about(lambda ticket: ticket.channel == "email" and ticket.created > oldest)
    found, after = mails.page("page[after]", asked.number("page[size]", 100, 100))
    following = asked.following(**{"page[after]": after}) if after else None
    meta = {"has_more": bool(after), "after_cursor": after or None, "before_cursor": None}
    return told({"ticket_metrics": list(map(_metric, found)), "meta": meta, "links": {"next": following, "prev": None}})


def _metric(ticket: Ticket) -> Mapping[str, Any]:
    took = None if ticket.replied is None else ticket.replied - ticket.created
    solved = None if ticket.solved is None else (ticket.solved - ticket.created) // 60
    full = {"calendar": solved, "business": ticket.solved_minutes}
    return {
        "id": 9_000_000_000 + ticket.id,
        "ticket_id": ticket.id,
        "created_at": utc(ticket.created),
        "updated_at": utc(ticket.updated),
        "assigned_at": utc(ticket.created),
        "initially_assigned_at": utc(ticket.created),
        "solved_at": utc(ticket.solved),
        "latest_comment_added_at": utc(ticket.updated),
        "group_stations": 1,
        "assignee_stations": 1,
        "reopens": 0,
        "replies": 0 if took is None else 1,
        "reply_time_in_minutes": {"calendar": None if took is None else took // 60, "business": ticket.reply_minutes},
        "reply_time_in_seconds": {"calendar": took},
        "first_resolution_time_in_minutes": full,
        "full_resolution_time_in_minutes": full,
        "requester_wait_time_in_minutes": full,
        "agent_wait_time_in_minutes": {"calendar": None, "business": None},
        "on_hold_time_in_minutes": {"calendar": 0, "business": 0},
    }
