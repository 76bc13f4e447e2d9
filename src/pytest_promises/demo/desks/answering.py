"""Which desk answers at which path."""

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import parse_qs

from pytest_promises.demo.changes import Response
from pytest_promises.demo.records.recent import recent_tickets
from pytest_promises.model.hearing import HearingError

from . import freshdesk, intercom, jira, zendesk
from .asked import Asked, told

_DESKS: Mapping[str, Callable[[Asked], Response]] = {
    zendesk.PATH: zendesk.metrics,
    freshdesk.PATH: freshdesk.tickets,
    intercom.PATH: intercom.conversations,
    jira.PATH: jira.requests,
}
PATHS: tuple[str, ...] = tuple(_DESKS)
"""The lists that there are; the service levels of each request of Jira's have a path of their own."""


def answer(path: str, query: str, now: str, origin: str) -> Response | None:
    """Return what a desk answers, or `None` where there is none.

    `now` is the time in UTC as ISO 8601, `origin` what the shop's addresses begin with.
    """
    desk = _DESKS.get(path) or (jira.service_levels if jira.is_service_level(path) else None)
    if desk is None:
        return None
    given = {name: values[-1] for name, values in parse_qs(query).items()}
    try:
        return desk(Asked(f"{origin}{path}", given, recent_tickets(datetime.fromisoformat(now))))
    except HearingError as error:
        return told(
            {"error": "ServiceUnavailable", "description": f"{error.mishap.message} {error.mishap.remedy}"}, status=503
        )
    except ValueError:
        return told({"error": "InvalidPaginationParameter", "description": "There is no such page"}, status=400)
