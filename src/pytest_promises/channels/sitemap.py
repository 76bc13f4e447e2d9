"""The `sitemap` channel: all pages of a site, or of a part of it, as one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.sites.options import SCHEMA, options_of
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel

if TYPE_CHECKING:
    from pytest_promises.channels.sites.pages import Found


class SitemapChannel(ChannelType):
    """Hears every page that a sitemap lists, or that links lead to; its pages share the loads of `page` channels."""

    kind = "sitemap"
    schema: Mapping[str, object] = SCHEMA

    def target(self, channel: Channel, site: str) -> Target:
        """Return the sitemap or first page, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        return Target(self.kind, url, host_of(url), (("locale", channel.locale),) if channel.locale else ())

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Start the browser, for pages that are seen in one."""
        if options_of(channel).view == "browser":
            from pytest_promises.channels.pages import visits

            await visits.prepare("", services)

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - every site has more than one page
        """Return that one page may fail while the others are heard."""
        return True

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Find the pages, have them heard, and return one hearing a channel.

        Raises `HearingError` when the first document cannot be had.
        """
        from pytest_promises.channels.sites.pages import Sitemaps

        fetched_at = services.now()
        sitemaps = Sitemaps(order.target, services)
        found = await sitemaps.read()
        first = sitemaps.first
        evidence = Evidence(
            url=shown(order.target.url),
            final_url=shown(first.final_url) if first else "",
            status=first.status if first else None,
            fetched_at=fetched_at,
            locale=dict(order.target.variant).get("locale", ""),
            seconds=first.seconds if first else 0.0,
        )
        hearings = [await _hearing(channel, found, order.target, services) for channel in order.channels]
        views = {channel.name: options_of(channel).view for channel in order.channels}
        return tuple(replace(one, evidence=replace(evidence, view=views[one.channel])) for one in hearings)


async def _hearing(channel: Channel, found: "Found", target: Target, services: Services) -> Hearing:
    from pytest_promises.channels.sites.pages import chosen, crawl, hear_pages, order_for

    options = options_of(channel)
    try:
        if found.is_page:
            picked = await crawl(channel, options, target, services)
        else:
            picked = chosen(found, options, channel.locale, target)
        orders = [order_for(page.url, channel, options, target) for page in picked.pages]
    except HearingError as error:
        return Hearing(channel.name, mishap=error.mishap)
    return _joined(channel, await hear_pages(orders, services), picked.flaws, [order.target.url for order in orders])


def _joined(channel: Channel, pages: Sequence[Hearing], flaws: Sequence[Mishap], urls: Sequence[str]) -> Hearing:
    """Return what all pages say as one: each passage tells its page, and each page that failed is a flaw."""
    lacking = [*flaws, *(replace(page.mishap, transient=False) for page in pages if page.mishap)]
    lacking += [flaw for page in pages for flaw in page.flaws]
    if all(page.mishap for page in pages):
        first = next(page.mishap for page in pages if page.mishap)
        message = f"None of {len(pages)} pages could be heard. {first.message}"
        return Hearing(channel.name, mishap=replace(first, message=message, transient=False))
    passages = tuple(
        replace(passage, url=page.evidence.final_url or shown(url))
        for page, url in zip(pages, urls, strict=True)
        for passage in page.passages
    )
    return Hearing(channel.name, passages, flaws=tuple(dict.fromkeys(lacking)))


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `sitemap` channel."""
    return [SitemapChannel()]
