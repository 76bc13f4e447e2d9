"""A status page held against what was seen: what it says of now, and the maintenance that it has announced.

It answers in the shape of Statuspage, which many others have taken over.
Source: https://confluence.status.atlassian.com/api
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from pytest_promises.channels.addresses import host_of, shown
from pytest_promises.channels.data.json_document import ACCEPT, data_of
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.http.fetching import fetch
from pytest_promises.channels.presets.preset import Wanted
from pytest_promises.hookspecs import Services
from pytest_promises.measuring.sampling.service import Spans, moment_of
from pytest_promises.model.hearing import Target
from pytest_promises.model.measured import Outcome

_FINE = frozenset({"operational", "none"})
_DOWN = frozenset({"major_outage", "critical"})
_REMEDY = "Have the status page follow a monitor, not a person."


@dataclass(frozen=True, slots=True)
class Standing:
    """What a status page says of a service: its word for the state, that of a person, and since when.

    `since` is in seconds since 1970, `None` where the page does not tell.
    """

    state: str
    words: str
    since: float | None
    announced: Spans


async def standing(target: Target, url: str, component: str, services: Services) -> Standing:
    """Return what a status page says of a component, or of all (`""`).

    Raises `HearingError` when it cannot be had, or knows no such component.
    """
    page = replace(target, url=url, host=host_of(url), variant=())
    if page.host != target.host:
        page = replace(page, access=target.access.anonymous())
    summary = await _records(page, url, "summary", services)
    planned = await _records(page, url, "scheduled-maintenances", services)
    events = planned.get("scheduled_maintenances")
    return _standing(summary, component, _announced(events if isinstance(events, list) else []))


async def _records(page: Target, base: str, name: str, services: Services) -> Mapping[str, Any]:
    url = urljoin(f"{base.rstrip('/')}/", f"api/v2/{name}.json")
    data = data_of(await fetch(page, services, accept=ACCEPT, url=url))
    field = "status" if name == "summary" else "scheduled_maintenances"
    if not isinstance(data, dict) or field not in data:
        raise refused(data, url, f"has no `{field}`")
    return data


def _standing(summary: Mapping[str, Any], component: str, announced: Spans) -> Standing:
    if not component:
        page, status = (_mapping(summary.get(name)) for name in ("page", "status"))
        words = str(status.get("description", ""))
        return Standing(str(status.get("indicator", "")), words, moment_of(page.get("updated_at")), announced)
    parts = [one for one in summary.get("components") or () if isinstance(one, dict)]
    chosen = Wanted({"component": component}).select("component", parts, lambda one: str(one.get("name", "")))
    one = chosen[0] if chosen else {}
    state = str(one.get("status", ""))
    words = f"{one.get('name', '')}: {state.replace('_', ' ')}"
    return Standing(state, words, moment_of(one.get("updated_at")), announced)


def _announced(events: list[Any]) -> Spans:
    """Return the maintenance that was announced before it began: what is announced afterwards excuses nothing."""
    spans = []
    for event in filter(lambda one: isinstance(one, dict), events):
        start, end, told = (moment_of(event.get(name)) for name in ("scheduled_for", "scheduled_until", "created_at"))
        if start is not None and end is not None and (told is None or told <= start):
            spans.append((start, end))
    return tuple(spans)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def held_against(said: Standing, down: str, up: bool, url: str, now: float, grace: float) -> Outcome:
    """Return whether a status page says what was seen.

    `down` is what every sample of now met (`""`: not all were down), `up` whether all found the service up. A page that
    still tells of what has just ended has `grace` seconds to follow.
    """
    if down and said.state in _FINE and not any(start <= now < end for start, end in said.announced):
        why = f'the status page says "{said.words}" while {shown(url)} is down: it {down}'
        return Outcome(ok=False, why=why, words=said.words, remedy=_REMEDY)
    overdue = said.since is None or now - said.since > grace
    if up and said.state in _DOWN and overdue:
        why = f'the status page still says "{said.words}" while {shown(url)} is up'
        return Outcome(ok=False, why=why, words=said.words, remedy=_REMEDY)
    return Outcome(ok=True, words=said.words)
