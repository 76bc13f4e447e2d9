"""The message of a round trip on its way: through a form, or by mail."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from pytest_promises.hookspecs import Services
from pytest_promises.measuring.sampling.forms import Form, Sent, submitted
from pytest_promises.measuring.sampling.round_trip_options import TOKEN
from pytest_promises.model.hearing import Target
from pytest_promises.model.promise import Channel

MARK: Mapping[str, str] = {"X-Promises-Probe": "round-trip"}
"""The header field that marks what is sent as a test, where a spec names none."""


def filled(value: object, token: str) -> object:
    """Return an option with the token in its place."""
    return value.replace(TOKEN, token) if isinstance(value, str) else value


@asynccontextmanager
async def sent_by(channel: Channel, target: Target, token: str, services: Services) -> AsyncIterator[Sent]:
    """Send what a probe sends, and keep its page open meanwhile.

    Raises `HearingError` when it cannot be sent.
    """
    from pytest_promises.channels.aside import aside
    from pytest_promises.channels.http.hosts import refuse_forbidden
    from pytest_promises.measuring.sampling.letters import Letter, Post, send

    given, marks = channel.options, _texts(channel.options.get("marked", MARK))
    if "form" in given:
        fields = {name: str(filled(text, token)) for name, text in _texts(given["form"]).items()}
        form = Form(fields, str(given["submit"]), str(given.get("confirmation", "")), marks)
        async with submitted(form, target, services) as sent:
            yield sent
        return
    told = {name: str(filled(given.get(name, ""), token)) for name in ("sender", "title", "text")}
    refuse_forbidden(str(given["smtp"]), services.settings)
    letter = Letter(told["sender"], target.url.partition(":")[2], told["title"], told["text"], marks)
    user, password = (str(given.get(name, "")) for name in ("smtp_user", "smtp_password"))
    post = Post(str(given["smtp"]), user, password, target.access.ca_certificates)
    yield Sent(await aside(partial(send, letter, post, services.settings.timeout), "smtp"), _nothing)


async def _nothing() -> str:
    return ""


def _texts(given: object) -> Mapping[str, str]:
    return {str(name): str(text) for name, text in given.items()} if isinstance(given, Mapping) else {}
