"""Zendesk: the metrics of tickets; those of archived tickets are not in the list.

Source: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/
"""

from datetime import datetime, timedelta
from typing import Any

from pytest_promises.channels.presets.loading import Pages, by_link
from pytest_promises.channels.presets.preset import Wanted
from pytest_promises.measuring.tables.vendors.desk import Desk
from pytest_promises.measuring.tables.vendors.paging import Record, part, whole_list


def rows(wanted: Wanted) -> Pages:  # noqa: ARG001 - a load is told what is wanted
    """Return one row a ticket."""
    found = yield from whole_list("api/v2/ticket_metrics?page[size]=100", "ticket_metrics", by_link)
    return [_row(one) for one in found]


def _row(record: Record) -> dict[str, Any]:
    reply, full = part(record, "reply_time_in_minutes"), part(record, "full_resolution_time_in_minutes")
    return {
        "id": record.get("ticket_id"),
        "created_at": record.get("created_at"),
        "first_reply_at": _replied(record),
        "solved_at": record.get("solved_at"),
        "reply_minutes": reply.get("calendar"),
        "reply_business_minutes": reply.get("business"),
        "resolution_minutes": full.get("calendar"),
        "resolution_business_minutes": full.get("business"),
        "reopens": record.get("reopens"),
        "replies": record.get("replies"),
    }


def _replied(record: Record) -> str | None:
    """Return when the first reply came, which is told as the time that it took."""
    seconds = part(record, "reply_time_in_seconds").get("calendar")
    minutes = part(record, "reply_time_in_minutes").get("calendar")
    took = seconds if seconds is not None else minutes * 60 if isinstance(minutes, (int, float)) else None
    try:
        begun = datetime.fromisoformat(str(record.get("created_at")))
        return None if took is None else (begun + timedelta(seconds=float(took))).isoformat()
    except (ValueError, TypeError, OverflowError):
        # A text that is no time: a ticket that cannot be read is counted as such, and not as one without a reply.
        return "unreadable"


DESK = Desk(
    "zendesk.ticket_metrics",
    "the metrics of Zendesk's tickets",
    rows,
    columns=(
        *("id", "created_at", "first_reply_at", "solved_at", "reply_minutes", "reply_business_minutes"),
        *("resolution_minutes", "resolution_business_minutes", "reopens", "replies"),
    ),
)
