"""Freshdesk: tickets with their statistics.

Without `updated_since` the list has only the last thirty days. Sources: https://developers.freshdesk.com/api/#list_all_tickets
and https://developers.freshworks.com/freshdesk-sdk/docs/Stats.html
"""

from typing import Any
from urllib.parse import quote

from pytest_promises.channels.presets.loading import Pages, by_header
from pytest_promises.channels.presets.preset import Wanted
from pytest_promises.measuring.tables.vendors.desk import Desk
from pytest_promises.measuring.tables.vendors.paging import Record, part, whole_list

_EVER = "2000-01-01T00:00:00Z"
_SINCE = {
    "title": "Since",
    "description": "Only what was updated since that time, in UTC. Default: all.",
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "patternErrorMessage": "it is a time in UTC",
    "examples": ["2026-01-01T00:00:00Z"],
}


def rows(wanted: Wanted) -> Pages:
    """Return one row a ticket that was updated since a time, `since` (default: ever)."""
    since = quote(wanted["since"] or _EVER, safe="")
    found = yield from whole_list(f"api/v2/tickets?include=stats&per_page=100&updated_since={since}", "", by_header)
    return [_row(one) for one in found]


def _row(record: Record) -> dict[str, Any]:
    stats = part(record, "stats")
    return {
        "id": record.get("id"),
        "created_at": record.get("created_at"),
        "first_reply_at": stats.get("first_responded_at"),
        "solved_at": stats.get("resolved_at"),
        "closed_at": stats.get("closed_at"),
        **{name: record.get(name) for name in ("status", "priority", "type", "source", "due_by")},
    }


DESK = Desk(
    "freshdesk.tickets",
    "Freshdesk's tickets with their statistics",
    rows,
    columns=(
        *("id", "created_at", "first_reply_at", "solved_at", "closed_at"),
        *("status", "priority", "type", "source", "due_by"),
    ),
    options={"since": _SINCE},
)
