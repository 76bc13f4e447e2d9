"""What a page looks like from its top to its end, as an image, without scrolling it.

In Chromium the DevTools protocol makes it smaller while it is painted, which saves a third of the work. Its session has
to say again what Playwright has told the page of its size: what only others have said is forgotten afterwards. Devices,
which are told more than a size, and other engines are left to Playwright.
"""

from base64 import b64decode

from playwright.async_api import CDPSession

from pytest_promises.channels.browser.tab import Tab

MEDIA_TYPE = "image/jpeg"
_QUALITY = 60
_SCALE = 0.75


def scale_of(tab: Tab) -> float:
    """Return how many pixels an image of a tab has for each CSS pixel of the page, across and down."""
    return _SCALE if _is_plain(tab) else 1.0


async def capture(tab: Tab, width: int, height: int, seconds: float) -> bytes:
    """Return an image of so much of a page, in CSS pixels from its upper left; raises Playwright's errors."""
    if _is_plain(tab):
        asked = {"x": 0, "y": 0, "width": width, "height": height, "scale": _SCALE}
        made = {"format": "jpeg", "quality": _QUALITY, "clip": asked, "captureBeyondViewport": True}
        return b64decode((await (await _devtools(tab)).send("Page.captureScreenshot", made))["data"])
    return await tab.page.screenshot(
        type="jpeg",
        quality=_QUALITY,
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": height},
        scale="css",
        timeout=seconds * 1000,
    )


def _is_plain(tab: Tab) -> bool:
    browser = tab.context.browser
    return browser is not None and browser.browser_type.name == "chromium" and not tab.view.device


async def _devtools(tab: Tab) -> CDPSession:
    if tab.devtools is None:
        tab.devtools = await tab.context.new_cdp_session(tab.page)
        view = tab.page.viewport_size or {"width": 1280, "height": 720}
        size = {**view, "screenWidth": view["width"], "screenHeight": view["height"]}
        await tab.devtools.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": False})
    return tab.devtools
