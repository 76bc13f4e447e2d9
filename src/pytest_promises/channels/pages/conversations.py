"""Questions put to a chat, and what is new on the page after each."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.tab import Tab, UnclickableError
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.pages.options import PageOptions, wrong_selector
from pytest_promises.channels.pages.sights import Sight
from pytest_promises.model.hearing import Cause, HearingError, Mishap
from pytest_promises.model.statement import Passage

FIELDS = (
    ":is(textarea, input:not([type]), input[type=text], [contenteditable=true], [role=textbox])"
    ":not(header *, nav *, [role=search] *)"
)
"""What a question can be written into: a text field, and not the one that the site is searched with."""
_STILL = 1.2
"""Seconds without a new word after which an answer is taken for complete."""
_PATIENCE = 15.0
_POLL = 0.3
_WRITING = 5.0
_MARGIN = 1.5
"""Seconds that are kept back, to tell that nobody answered before the load itself is over."""


class Visit(Protocol):
    """The load of a page with a chat on it."""

    tab: Tab

    @property
    def left(self) -> float:
        """The seconds that are left for the load."""
        ...

    async def look(self, withins: tuple[str, ...]) -> Sight:
        """Read the page once it is quiet."""
        ...


def not_probed(name: str) -> Mishap:
    """Return the mishap of a channel that would have to write to the service."""
    message = f"`ask:` of {name} writes to the service, which this run does not."
    return Mishap(Cause.NOT_PROBED, message, "Run with --promises-probe.")


def no_field(url: str, options: PageOptions, why: str = "it is not there") -> Mishap:
    """Return the mishap of a chat that there is nothing to write a question into."""
    what = f"`into: {options.into}`" if options.into else "a text field"
    message = f"The chat on {shown(url)} takes no question in {what}: {why}."
    return Mishap(Cause.MISSING, message, "Name the field with `into:`, what sends with `send:`.")


def new_passages(before: Iterable[Passage], after: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages whose text is seen more often than before, with at least one letter or digit in it."""
    known = Counter(passage.text for passage in before)
    found = []
    for passage in after:
        known[passage.text] -= 1
        if known[passage.text] < 0 and any(char.isalnum() for char in passage.text):
            found.append(passage)
    return tuple(found)


async def greeting(visit: Visit, before: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Wait for what the chat says by itself; empty when it says nothing for too long."""
    until = perf_counter() + min(_PATIENCE, visit.left / 2)
    while True:
        said = new_passages(before, await _seen(visit, "", "within"))
        if said or perf_counter() > until:
            return said
        await asyncio.sleep(_POLL)


async def answers(visit: Visit, options: PageOptions) -> tuple[Passage, ...]:
    """Ask what is to be asked, as often as it is to be, and return the answers, each led by its question.

    Raises `HearingError`: `MISSING` when there is no field to write into, `EMPTY` when nobody answers.
    """
    heard: list[Passage] = []
    for question in options.ask * options.times:
        heard += [replace(said, lead=said.lead or question) for said in await _answer(visit, options, question)]
    return tuple(heard)


async def _answer(visit: Visit, options: PageOptions, question: str) -> tuple[Passage, ...]:
    scope, option = (options.answer, "answer") if options.answer else (options.within, "within")
    before = await _seen(visit, scope, option)
    await _write(visit, options, question)
    until, since = perf_counter() + min(_PATIENCE, visit.left - _MARGIN), perf_counter()
    said: tuple[Passage, ...] = ()
    while perf_counter() < until:
        seen = new_passages(before, await _seen(visit, scope, option))
        new = tuple(passage for passage in seen if passage.text.strip() != question.strip())
        if new != said:
            said, since = new, perf_counter()
        elif said and perf_counter() - since >= _STILL:
            break
        await asyncio.sleep(_POLL)
    if said:
        return said
    message = f"The chat on {shown(visit.tab.url)} did not answer {question!r}."
    raise failed(Cause.EMPTY, message, "Ask it by hand; name what the answer is in with `answer:`.")


async def _write(visit: Visit, options: PageOptions, question: str) -> None:
    field = options.into or FIELDS
    try:
        await visit.tab.write(field, question, options.send, min(_WRITING, visit.left / 2))
    except UnclickableError as error:
        raise HearingError(no_field(visit.tab.url, options, str(error))) from error


async def _seen(visit: Visit, selector: str, option: str) -> tuple[Passage, ...]:
    sight = await visit.look((selector,) if selector else ())
    if selector and sight.invalid:
        raise HearingError(wrong_selector(option, selector))
    return sight.within(selector)
