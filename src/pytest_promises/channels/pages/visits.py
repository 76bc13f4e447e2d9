"""A page visited in the browser: settled, read, clicked open and read again, for all who want to hear it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import perf_counter

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.guard import Guard
from pytest_promises.channels.browser.relay import relay
from pytest_promises.channels.browser.session import Session, is_dead, session_for
from pytest_promises.channels.browser.tab import Answer, NavigatedError, Tab
from pytest_promises.channels.browser.traces import traced
from pytest_promises.channels.http.client import own_headers
from pytest_promises.channels.markup.walls import instead, likelier
from pytest_promises.channels.mishaps import going_round, no_page, status_mishap, timed_out, too_large
from pytest_promises.channels.pages.clicks import A_CLICK, Clicks
from pytest_promises.channels.pages.conversations import FIELDS, answers, greeting, no_field, not_probed
from pytest_promises.channels.pages.kept import keep_page
from pytest_promises.channels.pages.looking import MOST_NAVIGATIONS, Look, closer
from pytest_promises.channels.pages.options import PageOptions, options_of, wrong_selector
from pytest_promises.channels.pages.sights import Sight
from pytest_promises.channels.schema_org.options import hears_data, listen
from pytest_promises.hookspecs import Order, Services
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

_log = logging.getLogger(__name__)
Asked = tuple[Channel, PageOptions]
"""A channel and what it asks of the page."""

_PATIENCE = 10.0
_POLL = 0.05


async def hear(order: Order, services: Services) -> Sequence[Hearing]:
    """Load the order's page once in the browser and return one hearing a channel.

    Raises `HearingError` when there is no page, or something else in its place.
    """
    key, session = await session_for(dict(order.target.variant).get("engine", ""), services)
    own, ask = own_headers(order.target.access), await relay(order.target, services)
    try:
        async with (
            session.tab(Guard(order.target, services.settings, own, ask)) as tab,
            traced(tab, services) as trace,
        ):
            heard = await Visit(order, services, session, tab).hear()
        return [replace(one, evidence=replace(one.evidence, trace=trace.ref)) for one in heard]
    except HearingError as error:
        if is_dead(error, session):
            await services.discard(key)
        raise


async def prepare(engine: str, services: Services) -> None:
    """Start the browser of an engine (`""`: the user's), so that the first load finds it running."""
    await session_for(engine, services)


@dataclass(slots=True)
class Visit:
    """One load of a page: what is known of it while it lasts."""

    order: Order
    services: Services
    session: Session
    tab: Tab
    began: float = field(default_factory=perf_counter)
    fetched_at: str = ""
    status: int | None = None
    origin: float = 0.0
    left_the_page: bool = False
    clicks: Clicks = field(init=False)
    heard: dict[str, Hearing] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the page."""
        return self.order.target.url

    @property
    def left(self) -> float:
        """The seconds that are left for this load."""
        return max(0.05, self.services.settings.timeout - (perf_counter() - self.began))

    async def hear(self) -> tuple[Hearing, ...]:
        """Return what each channel of the order hears; raises `HearingError` when none can."""
        self.fetched_at = self.services.now()
        asked = tuple((channel, options_of(channel)) for channel in self.order.channels)
        try:
            async with asyncio.timeout(self.services.settings.timeout):
                await self._hear(asked)
        except TimeoutError as error:
            late = timed_out(self.url, self.services.settings.timeout)
            if not self.heard:
                raise late from error
            # What was read before a click that led nowhere was read all the same.
            rest = [one for one in asked if one[0].name not in self.heard]
            self.heard |= self._unheard(rest, late.mishap)
        return tuple(self.heard[channel.name] for channel, _ in asked)

    async def _hear(self, asked: Sequence[Asked]) -> None:
        listening = [one for one in asked if not one[1].ask]
        asking = [one for one in asked if one[1].ask]
        mishap = await self._arrive()
        for clicks in sorted({options.open for _, options in listening}):
            group = [(channel, options) for channel, options in listening if options.open == clicks]
            mishap = await self._return() if mishap is None else mishap
            if mishap is None:
                self.heard |= await self._read_after(clicks, group)
            else:
                self.heard |= self._unheard(group, mishap)
        for one in asking:
            # Last of all: what is written changes what others would hear.
            mishap = await self._return() if mishap is None else mishap
            heard = self._unheard([one], mishap) if mishap else {one[0].name: await self._ask(*one)}
            self.heard |= heard if mishap else await self._with_evidence([one], heard, None)

    async def _return(self) -> Mishap | None:
        """Go to the page again if a click has left it."""
        return await self._arrive() if self.left_the_page else None

    def _unheard(self, group: Sequence[Asked], mishap: Mishap) -> dict[str, Hearing]:
        evidence = self._evidence(None)
        return {channel.name: Hearing(channel.name, evidence=evidence, mishap=mishap) for channel, _ in group}

    async def _arrive(self) -> Mishap | None:
        """Go to the page; return why what was to be waited for did not come."""
        self.clicks, self.origin, self.left_the_page = Clicks(self.tab), 0.0, False
        await self.services.pace(self.order.target.host, self.order.target.access.rate)
        answer = await self.tab.go(self.url, self.left)
        self._refuse_size(answer)
        mishap = status_mishap(answer.status, answer.url, answer.headers, self.services.now())
        if mishap is not None:
            raise HearingError(await closer(mishap, self._look, self.url))
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in {"", "text/html", "application/xhtml+xml"}:
            raise no_page(answer.url, kind)
        self.status = answer.status
        waiting = dict(self.order.target.variant).get("wait_for", "")
        return await self.clicks.wait_for(waiting, max(0.1, self.left - 1.0)) if waiting else None

    def _refuse_size(self, answer: Answer) -> None:
        limit = self.services.settings.max_bytes
        announced = answer.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > limit:
            raise too_large(self.url, limit)

    async def _read_after(self, clicks: tuple[str, ...], group: Sequence[Asked]) -> dict[str, Hearing]:
        before = (await self.look(())).within("") if any(map(_hears_what_is_new, group)) else ()
        mishap = await self._click_all(clicks) if clicks else None
        if mishap is not None:
            return self._unheard(group, mishap)
        await self._wait_for_chats(group)
        withins = tuple(sorted({options.within for _, options in group if options.within}))
        sight = await self.look(withins)
        refused = self.tab.guard.taken()
        if refused is not None and clicks:
            return self._unheard(group, refused)
        if not clicks:
            self._refuse_other_page(sight, refused)
        if sight.rest == "restless":
            _log.info("%s never came to rest, and was read as it was", shown(self.tab.url))
        self.left_the_page = bool(self.origin) and sight.origin != self.origin
        self.origin = self.origin or sight.origin
        evidence = self._evidence(sight)
        heard = {channel.name: sight.hearing(channel.name, options.within, evidence) for channel, options in group}
        heard |= await self._data([channel for channel, _ in group if hears_data(channel)], evidence)
        chats = {one[0].name: await self._chat(one, heard[one[0].name], before) for one in group if one[1].is_chat}
        return await self._with_evidence(group, heard | chats, None if chats else sight)

    async def _with_evidence(
        self, group: Sequence[Asked], heard: Mapping[str, Hearing], sight: Sight | None
    ) -> dict[str, Hearing]:
        """Keep the page as it is, and say so in what was heard; what happened since `sight` is looked at first."""
        settings = self.services.settings
        if not (settings.screenshots or settings.documents):
            return dict(heard)
        try:
            sight = sight or await self.look(())
        except HearingError:
            return dict(heard)
        # What a page says to machines is not to be seen in a picture.
        pictured = any(not hears_data(channel) for channel, _ in group)
        mask = tuple(dict.fromkeys(one for channel in self.order.channels for one in options_of(channel).mask))
        async with self.session.turn_to_keep(self.left / 4):
            stays = len(self.heard) + len(heard) < len(self.order.channels)
            if not stays:
                self.services.leave()
            kept = await keep_page(self.tab, sight if pictured else None, mask, self.services, self.left, stays=stays)
        known = {name: replace(one, evidence=kept.on(one.evidence)) for name, one in heard.items()}
        wrong = {channel.name: one for channel, options in group for one in options.mask if one in kept.wrong}
        return known | {name: replace(known[name], mishap=wrong_selector("mask", one)) for name, one in wrong.items()}

    async def _data(self, channels: Sequence[Channel], evidence: Evidence) -> Mapping[str, Hearing]:
        """Return what channels hear of the data that the page carries at rest."""
        for _ in range(MOST_NAVIGATIONS if channels else 0):
            try:
                return await listen(channels, await self.tab.content(), evidence, scripted=True)
            except NavigatedError:
                await asyncio.sleep(_POLL)
        return self._unheard([(channel, PageOptions()) for channel in channels], going_round(self.url).mishap)

    async def _wait_for_chats(self, group: Sequence[Asked]) -> None:
        """Give the parts of chats that are to be heard the time to come."""
        for _, options in group:
            if options.is_chat and options.within:
                with suppress(ValueError):
                    await self.clicks.comes_up(options.within, min(_PATIENCE, self.left / 3))

    async def _chat(self, one: Asked, heard: Hearing, before: tuple[Passage, ...]) -> Hearing:
        said = await greeting(self, before) if _hears_what_is_new(one) else heard.passages
        if said or heard.mishap is not None:
            return replace(heard, passages=said)
        message = f"The chat on {shown(self.tab.url)} says nothing by itself."
        remedy = "Open it by hand; ask it something with `ask:`, or correct the selectors."
        return replace(heard, mishap=Mishap(Cause.EMPTY, message, remedy))

    async def _ask(self, channel: Channel, options: PageOptions) -> Hearing:
        if not self.services.settings.probe:
            return self._unheard([(channel, options)], not_probed(channel.name))[channel.name]
        mishap = await self._click_all(options.open) if options.open else None
        if mishap is not None:
            return Hearing(channel.name, evidence=self._evidence(None), mishap=mishap)
        await self._wait_for_chats([(channel, options)])
        try:
            # Before anything is read, which takes far longer: without a field there is nobody to ask.
            if not await self.clicks.comes_up(options.into or FIELDS, min(A_CLICK, self.left / 3)):
                return self._unheard([(channel, options)], no_field(self.tab.url, options))[channel.name]
            said = await answers(self, options)
        except ValueError:
            return self._unheard([(channel, options)], wrong_selector("into", options.into))[channel.name]
        except HearingError as error:
            return Hearing(channel.name, evidence=self._evidence(None), mishap=error.mishap)
        return Hearing(channel.name, said, evidence=self._evidence(None))

    def _refuse_other_page(self, sight: Sight, refused: Mishap | None) -> None:
        """Raise `HearingError` when the page has gone to one that failed, or something stands in its place."""
        if refused is not None:
            raise HearingError(refused)
        failure = status_mishap(sight.status, self.tab.url, {}, self.services.now()) if sight.status else None
        found = instead(sight.look(self.url, self.tab.url))
        mishap = likelier(failure, found)
        if mishap is not None:
            raise HearingError(mishap)

    async def _click_all(self, selectors: tuple[str, ...]) -> Mishap | None:
        self.origin = await self._look.hide_banners() or self.origin
        return await self.clicks.open(selectors, lambda: self.left)

    async def look(self, withins: tuple[str, ...]) -> Sight:
        """Read all frames once the page is quiet; raises `HearingError`."""
        return await self._look.sight(withins)

    @property
    def _look(self) -> Look:
        return Look(self.tab, self.left, self.services.settings.max_bytes)

    def _evidence(self, sight: Sight | None) -> Evidence:
        variant = dict(self.order.target.variant)
        return Evidence(
            url=shown(self.url),
            final_url=shown(self.tab.url),
            status=(sight.status if sight else None) or self.status,
            fetched_at=self.fetched_at,
            locale=variant.get("locale", ""),
            device=variant.get("device", ""),
            view="browser",
            browser=self.session.name,
            seconds=perf_counter() - self.began,
        )


def _hears_what_is_new(one: Asked) -> bool:
    return one[1].is_chat and not one[1].within
