"""How long a page took to load, as the browser itself has it.

Sources: https://www.w3.org/TR/navigation-timing-2/ and https://www.w3.org/TR/largest-contentful-paint/
"""

from functools import cache
from pathlib import Path
from typing import Literal

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.errors import navigation_error
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.mishaps import failed, timed_out
from pytest_promises.model.hearing import Cause

Until = Literal["first_byte", "dom_content_loaded", "load", "largest_contentful_paint"]
"""Up to when a load is timed."""

_STATES: dict[Until, Literal["domcontentloaded", "load"]] = {
    "dom_content_loaded": "domcontentloaded",
    "load": "load",
    "largest_contentful_paint": "load",
}
_TIMES = Path(__file__).with_name("load_times.js")


async def arrived(tab: Tab, until: Until, seconds: float) -> None:
    """Wait until the page that a tab has gone to has come so far; raises `HearingError` when it does not."""
    if until not in _STATES:
        return
    try:
        await tab.page.wait_for_load_state(_STATES[until], timeout=seconds * 1000)
    except PlaywrightTimeout as error:
        raise timed_out(tab.url, seconds) from error
    except PlaywrightError as error:
        raise navigation_error(error.message, tab.url) from error


async def seconds_until(tab: Tab, until: Until) -> float:
    """Return the seconds from the start of the navigation, redirects among them.

    Raises `HearingError`: `MALFORMED` when the browser has no such figure of this page.
    """
    try:
        told = await tab.page.evaluate(_script(), until)
    except PlaywrightError as error:
        raise navigation_error(error.message, tab.url) from error
    if not isinstance(told, (int, float)) or isinstance(told, bool) or not told > 0:
        message = f"The browser does not tell the {until.replace('_', ' ')} of {shown(tab.url)}."
        raise failed(Cause.MALFORMED, message, "Take the time up to another point, or another engine.")
    return told / 1000


@cache
def _script() -> str:
    return f"({_TIMES.read_text(encoding='utf-8').strip()})"
