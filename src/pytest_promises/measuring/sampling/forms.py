"""A form that is filled in and sent as a customer does it: in the browser."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, HearingError, Target

if TYPE_CHECKING:
    from pytest_promises.channels.browser.acting import Actor
    from pytest_promises.channels.browser.tab import Tab
    from pytest_promises.channels.pages.ground import Ground


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is on its way: when it was sent, by `time.monotonic`, and what its page `shows` since.

    `shows` raises `HearingError` when the server has failed meanwhile.
    """

    at: float
    shows: Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """What goes into which field, what is clicked then, and the words (`""`: any) that say that it was sent.

    Fields are named as `Fields` knows them, a button by its name or a CSS selector that begins with `#`, `.` or `[`.
    `headers` go along to the page's host.
    """

    fields: Mapping[str, str]
    submit: str
    confirmation: str
    headers: Mapping[str, str]


@asynccontextmanager
async def submitted(form: Form, target: Target, services: Services) -> AsyncIterator[Sent]:
    """Send a form, and keep its page open meanwhile.

    Raises `HearingError`: what keeps the page from being loaded, or stands in its place; `MISSING` for a field or a
    button that is not there, for what the browser does not send, or for a confirmation that does not come.
    """
    from pytest_promises.channels.browser.guard import Guard
    from pytest_promises.channels.browser.relay import relay
    from pytest_promises.channels.browser.session import is_dead, session_for
    from pytest_promises.channels.http.client import own_headers
    from pytest_promises.channels.pages.ground import Ground

    key, session = await session_for("", services)
    own = {**own_headers(target.access), **{name.lower(): value for name, value in form.headers.items()}}
    try:
        async with session.tab(Guard(target, services.settings, own, await relay(target, services)), fresh=True) as tab:
            yield await _send(form, tab, Ground(tab, target, services), services.settings.timeout)
    except HearingError as error:
        if is_dead(error, session):
            await services.discard(key)
        raise


async def _send(form: Form, tab: "Tab", ground: "Ground", seconds: float) -> Sent:
    from pytest_promises.channels.browser.acting import Actor
    from pytest_promises.channels.browser.observing import StuckError

    actor = Actor(tab)
    await ground.go(ground.target.url, seconds)
    await ground.prepare(seconds, hurried=False)
    try:
        at = await _submit(form, actor, seconds / 2)
        ground.refuse_status()
        if form.confirmation:
            await _confirmed(form, actor, seconds)
    except StuckError as error:
        await ground.refuse(seconds / 2)
        raise failed(Cause.MISSING, f"The form could not be sent: {error}.", "Correct `form:` or `submit:`.") from error
    return Sent(at, partial(_shown, actor, ground))


async def _shown(actor: "Actor", ground: "Ground") -> str:
    ground.refuse_status()
    return await actor.observer.words()


async def _submit(form: Form, actor: "Actor", seconds: float) -> float:
    """Fill in and send; return when."""
    from pytest_promises.channels.browser.fields import Fields, located
    from pytest_promises.channels.browser.locating import Locate
    from pytest_promises.channels.browser.observing import StuckError

    fields = Fields(actor)
    for name, written in form.fields.items():
        await fields.enter(name, written, seconds)
    button = located(form.submit, Locate("role", "button", form.submit))
    refused = await fields.refused(button, seconds)
    if refused:
        raise StuckError(f"the browser does not send it before these are filled in rightly: {', '.join(refused)}")
    at = monotonic()
    await actor.click(button, seconds)
    return at


async def _confirmed(form: Form, actor: "Actor", seconds: float) -> None:
    from pytest_promises.channels.browser.locating import Locate

    await actor.observer.expect(Locate("text", form.confirmation), "", seconds)
