"""Statuspage, and the many that answer in its shape: what a status page says, and the uptime that it counts.

Uptime needs a key of the account (`Authorization: OAuth ...`); partial outages weigh less in it than major ones.
Sources: https://confluence.status.atlassian.com/api and https://developer.statuspage.io/#tag/components
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pytest_promises.channels.data.moments import utc
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.presets.options import COMPONENT, word
from pytest_promises.channels.presets.preset import Load, Preset, Told, Wanted
from pytest_promises.channels.presets.saying import (
    Place,
    UnreadableError,
    flaw,
    mapping,
    mappings,
    number,
    percent,
    picked,
    statement,
    text,
)
from pytest_promises.channels.presets.words import passages
from pytest_promises.model.statement import Passage

Record = Mapping[str, Any]


def _load_summary(wanted: Wanted) -> Load:  # noqa: ARG001 - a load is told what is wanted
    answer = yield "api/v2/summary.json"
    if not isinstance(answer.data, dict) or not isinstance(answer.data.get("status"), dict):
        raise refused(answer.data, answer.url, "has no `status`")
    return (answer.data,)


def _read_summary(records: Sequence[Any], wanted: Wanted) -> Told:
    summary: Record = records[0]
    page = mapping(summary, "page")
    components = wanted.select("component", mappings(summary, "components"), lambda one: text(one, "name"))
    name = text(page, "name")
    found = [*_overall(summary, name, wanted), *(_component(one, name) for one in components)]
    for kind in ("incidents", "scheduled_maintenances"):
        for event in mappings(summary, kind):
            if not wanted["component"] or _concerns(event, components):
                found += _updates(event, kind)
    return Told(tuple(found), as_of=utc(page.get("updated_at")) or "")


def _overall(summary: Record, page: str, wanted: Wanted) -> Iterator[Passage]:
    words = text(mapping(summary, "status"), "description")
    if words and not wanted["component"]:
        yield Passage(words, headings=(page,), selector="status.description")


def _component(component: Record, page: str) -> Passage:
    state = text(component, "status").replace("_", " ")
    row = (text(component, "name"),)
    return Passage(state, headings=(page,), row=row, selector=f"components[?id=='{component.get('id')}'].status")


def _concerns(event: Record, components: Sequence[Record]) -> bool:
    ours = [one.get("id") for one in components]
    return any(one.get("id") in ours for one in mappings(event, "components"))


def _updates(event: Record, kind: str) -> Iterator[Passage]:
    at = f"{kind}[?id=='{event.get('id')}']"
    if text(event, "name"):
        yield Passage(text(event, "name"), selector=f"{at}.name")
    for update in mappings(event, "incident_updates"):
        yield from passages(text(event, "name"), text(update, "body"), f"{at}.incident_updates[].body")


def _load_uptime(wanted: Wanted) -> Load:
    page, component = (quote(wanted[name], safe="") for name in ("status_page", "component_id"))
    answer = yield f"v1/pages/{page}/components/{component}/uptime"
    if not isinstance(answer.data, dict) or "uptime_percentage" not in answer.data:
        raise refused(answer.data, answer.url, "has no `uptime_percentage`")
    return (answer.data,)


def _read_uptime(records: Sequence[Any], wanted: Wanted) -> Told:  # noqa: ARG001 - one load is one figure
    uptime: Record = records[0]
    as_of = utc(uptime.get("range_end")) or ""
    try:
        share = number(uptime.get("uptime_percentage"), "uptime_percentage")
        if share is None:
            return Told(as_of=as_of)
        part = picked(uptime, ("name", "uptime_percentage", "range_start", "range_end"))
        place = Place("uptime_percentage", tuple(filter(None, [text(uptime, "name")])))
        return Told(statements=(statement(percent(share), part, "uptime", place, "uptime_percentage"),), as_of=as_of)
    except UnreadableError as error:
        return Told(flaws=(flaw("The uptime", error),), as_of=as_of)


PRESETS = (
    Preset(
        "statuspage.status",
        "what a status page says of its components, incidents and maintenance",
        _load_summary,
        _read_summary,
        {"component": COMPONENT},
        texts=True,
    ),
    Preset(
        "statuspage.uptime",
        "the uptime of a component, as the status page counts it",
        _load_uptime,
        _read_uptime,
        {
            "status_page": word("Status page", "The page's identifier.", "kctbh9vrtdwd"),
            "component_id": word("Component", "The component's identifier.", "b13yz5g2cw10"),
        },
        needs=("status_page", "component_id"),
        loaded_by=("status_page", "component_id"),
    ),
)
