"""The pages of a site: listed by its sitemaps, or found by following links, each heard by a load that all share."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urlsplit, urlunsplit

from pytest_promises.channels.addresses import host_of, shown
from pytest_promises.channels.http.fetching import Document, fetch
from pytest_promises.channels.http.hosts import matches
from pytest_promises.channels.mishaps import failed
from pytest_promises.channels.page import PageChannel
from pytest_promises.channels.sites.files import Listed, Listing, in_locale, listing
from pytest_promises.channels.sites.options import SitemapOptions
from pytest_promises.hookspecs import Order, Services
from pytest_promises.model.hearing import Cause, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel

_ACCEPT = "application/xml, text/xml, text/html;q=0.9, text/plain;q=0.8, */*;q=0.1"
_MOST_FILES = 100
_MOST_LISTED = 200_000
_MEDIA = frozenset(
    {"avi", "bmp", "gif", "ico", "jpeg", "jpg", "mov", "mp3", "mp4", "mpg", "ogg", "png", "svg", "wav", "webm", "webp"}
)
_DOCUMENTS = frozenset({"csv", "doc", "docx", "epub", "ics", "ods", "odt", "pdf", "ppt", "pptx", "txt", "xls", "xlsx"})
_FILES = frozenset(
    {
        "7z",
        "css",
        "eot",
        "exe",
        "gz",
        "js",
        "json",
        "otf",
        "rar",
        "rss",
        "tar",
        "tgz",
        "ttf",
        "woff",
        "woff2",
        "xml",
        "zip",
    }
)
_NO_PAGES = _MEDIA | _DOCUMENTS | _FILES
_PAGES = PageChannel()


@dataclass(frozen=True, slots=True)
class Found:
    """The pages that a site has, and what kept more of them from being known."""

    pages: tuple[Listed, ...]
    flaws: tuple[Mishap, ...] = ()
    is_page: bool = False


class Sitemaps:
    """Reads the sitemaps that an address leads to; `first` is the document at the address itself."""

    def __init__(self, target: Target, services: Services) -> None:
        self._target = target
        self._services = services
        self.first: Document | None = None

    async def read(self) -> Found:
        """Return what all the sitemaps list; raises `HearingError` when the first document cannot be had."""
        start = await self._listing(self._target.url)
        pages, flaws = list(start.pages), list[Mishap]()
        waiting, known = list(start.sitemaps), {self._target.url}
        while waiting:
            url = waiting.pop(0)
            if url in known:
                continue
            if len(known) > _MOST_FILES or len(pages) > _MOST_LISTED:
                flaws.append(_too_many_files(self._target.url))
                break
            known.add(url)
            try:
                further = await self._listing(url)
            except HearingError as error:
                flaws.append(replace(error.mishap, transient=False))
                continue
            pages += further.pages
            waiting += further.sitemaps
        return Found(tuple(pages[:_MOST_LISTED]), tuple(flaws), start.is_page)

    async def _listing(self, url: str) -> Listing:
        document = await fetch(self._target, self._services, accept=_ACCEPT, url=url)
        self.first = self.first or document
        if document.refusal is not None:
            raise HearingError(document.refusal)
        limit = self._services.settings.max_bytes
        # A large sitemap takes a second to read: meanwhile the other loads go on.
        return await asyncio.to_thread(listing, document.body, document.content_type, document.final_url, limit)


def chosen(found: Found, options: SitemapOptions, locale: str, target: Target) -> Found:
    """Return the pages that a channel hears, and what keeps others from being heard.

    Raises `HearingError` when there is none: why a sitemap could not be had, else `EMPTY`.
    """
    listed = in_locale(found.pages, locale)
    wanted = [url for url in listed if options.wants(url)]
    named = [url for url in wanted if _is_named(url, target)]
    if not wanted:
        if found.flaws:
            raise HearingError(found.flaws[0])
        which = " that the channel asks for" if listed or found.pages else ""
        message = f"{shown(target.url)} lists no page{which}."
        raise failed(Cause.EMPTY, message, "Look at the sitemap; correct `under:`, `exclude:` or the locale.")
    elsewhere = sorted({host_of(url) for url in wanted} - {host_of(url) for url in named})
    flaws = [*found.flaws, *([_elsewhere(elsewhere, target)] if elsewhere else [])]
    if len(named) > options.at_most:
        flaws.append(_too_many(len(named), options.at_most, target))
    return Found(tuple(map(Listed, named[: options.at_most])), tuple(flaws))


def order_for(url: str, channel: Channel, options: SitemapOptions, target: Target) -> Order:
    """Return the order of one page, so written that it shares the load of a `page` channel for it.

    Raises `HearingError` (`MALFORMED`) for what is no address.
    """
    origin = urlunsplit((*urlsplit(target.url)[:2], "", "", ""))
    address = url.removeprefix(origin) or "/" if url.startswith(f"{origin}/") else url
    page = Channel(
        f"{channel.name} {address}",
        "page",
        address,
        locale=channel.locale,
        site=channel.site,
        options=options.of_page(),
        location=channel.location,
    )
    own = _PAGES.target(page, origin)
    access = target.access if own.host == target.host else target.access.anonymous()
    return Order(replace(own, access=access), (page,))


async def crawl(channel: Channel, options: SitemapOptions, target: Target, services: Services) -> Found:
    """Return the pages that links lead to from the target, below its folder or what the channel says.

    Pages are heard as their server sends them; links with a query, and to what is no page, are not followed.
    """
    folder = urlsplit(target.url).path.rpartition("/")[0] + "/"
    options = options if options.under else replace(options, under=folder)
    waiting, known, left_over = [target.url], {target.url: None}, False
    while waiting:
        heard = await _hear(waiting, channel, options, target, services)
        links = [urldefrag(link)[0] for hearing in heard for link in hearing.links]
        new = [url for url in dict.fromkeys(links) if url not in known and _is_page(url, options, target)]
        room = options.at_most - len(known)
        left_over = left_over or len(new) > room
        waiting = new[:room]
        known |= dict.fromkeys(waiting)
    flaws = (_too_many(None, options.at_most, target),) if left_over else ()
    return Found(tuple(map(Listed, known)), flaws)


async def _hear(
    urls: Iterable[str], channel: Channel, options: SitemapOptions, target: Target, services: Services
) -> list[Hearing]:
    # Written like the pages' own orders, where those are read over HTTP too: then one load is both.
    asked = options if options.view == "http" else replace(options, view="http", within="")
    orders = [(order_for(url, channel, asked, target), _PAGES) for url in urls]
    return [hearing for group in await services.hear_all(orders) for hearing in group]


async def hear_pages(orders: Sequence[Order], services: Services) -> Sequence[Hearing]:
    """Return the hearing of each page."""
    return [group[0] for group in await services.hear_all([(order, _PAGES) for order in orders])]


def _is_page(url: str, options: SitemapOptions, target: Target) -> bool:
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return not parts.query and ending not in _NO_PAGES and host_of(url) == target.host and options.wants(url)


def _is_named(url: str, target: Target) -> bool:
    host = host_of(url)
    return host == target.host or matches(host, target.access.hosts)


def _elsewhere(hosts: Sequence[str], target: Target) -> Mishap:
    names = ", ".join(hosts[:5])
    message = f"{shown(target.url)} lists pages on hosts that the spec does not name: {names}."
    return Mishap(Cause.DENIED, message, "If that is right, add them to `access: {hosts: [...]}`.")


def _too_many(count: int | None, most: int, target: Target) -> Mishap:
    what = f"lists {count:,} pages" if count is not None else "leads to more pages"
    message = f"{shown(target.url)} {what}, of which {most:,} were heard."
    return Mishap(Cause.TOO_LARGE, message, "Raise `at_most:`, or narrow it with `under:` and `exclude:`.")


def _too_many_files(url: str) -> Mishap:
    message = f"{shown(url)} leads to more than {_MOST_FILES} sitemaps, or {_MOST_LISTED:,} pages."
    return Mishap(Cause.TOO_LARGE, message, "Point the channel at one of its sitemaps.")
