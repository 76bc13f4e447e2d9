"""The documents that a tab is sent, as its journey goes on."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response

from pytest_promises.channels.browser.tab import Tab


@dataclass(slots=True)
class Documents:
    """What the server last answered to a navigation of a tab; `status` is 0 until it has, `count` tells how often."""

    count: int = 0
    status: int = 0
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def watch(self, tab: Tab) -> None:
        """Note the answers from now on."""
        tab.page.on("response", lambda response: self._note(tab, response))

    def _note(self, tab: Tab, response: Response) -> None:
        # A request of a frame that is gone has no frame to ask for.
        with suppress(PlaywrightError):
            if response.request.is_navigation_request() and response.frame == tab.page.main_frame:
                self.count += 1
                self.status, self.url, self.headers = response.status, response.url, response.headers
