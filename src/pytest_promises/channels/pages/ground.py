"""The page that somebody works on in a tab: gone to, freed of banners, and told from what can stand in its place."""

from dataclasses import dataclass, field

from pytest_promises.channels.browser.arrivals import Documents
from pytest_promises.channels.browser.tab import Tab
from pytest_promises.channels.markup.walls import FEWEST_CHARACTERS, instead, likelier
from pytest_promises.channels.mishaps import failed, status_mishap
from pytest_promises.channels.pages.looking import Look, closer
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, HearingError, Mishap, Target

_NO_PAGE = ("chrome-error:", "about:neterror")
_LATER = 3.0
"""Seconds for a look at a further page: who has come so far need not be as patient with each of them."""
_QUIET = 1.0
"""Seconds for a look at a page that is quiet already, or never will be."""
_PASSWORD = "input[type=password]:visible"  # noqa: S105 - a selector
_CONTROLS = ":is(button, input:not([type=hidden]), select, textarea, [role=button], [contenteditable]):visible"


@dataclass(slots=True)
class Ground:
    """Where somebody stands in a tab: every method takes the seconds that it may wait, and raises `HearingError`.

    A login page is one of the service's own pages as soon as somebody has written a password.
    """

    tab: Tab
    target: Target
    services: Services
    _documents: Documents = field(default_factory=Documents)
    _ready: int = -1
    _worked_at: str = ""
    _wrote_password: bool = False
    _signs_in: bool = False

    def __post_init__(self) -> None:
        """Watch what the tab is sent from now on."""
        self._documents.watch(self.tab)

    async def go(self, url: str, seconds: float) -> None:
        """Go to an address of the service."""
        await self.services.pace(self.target.host, self.target.access.rate)
        answer = await self.tab.go(url, min(self.services.settings.timeout, seconds))
        mishap = status_mishap(answer.status, answer.url, answer.headers, self.services.now())
        if mishap is not None:
            raise HearingError(await closer(mishap, self.look(seconds), url))

    async def prepare(self, seconds: float, *, hurried: bool) -> None:
        """Make the page ready to be worked on: a banner would take the clicks that are meant for it.

        One that is `hurried`, because somebody takes the time, is not waited for until it is quiet.
        """
        if self._ready != self._documents.count:
            patience = seconds if self._ready < 0 else min(seconds, _LATER)
            self._ready = self._documents.count
            await self.look(0.0 if hurried else patience).hide_banners()
            if not hurried:
                await self.refuse_wall(min(seconds, _QUIET))
        self._signs_in = self._signs_in or await self.tab.is_visible(_PASSWORD)

    @property
    def signs_in(self) -> bool:
        """Whether something was done on a page that asks for a password."""
        return self._signs_in

    def worked(self, url: str, *, password: bool) -> None:
        """Note that something was done on the page at that address, and whether that was to write a password."""
        self._worked_at = url
        self._wrote_password = self._wrote_password or password

    async def refuse(self, seconds: float) -> None:
        """Raise when there is no page of the service's here, or something else in its place."""
        refused = self.tab.guard.taken()
        if refused is not None:
            raise HearingError(refused)
        if self.tab.url.startswith(_NO_PAGE):
            message = "The browser came to where it could load no page."
            raise failed(Cause.UNREACHABLE, message, "See whether the service runs well.")
        mishap = likelier(self._failure(), await self._instead(seconds))
        if mishap is not None:
            raise HearingError(mishap)

    def refuse_status(self) -> None:
        """Raise when the server answered with an error, without another look at the page."""
        mishap = self._failure()
        if mishap is not None:
            raise HearingError(mishap)

    def _failure(self) -> Mishap | None:
        last = self._documents
        return status_mishap(last.status, last.url, last.headers, self.services.now()) if last.status else None

    async def refuse_wall(self, seconds: float) -> None:
        """Raise when the page asks whether a person is there: whoever goes on would be judged by that page."""
        found = await self._instead(seconds)
        if found is not None and found.cause is Cause.WALL:
            raise HearingError(found)

    async def _instead(self, seconds: float) -> Mishap | None:
        sight = await self.look(seconds).sight(())
        found = instead(sight.look(self._worked_at or self.target.url, self.tab.url))
        if found is None or (found.cause is Cause.LOGIN and self._wrote_password):
            return None
        wordless = found.cause is Cause.EMPTY and sight.characters < FEWEST_CHARACTERS
        return None if wordless and await self.tab.is_visible(_CONTROLS) else found

    def look(self, seconds: float) -> Look:
        """Return a look at the page that may take so many seconds."""
        return Look(self.tab, min(seconds, self.services.settings.timeout), self.services.settings.max_bytes)
