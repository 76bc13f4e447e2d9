"""The exact uptime over a window, as a monitor has counted it.

Sources: https://developer.statuspage.io/#tag/components, https://uptimerobot.com/api/legacy/ (`getMonitors`) and
https://github.com/TwiN/gatus#raw-data (`/api/v1/endpoints/{key}/uptimes/{duration}`; older versions name it a page).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.data.json_document import ACCEPT, data_of
from pytest_promises.channels.data.json_reading import parsed
from pytest_promises.channels.data.vendor_errors import refused
from pytest_promises.channels.http.client import client_for, letterhead
from pytest_promises.channels.http.fetching import fetch
from pytest_promises.channels.http.hosts import refuse_unnamed
from pytest_promises.channels.mishaps import failed, status_mishap
from pytest_promises.hookspecs import Services
from pytest_promises.measuring.sampling.availability_options import NEEDS
from pytest_promises.measuring.sampling.exchange import Bounds, Question, exchange
from pytest_promises.model.hearing import Cause, HearingError, Target
from pytest_promises.model.measured import Tally

GATUS_WINDOWS: Mapping[float, str] = {3600.0: "1h", 86400.0: "24h", 7 * 86400.0: "7d", 30 * 86400.0: "30d"}
"""What Gatus keeps the uptime of."""
USUAL = 30 * 86400.0
_WHOLE = 100.0
_WATCHES_NOT = {0: "is paused", 1: "has not looked yet"}
"""What UptimeRobot's states mean of a monitor that does not watch."""


@dataclass(frozen=True, slots=True)
class Window:
    """From and to, in seconds since 1970."""

    start: float
    end: float

    def share(self, ratio: float) -> Tally:
        """Return the seconds that a ratio (0 to 1) of the window is."""
        seconds = self.end - self.start
        return Tally((), ratio * seconds, seconds, sampled=False)


async def uptime(
    target: Target, options: Mapping[str, object], window: Window, services: Services
) -> tuple[Tally, str]:
    """Return the uptime over a window, and the address that told it; see `NEEDS` for the options.

    Raises `HearingError` when the monitor does not tell.
    """
    preset = str(options["preset"])
    given = {name: str(options[name]) for name in NEEDS[preset]}
    ask = {"statuspage.uptime": _statuspage, "uptimerobot": _uptimerobot, "gatus": _gatus}[preset]
    return await ask(target, given, window, services)


async def _statuspage(
    target: Target, given: Mapping[str, str], window: Window, services: Services
) -> tuple[Tally, str]:
    page, component = (quote(given[name], safe="") for name in ("status_page", "component_id"))
    span = urlencode({"start": int(window.start), "end": int(window.end)})
    url = _below(target.url, f"v1/pages/{page}/components/{component}/uptime?{span}")
    data = data_of(await fetch(target, services, accept=ACCEPT, url=url))
    return window.share(_percentage(data, "uptime_percentage", url)), url


async def _gatus(target: Target, given: Mapping[str, str], window: Window, services: Services) -> tuple[Tally, str]:
    duration = GATUS_WINDOWS.get(window.end - window.start, "30d")
    url = _below(target.url, f"api/v1/endpoints/{quote(given['endpoint'], safe='')}/uptimes/{duration}")
    ratio = data_of(await fetch(target, services, accept="text/plain, */*;q=0.1", url=url))
    if isinstance(ratio, bool) or not isinstance(ratio, (int, float)) or not 0 <= ratio <= 1:
        raise refused(ratio, url, "is no ratio from 0 to 1")
    return window.share(float(ratio)), url


async def _uptimerobot(
    target: Target, given: Mapping[str, str], window: Window, services: Services
) -> tuple[Tally, str]:
    url = _below(target.url, "v2/getMonitors")
    asked = {
        "api_key": given["api_key"],
        "monitors": given["monitor"],
        "format": "json",
        "custom_uptime_ranges": f"{int(window.start)}_{int(window.end)}",
    }
    question = Question(url, "POST", urlencode(asked).encode(), "application/x-www-form-urlencoded")
    refuse_unnamed(url, target, services.settings)
    client = await client_for(target.access, services)
    bounds = Bounds(services.settings.timeout, services.settings.max_bytes)
    reply = await exchange(client, question, letterhead(target, ACCEPT), bounds)
    mishap = status_mishap(reply.status, reply.url, reply.headers, services.now())
    if mishap is not None:
        raise HearingError(mishap)
    data = parsed(reply.body, reply.headers.get("content-type", ""), url)
    monitors = data.get("monitors") if isinstance(data, dict) else None
    if not isinstance(monitors, list) or len(monitors) != 1:
        raise refused(data, url, "has no such monitor")
    state = monitors[0].get("status") if isinstance(monitors[0], dict) else None
    idle = _WATCHES_NOT.get(state) if isinstance(state, int) else None
    if idle:
        message = f"Monitor {given['monitor']} at {shown(url)} {idle}."
        raise failed(Cause.STALE, message, "Have it watch, or name another one.")
    return window.share(_percentage(monitors[0], "custom_uptime_ranges", url)), url


def _percentage(data: Any, field: str, url: str) -> float:
    """Return a percentage that is written as a number or a text, as a ratio."""
    written = data.get(field) if isinstance(data, dict) else None
    if isinstance(data, dict) and field in data and written is None:
        raise failed(Cause.EMPTY, f"{shown(url)} has counted no uptime yet.", "Wait until it has.")
    try:
        figure = float(written) if isinstance(written, (int, float, str)) else -1.0
    except ValueError:
        figure = -1.0
    if isinstance(written, bool) or not 0 <= figure <= _WHOLE:
        raise refused(data, url, f"has no percentage in `{field}`")
    return figure / _WHOLE


def _below(base: str, path: str) -> str:
    return urljoin(f"{base.rstrip('/')}/", path)
