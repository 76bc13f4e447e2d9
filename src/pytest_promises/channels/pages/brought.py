"""A page that somebody else has brought to some state, read as it is: nothing is loaded, clicked or scrolled.

It is any object with the methods of Playwright's synchronous pages; Playwright itself is not imported. Its scripts have
no timeout: one is only run in a frame that has a document, since it would wait for one that never comes.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import iscoroutinefunction
from typing import Any

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.errors import GONE, NAVIGATED
from pytest_promises.channels.markup.walls import instead
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.pages.in_page import FRAME, argument, script
from pytest_promises.channels.pages.live_pages import Element, Frame, Locator, Page
from pytest_promises.channels.pages.sights import Sight, one_sight
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap

_CHOSEN = "the locator"
_STATE = "() => [document.readyState, document.documentElement?.lang || '']"
_IS_AWAITED = "element => element.loading !== 'lazy'"
_ON_CHOSEN = "(chosen, json) => {}(json, chosen)"
_TELLING = ("main_frame", "child_frames", "element_handles")
_LONGEST_LANG = 35


@dataclass(frozen=True, slots=True)
class Moment:
    """What a page shows at one moment, in which language it says that it is, and whether it is still arriving."""

    sight: Sight
    lang: str
    arriving: bool
    url: str


class Brought:
    """A page, a frame or a locator that a test has brought.

    Raises `TypeError` for anything else, such as an asynchronous page.
    """

    def __init__(self, given: Page | Frame | Locator) -> None:
        if not any(hasattr(type(given), name) for name in _TELLING):
            raise TypeError(f"{type(given).__name__} is nothing to read: give a page, a frame or a locator")
        if iscoroutinefunction(getattr(given, "evaluate", None)):
            raise TypeError("an asynchronous page cannot be read: give one of Playwright's synchronous API")
        self._given: Any = given
        self._page: Any = getattr(given, "page", given)

    def look(self) -> Moment:
        """Return what is shown now.

        Raises `HearingError` when the page is gone, has nowhere what the locator means, or goes elsewhere meanwhile
        (then it is transient).
        """
        try:
            frame = self._frame
            ready, lang = frame.evaluate(_STATE)
            sight = self._sight(frame)
            return Moment(sight, str(lang)[:_LONGEST_LANG], ready == "loading" or _is_awaited(frame), frame.url)
        except Exception as error:
            mishap = _mishap(error)
            if mishap is None:
                raise
            raise HearingError(mishap) from error

    def pause(self, seconds: float) -> None:
        """Let the page go on for a while; returns at once when it is gone."""
        try:
            self._page.wait_for_timeout(seconds * 1000)
        except Exception as error:
            if _mishap(error) is None:
                raise

    def hearing(self, moment: Moment, channel: str, fetched_at: str) -> Hearing:
        """Return what the moment says, under a channel's name.

        It is a mishap for a page with nothing on it, or with something in its place.
        """
        url = shown(moment.url)
        evidence = Evidence(url, url, None, fetched_at, locale=moment.lang, view="browser", browser=self._browser)
        if self._elements is not None:
            return moment.sight.hearing(channel, _CHOSEN, evidence)
        mishap = instead(moment.sight.look(moment.url, moment.url))
        if mishap is not None:
            return Hearing(channel, evidence=evidence, mishap=mishap)
        return moment.sight.hearing(channel, "", evidence)

    @property
    def _elements(self) -> Callable[[], Sequence[Element]] | None:
        return getattr(self._given, "element_handles", None)

    @property
    def _frame(self) -> Frame:
        if self._elements is None:
            frame: Frame = getattr(self._given, "main_frame", self._given)
            return frame
        found = self._elements()
        home = found[0].owner_frame() if found else None
        if home is None:
            raise failed(
                Cause.MISSING, "The locator matches nothing on the page.", "Correct it, or bring the page there."
            )
        return home

    @cached_property
    def _browser(self) -> str:
        browser = self._page.context.browser
        return f"{browser.browser_type.name} {browser.version}" if browser is not None else ""

    def _sight(self, frame: Frame) -> Sight:
        asked = argument(scrolled=True)
        if self._elements is None:
            said, withins = frame.evaluate(script(), asked), tuple[str, ...]()
        else:
            said, withins = self._given.evaluate_all(_ON_CHOSEN.format(script()), asked), (_CHOSEN,)
        sight = one_sight(said, "", withins)
        for part in _inner(frame, withins) if sight.frames else ():
            sight = sight.joined(part)
        return sight


def _inner(frame: Frame, withins: tuple[str, ...]) -> Iterator[Sight]:
    """Yield the sights of the frames in a frame that has been read, outer ones first."""
    for child in filter(_has_document, frame.child_frames):
        try:
            context = child.frame_element().evaluate(FRAME)
            if isinstance(context, str):
                asked = argument(scrolled=True, context=json.loads(context))
                sight = one_sight(child.evaluate(script(), asked), child.url, withins)
                yield sight
                yield from _inner(child, withins) if sight.frames else ()
        except Exception as error:
            # A frame that goes elsewhere shows nothing, and keeps nobody from the rest of the page.
            if not NAVIGATED.search(str(error)):
                raise


def _has_document(frame: Frame) -> bool:
    """Tell whether any document of a frame has arrived: until then it has no address."""
    return bool(frame.url)


def _is_awaited(frame: Frame) -> bool:
    """Tell whether a frame in a frame is still to come: one that is lazy comes when it is scrolled to, if ever."""
    missing = (child for child in frame.child_frames if not _has_document(child))
    return any(child.frame_element().evaluate(_IS_AWAITED) for child in missing)


def _mishap(error: Exception) -> Mishap | None:
    """Return why a page could not be read, or `None` for an error that is the caller's own."""
    if not type(error).__module__.startswith("playwright"):
        return None
    text = str(error)
    if NAVIGATED.search(text):
        return Mishap(
            Cause.REDIRECTS, "The page goes elsewhere all the time.", "Wait until it is there.", transient=True
        )
    if GONE.search(text):
        return Mishap(Cause.CRASHED, "The page has been closed, or its browser died.", "Give a page that is open.")
    return None
