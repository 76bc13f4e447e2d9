"""A form that is filled in and sent as a customer does it: in the browser."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from pytest_promises.channels.mishaps import failed, status_mishap
from pytest_promises.hookspecs import Services
from pytest_promises.model.hearing import Cause, HearingError, Target

if TYPE_CHECKING:
    from pytest_promises.channels.browser.locating import Locate
    from pytest_promises.channels.browser.tab import Tab

_CSS = ("#", ".", "[")


@dataclass(frozen=True, slots=True)
class Form:
    """What is written into which field, what is clicked then, and the words (`""`: any) that say that it was sent.

    A field is named by its label, a button by its name, either by a CSS selector that begins with `#`, `.` or `[`.
    `headers` go along to the page's host.
    """

    fields: Mapping[str, str]
    submit: str
    confirmation: str
    headers: Mapping[str, str]


@asynccontextmanager
async def submitted(form: Form, target: Target, services: Services) -> AsyncIterator[float]:
    """Send a form, and keep its page open meanwhile: the time is when it was sent, by `time.monotonic`.

    Raises `HearingError`: what keeps the page from being loaded, `MISSING` for a field or a button that is not there or
    for a confirmation that does not come.
    """
    from pytest_promises.channels.browser.guard import Guard
    from pytest_promises.channels.browser.relay import relay
    from pytest_promises.channels.browser.session import is_dead, session_for
    from pytest_promises.channels.http.client import own_headers

    key, session = await session_for("", services)
    own = {**own_headers(target.access), **{name.lower(): value for name, value in form.headers.items()}}
    try:
        await services.pace(target.host, target.access.rate)
        async with session.tab(Guard(target, services.settings, own, await relay(target, services)), fresh=True) as tab:
            await _arrive(tab, target.url, services)
            yield await _send(form, tab, services.settings.timeout)
    except HearingError as error:
        if is_dead(error, session):
            await services.discard(key)
        raise


async def _arrive(tab: "Tab", url: str, services: Services) -> None:
    answer = await tab.go(url, services.settings.timeout)
    mishap = status_mishap(answer.status, answer.url, answer.headers, services.now())
    if mishap is not None:
        raise HearingError(mishap)


async def _send(form: Form, tab: "Tab", seconds: float) -> float:
    from pytest_promises.channels.browser.acting import Actor
    from pytest_promises.channels.browser.locating import Locate
    from pytest_promises.channels.browser.observing import StuckError

    actor = Actor(tab)
    try:
        for name, text in form.fields.items():
            await actor.fill(_where(name, Locate("label", name)), text, seconds / 2)
        sent = monotonic()
        await actor.click(_where(form.submit, Locate("role", "button", form.submit)), seconds / 2)
        if form.confirmation:
            await actor.observer.expect(Locate("text", form.confirmation), "", seconds)
    except StuckError as error:
        raise failed(Cause.MISSING, f"The form could not be sent: {error}.", "Correct `form:` or `submit:`.") from error
    return sent


def _where(name: str, usual: "Locate") -> "Locate":
    from pytest_promises.channels.browser.locating import Locate

    return Locate("css", name) if name.startswith(_CSS) else usual
