"""Playwright's devices: which there are, and what their browsers call themselves."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause

Devices = Mapping[str, Mapping[str, Any]]


async def user_agent_of(name: str, services: Services) -> str:
    """Return what a device's browser calls itself, or an empty string for no device.

    Raises `HearingError` (`MALFORMED`) for a device that there is not.
    """
    if not name:
        return ""
    from pytest_promises.channels.browser.session import open_devices

    return str(device(name, await services.shared("devices", open_devices)).get("user_agent", ""))


def device(name: str, known: Devices) -> Mapping[str, Any]:
    """Return the device of that name; raises `HearingError` (`MALFORMED`) when it is not among the known ones."""
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Take one from Playwright's list of devices."
        raise failed(Cause.MALFORMED, f"There is no device {name!r}.", hint)
    return known[name]
