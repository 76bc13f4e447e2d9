"""The options of records that say which column holds what, in JSON Schema."""

from collections.abc import Mapping, Sequence
from typing import Any

from .columns import UNITS

Schema = Mapping[str, Any]


def _column(title: str, what: str, *examples: str) -> Schema:
    return {"title": title, "description": what, "type": "string", "minLength": 1, "examples": list(examples)}


OPTIONS: Mapping[str, Schema] = {
    "from": _column("From", "The column of the time at which it begins.", "created_at"),
    "to": _column("To", "The column of the time at which it is done. Empty: it is not done yet.", "first_reply_at"),
    "took": _column("Took", "In place of `to`: the column that tells how long it took, in `unit`.", "reply_minutes"),
    "unit": {
        "title": "Unit",
        "description": "What the columns `took` and `published` are in.",
        "enum": list(UNITS),
        "examples": ["minutes", "business minutes"],
    },
    "published": _column(
        "Published", "The column of how long it would take, as it was told, in `unit`.", "estimated_minutes"
    ),
    "every": _column(
        "Every",
        "Each row is an update of a case: the column of its time. A case is measured by the longest time without one.",
        "updated_at",
    ),
    "of": _column("Of", "The column that tells which case an update is of.", "ticket_id"),
    "id": _column("Id", "The column that tells records apart: what has the same is counted as a duplicate.", "id"),
    "where": _column(
        "Where", "A condition on a record, in SQL: only those that fulfil it are meant.", "channel = 'email'"
    ),
    "timezone": _column(
        "Time zone",
        "The IANA name of the time zone of times without an offset. Default: that of the calendar, or UTC.",
        "Europe/Sofia",
    ),
}

RULES: Sequence[Schema] = (
    {"dependentRequired": {"took": ["unit"], "published": ["unit"], "to": ["from"], "every": ["of", "from"]}},
    {"dependentRequired": {"of": ["every"]}},
)
"""What these options must fit together."""
