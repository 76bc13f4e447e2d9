"""What a desk is asked, and what all of them have in common: pages, cursors, instants in their forms."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import Ticket

HOME = ZoneInfo("Europe/Sofia")
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a desk: its address, what is in its query, and the tickets that there are."""

    address: str
    query: Mapping[str, str]
    tickets: Sequence[Ticket]

    def about(self, which: Callable[[Ticket], bool]) -> "Asked":
        """Return the same question about some of the tickets."""
        return replace(self, tickets=tuple(filter(which, self.tickets)))

    def number(self, name: str, default: int, most: int) -> int:
        """Return a number from 1 to `most` in the query; raises `ValueError` for what is none."""
        return max(1, min(int(self.query.get(name, default)), most))

    def page(self, cursor: str, size: int) -> tuple[Sequence[Ticket], str]:
        """Return the tickets that a cursor leads to, and the cursor of those after them, `""` after the last.

        Raises `ValueError` for a cursor that is none of ours.
        """
        given = self.query.get(cursor, "")
        start = int(urlsafe_b64decode(given)) if given else 0
        end = start + size
        return self.tickets[start:end], _cursor(end) if end < len(self.tickets) else ""

    def following(self, **changed: str) -> str:
        """Return the address of the same question with something else in its query."""
        return f"{self.address}?{urlencode({**self.query, **changed})}"


def _cursor(place: int) -> str:
    return urlsafe_b64encode(f"{place:06d}".encode()).decode()


def told(data: object, *headers: tuple[str, str], status: int = 200) -> Response:
    """Return data as JSON."""
    return Response(status, json.dumps(data).encode(), _JSON, headers)


def utc(instant: int | None) -> str | None:
    """Return an instant, in seconds since 1970, as ISO 8601 in UTC."""
    return None if instant is None else datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
