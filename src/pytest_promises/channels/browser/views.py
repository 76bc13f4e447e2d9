"""Who looks at a page, and what a browser is told to be for that."""

from dataclasses import dataclass, field
from typing import Any

from pytest_promises.channels.browser.devices import Devices, device
from pytest_promises.channels.http.client import stored_cookies
from pytest_promises.model.access import Access, Proxy
from pytest_promises.model.hearing import Target


@dataclass(frozen=True, slots=True)
class View:
    """Who looks: loads with the same view can use the same tab, one after the other.

    `host` is the one that the access is for, `at` the time that pages believe it to be.
    """

    locale: str = ""
    device: str = ""
    access: Access = field(default_factory=Access)
    host: str = ""
    at: str = ""

    @property
    def brings_something(self) -> bool:
        """Whether the tab has cookies, storage or a time from the start, which the page may change."""
        return bool(self.access.cookies or self.access.storage_state or self.at)


def view_of(target: Target) -> View:
    """Return the view that a target is to be looked at from."""
    variant = dict(target.variant)
    return View(variant.get("locale", ""), variant.get("device", ""), target.access, target.host, variant.get("at", ""))


def context_options(view: View, devices: Devices, engine: str) -> dict[str, Any]:
    """Return the options of Playwright's `browser.new_context` for a view.

    Raises `HearingError` for a device that there is not, and for a storage state that cannot be read.
    """
    stored_cookies(view.access.storage_state)
    asked = {
        "locale": view.locale.replace("_", "-"),
        "user_agent": view.access.user_agent,
        "timezone_id": view.access.timezone_id,
        "storage_state": view.access.storage_state,
        "proxy": _proxy(view.access.proxy),
        "geolocation": _geolocation(view.access),
    }
    given = {name: value for name, value in asked.items() if value}
    return (
        _device(view.device, devices, engine)
        | given
        | {
            "accept_downloads": False,
            "permissions": ["geolocation"] if view.access.geolocation else [],
            "reduced_motion": "reduce",
            "service_workers": "block",
        }
    )


def cookies(view: View, url: str) -> list[dict[str, str]]:
    """Return the cookies of a view for Playwright's `context.add_cookies`."""
    return [{"name": name, "value": value, "url": url} for name, value in view.access.cookies]


def _device(name: str, devices: Devices, engine: str) -> dict[str, Any]:
    if not name:
        return {}
    options = {key: value for key, value in device(name, devices).items() if key != "default_browser_type"}
    if engine == "firefox":
        options.pop("is_mobile", None)
    return options


def _proxy(proxy: Proxy | None) -> dict[str, str]:
    if proxy is None:
        return {}
    options = {"server": proxy.server, "bypass": proxy.bypass}
    if proxy.credentials is not None:
        options |= {"username": proxy.credentials.username, "password": proxy.credentials.password}
    return {name: value for name, value in options.items() if value}


def _geolocation(access: Access) -> dict[str, float]:
    place = access.geolocation
    if place is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "accuracy": place.accuracy}
