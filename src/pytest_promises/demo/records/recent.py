"""The tickets of the last month, as whoever serves a help desk has them at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from .year import year_until


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket: `created`, `replied` and `solved` are seconds since 1970, the minutes those of working time."""

    id: int
    channel: str
    kind: str
    priority: str
    status: str
    created: int
    replied: int | None
    solved: int | None
    reply_minutes: int | None
    solved_minutes: int | None

    @property
    def updated(self) -> int:
        """When something last happened to it, in seconds since 1970."""
        return max(filter(None, (self.created, self.replied, self.solved)))


def recent_tickets(now: datetime) -> Sequence[Ticket]:
    """Return the tickets that came in the 30 days before the hour of `now` and are not archived, the newest first.

    Raises `HearingError` (`UNAVAILABLE`) when a package that makes them is not installed.
    """
    return _recent(now.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=2)
def _recent(hour: datetime) -> Sequence[Ticket]:
    with year_until(hour, ("common", "tickets", "recent")) as tables:
        return tuple(Ticket(*row) for row in tables.execute("FROM recent").fetchall())
