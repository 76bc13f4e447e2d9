"""The `inbox` channel: what the newest mail that matches says to whoever gets it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from pytest_promises.channels.addresses import host_of, scheme_of
from pytest_promises.channels.mail.schema import SCHEMA
from pytest_promises.channels.mishaps import failed
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Cause, Hearing, Target
from pytest_promises.model.promise import Channel


class InboxChannel(ChannelType):
    """Hears mail; channels that look for different mails in one mailbox share one look into it."""

    kind = "inbox"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        from pytest_promises.channels.mail.options import problem

        return problem(options)

    def target(self, channel: Channel, site: str) -> Target:  # noqa: ARG002 - a mailbox is below no site
        """Return the mailbox to look into.

        Raises `HearingError` (`MALFORMED`) for an address that is neither IMAP nor a path.
        """
        from pytest_promises.channels.mail.options import options_of

        options = options_of(channel)
        address = channel.address.strip()
        scheme = scheme_of(address)
        variant = tuple((name, value) for name in ("folder", "user") if (value := getattr(options, name)))
        if scheme in {"imap", "imaps"}:
            return Target(self.kind, address, host_of(address), variant)
        if scheme:
            message = f"An address that begins with {scheme}: is no mailbox."
            raise failed(Cause.MALFORMED, message, "Write imaps://user@host/FOLDER, or the path of a Maildir.")
        return Target(self.kind, str(Path(channel.location.file).parent / address), "", variant)

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a mailbox is opened when it is looked into."""

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Look into the mailbox once and return one hearing a channel."""
        import asyncio

        from pytest_promises.channels.aside import aside
        from pytest_promises.channels.http.hosts import refuse_unnamed
        from pytest_promises.channels.mail.looking import look

        settings = services.settings
        if order.target.host:
            refuse_unnamed(order.target.url, order.target, settings)
        work = partial(look, order, services.now(), settings.timeout, settings.max_bytes, _keeping(services))
        try:
            async with asyncio.timeout(settings.timeout):
                return await aside(work, "inbox")
        except TimeoutError as error:
            message = f"The mailbox could not be read within {settings.timeout:g} seconds."
            raise failed(Cause.TIMEOUT, message, "See whether its server is slow, or allow more time.") from error


def _keeping(services: Services) -> Callable[[str], str]:
    if not services.settings.documents:
        return lambda _: ""
    return lambda mail: services.keep(mail.encode("utf-8", "replace"), "message/rfc822")


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `inbox` channel."""
    return [InboxChannel()]
