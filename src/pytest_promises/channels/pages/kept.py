"""What is kept of a page that was read: its markup, a picture of it, and where in that the words stand."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pytest_promises._version import __version__
from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.capture import MEDIA_TYPE
from pytest_promises.channels.browser.layout import Told
from pytest_promises.channels.browser.pictures import NoPictureError, Picture, picture_of
from pytest_promises.channels.browser.tab import NavigatedError, Tab
from pytest_promises.channels.pages.sights import Sight
from pytest_promises.hookspecs import Keeper, Services
from pytest_promises.model.hearing import Evidence, HearingError
from pytest_promises.model.statement import Passage

_log = logging.getLogger(__name__)
_PATIENCE = 5.0
_SHORTEST = 0.5
"""Seconds that a picture must have, of what is left of a load: it is not worth losing what else is to be heard."""


@dataclass(frozen=True, slots=True)
class Kept:
    """References to what is kept, as `Evidence` has them; `wrong` are selectors to be masked that are none."""

    screenshot: str = ""
    layout: str = ""
    document: str = ""
    wrong: tuple[str, ...] = ()

    def on(self, evidence: Evidence) -> Evidence:
        """Return the evidence of what was read on the page, with this."""
        return replace(evidence, screenshot=self.screenshot, layout=self.layout, document=self.document)


async def keep_page(
    tab: Tab, sight: Sight | None, mask: Sequence[str], services: Services, left: float, *, stays: bool = True
) -> Kept:
    """Keep what the run wants of a page; `left` are the seconds that are left of the load.

    `sight` is what was seen last, where there is to be a picture of it, and `mask` are selectors of what that may not
    show; a page that `stays` is looked at again afterwards. Never raises: what cannot be had is not kept.
    """
    settings = services.settings
    seconds = min(_PATIENCE, left / 4)
    if seconds < _SHORTEST or not (settings.screenshots or settings.documents):
        return Kept()
    markup = await _markup(tab, seconds) if settings.documents else ""
    if not settings.screenshots or sight is None:
        return await asyncio.to_thread(_keep, None, markup, "", services)
    said = await asyncio.to_thread(told, sight, services)
    key = _looks(tab, said, mask, markup)
    if key and (seen := services.recall(key)):
        kept = await asyncio.to_thread(_keep, None, markup, "", services)
        return replace(kept, screenshot=seen[0], layout=seen[1])
    try:
        picture = await picture_of(tab, said, mask, seconds, stays=stays)
    except NoPictureError as error:
        _log.info("there is no picture of %s: %s", shown(tab.url), error)
        return replace(await asyncio.to_thread(_keep, None, markup, "", services), wrong=error.selectors)
    return await asyncio.to_thread(_keep, picture, markup, key, services)


def _looks(tab: Tab, said: Sequence[Told], mask: Sequence[str], markup: str) -> str:
    """Return all that a picture depends on that can be known, or `""` where that is not enough.

    A page that says the same in the same markup, seen in the same way, looks as it did: taking a picture costs more
    than all the rest of its visit. Where it is served from is seen nowhere in it.
    """
    if not markup:
        return ""
    known = repr((__version__, tab.view, tab.page.viewport_size, said, tuple(mask), markup))
    host = urlsplit(tab.url).netloc
    return known.replace(host, "") if host else known


def told(sight: Sight, keeper: Keeper) -> tuple[Told, ...]:
    """Return what each frame says that was read, with what nobody may see of it; the main frame first."""
    said: dict[int, list[Passage]] = {number: [] for number in sight.read}
    for tagged in sight.passages:
        said[tagged.frame].append(tagged.passage)
    return tuple(
        Told(number, tuple(passages), tuple(keeper.masks(passage.text) for passage in passages))
        for number, passages in said.items()
    )


async def _markup(tab: Tab, seconds: float) -> str:
    try:
        async with asyncio.timeout(seconds):
            return await tab.content()
    except (TimeoutError, NavigatedError, HearingError):
        return ""


def _keep(picture: Picture | None, markup: str, key: str, keeper: Keeper) -> Kept:
    kept = Kept(
        screenshot=keeper.keep(picture.image, MEDIA_TYPE) if picture else "",
        layout=keeper.keep(picture.layout, "application/json") if picture else "",
        document=keeper.keep(markup.encode("utf-8", "replace"), "text/html") if markup else "",
    )
    if key and kept.screenshot and kept.layout:
        keeper.remember(key, (kept.screenshot, kept.layout))
    return kept
