"""Intercom: the conversations of the chat, with cursors; instants are seconds since 1970."""

from collections.abc import Mapping
from typing import Any

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import Ticket

from .asked import Asked, told

PATH = "/intercom/conversations"
_PROMISED = 120


def conversations(asked: Asked) -> Response:
    """Return a page of at most 50 conversations: a third of the vendor's, for a month to have several at any date."""
    chats, size = asked.about(lambda ticket: ticket.channel == "chat"), asked.number("per_page", 20, 50)
    found, after = chats.page("starting_after", size)
    pages = {
        "type": "pages",
        "per_page": size,
        "total_pages": -(-len(chats.tickets) // size),
        "next": {"starting_after": after} if after else None,
    }
    told_of = list(map(_conversation, found))
    every = len(chats.tickets)
    return told({"type": "conversation.list", "conversations": told_of, "pages": pages, "total_count": every})


def _conversation(ticket: Ticket) -> Mapping[str, Any]:
    took = None if ticket.replied is None else ticket.replied - ticket.created
    # A conversation that nobody answered is active, however late it is.
    status = "active" if took is None else "hit" if took <= _PROMISED else "missed"
    return {
        "type": "conversation",
        "id": str(ticket.id),
        "created_at": ticket.created,
        "updated_at": ticket.updated,
        "state": "closed" if ticket.solved else "open",
        "sla_applied": {"type": "conversation_sla_summary", "sla_name": "Chat", "sla_status": status},
        "statistics": {
            "type": "conversation_statistics",
            "first_admin_reply_at": ticket.replied,
            "first_close_at": ticket.solved,
            "time_to_admin_reply": took,
        },
    }
