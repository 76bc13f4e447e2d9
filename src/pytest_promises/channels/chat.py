"""The `chat` channel: how a chat greets, and what it answers to a question."""

from collections.abc import Mapping, Sequence

from pytest_promises.channels.addresses import absolute, host_of
from pytest_promises.channels.pages import chat_options
from pytest_promises.channels.pages.options import options_of
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.promise import Channel


class ChatChannel(ChannelType):
    """Hears a chat on a page; it shares the load of that page with whoever else hears it."""

    kind = "chat"
    schema: Mapping[str, object] = chat_options.SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return chat_options.problem(options)

    def target(self, channel: Channel, site: str) -> Target:
        """Return the page that the chat is on, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        options = options_of(channel)
        url = absolute(channel.address, site)
        variant = {
            "at": options.at,
            "device": options.device,
            "engine": options.engine,
            "locale": channel.locale,
            "view": "browser",
        }
        return Target("page", url, host_of(url), tuple(sorted((k, v) for k, v in variant.items() if v)))

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser."""
        from pytest_promises.channels.pages import visits

        await visits.prepare(options_of(channel).engine, services)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the page once, open the chat and return one hearing a channel."""
        from pytest_promises.channels.pages import visits

        return await visits.hear(order, services)


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `chat` channel."""
    return [ChatChannel()]
