"""Intercom: conversations with their statistics; instants are seconds since 1970.

Source: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations
"""

from typing import Any

from pytest_promises.channels.presets.loading import Pages, by_cursor
from pytest_promises.channels.presets.preset import Wanted
from pytest_promises.measuring.tables.vendors.desk import Desk
from pytest_promises.measuring.tables.vendors.paging import Record, part, whole_list


def rows(wanted: Wanted) -> Pages:  # noqa: ARG001 - a load is told what is wanted
    """Return one row a conversation."""
    found = yield from whole_list("conversations?per_page=150", "conversations", by_cursor)
    return [_row(one) for one in found]


def _row(record: Record) -> dict[str, Any]:
    statistics, applied = part(record, "statistics"), part(record, "sla_applied")
    return {
        "id": record.get("id"),
        "created_at": record.get("created_at"),
        "first_reply_at": statistics.get("first_admin_reply_at"),
        "closed_at": statistics.get("first_close_at"),
        # Without the time out of office.
        "reply_business_seconds": statistics.get("time_to_admin_reply"),
        "state": record.get("state"),
        "sla_name": applied.get("sla_name"),
        "sla_status": applied.get("sla_status"),
    }


DESK = Desk(
    "intercom.conversations",
    "Intercom's conversations with their statistics",
    rows,
    columns=(
        *("id", "created_at", "first_reply_at", "closed_at", "reply_business_seconds"),
        *("state", "sla_name", "sla_status"),
    ),
)
