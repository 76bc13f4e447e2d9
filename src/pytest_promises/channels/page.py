"""The `page` channel: what a page of the service says, in a browser or over plain HTTP."""

from collections.abc import Mapping, Sequence

from pytest_promises.channels.addresses import absolute, host_of
from pytest_promises.channels.pages import options as page_options
from pytest_promises.channels.pages.options import options_of
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Hearing, Target
from pytest_promises.model.promise import Channel


class PageChannel(ChannelType):
    """Hears web pages; channels that differ in `within:` or `open:` alone share one load."""

    kind = "page"
    schema: Mapping[str, object] = page_options.SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return page_options.problem(options)

    def target(self, channel: Channel, site: str) -> Target:
        """Return the page to load, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        options = options_of(channel)
        url = absolute(channel.address, site)
        plain = options.view == "http"
        variant = {
            "at": "" if plain else options.at,
            "device": options.device,
            "engine": "" if plain else options.engine,
            "locale": channel.locale,
            # What a page shows and what its data says come of one load.
            "view": "http" if plain else "browser",
            "wait_for": "" if plain else options.wait_for,
        }
        return Target("page", url, host_of(url), tuple(sorted((k, v) for k, v in variant.items() if v)))

    def in_parts(self, channel: Channel) -> bool:
        """Return whether it is the page's data that is heard: a malformed block of it is told, and hides no other."""
        return options_of(channel).view == "structured"

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser, for a channel that is seen in one."""
        options = options_of(channel)
        if options.view != "http":
            from pytest_promises.channels.pages import visits

            await visits.prepare(options.engine, services)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the page once and return one hearing a channel."""
        if dict(order.target.variant).get("view") == "http":
            from pytest_promises.channels.pages import plain as web

            return await web.hear(order, services)
        from pytest_promises.channels.pages import visits

        return await visits.hear(order, services)


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `page` channel."""
    return [PageChannel()]
