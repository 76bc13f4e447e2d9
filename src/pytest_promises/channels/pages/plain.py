"""A page over plain HTTP, without a browser: what its server alone says."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urldefrag, urljoin, urlsplit

from pytest_promises.channels.addresses import shown
from pytest_promises.channels.browser.devices import user_agent_of
from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import Document, fetch
from pytest_promises.channels.http.keeping import keep_text
from pytest_promises.channels.markup.html import Html, InvalidSelectorError
from pytest_promises.channels.markup.walls import instead, look_of
from pytest_promises.channels.mishaps import no_page
from pytest_promises.channels.pages.options import nothing_matches, options_of, problem, wrong_selector
from pytest_promises.channels.schema_org.options import listen
from pytest_promises.hookspecs import Order, Services
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
_PARSE_ASIDE = 200_000
_MOST_LINKS = 2_000
_Part = tuple[tuple[Passage, ...], Mishap | None]


async def hear(order: Order, services: Services) -> Sequence[Hearing]:
    """Load the order's page once over HTTP and return one hearing a channel.

    Raises `HearingError` when there is no page, or something else in its place.
    """
    locale = dict(order.target.variant).get("locale", "")
    fetched_at = services.now()
    device = dict(order.target.variant).get("device", "")
    agent = await user_agent_of(device, services)
    document = await fetch(order.target, services, accept=_ACCEPT, user_agent=agent)
    # A large page takes a second to parse: meanwhile the other loads go on.
    aside = len(document.body) > _PARSE_ASIDE
    html = await asyncio.to_thread(_page, document) if aside else _page(document)
    evidence = Evidence(
        url=shown(document.url),
        final_url=shown(document.final_url),
        status=document.status,
        fetched_at=fetched_at,
        locale=locale,
        device=device,
        view="http",
        seconds=document.seconds,
        document=await keep_text(html.markup, "text/html", services),
    )
    parts: dict[str, _Part] = {}
    links = _links(html, document.final_url)
    data = await listen(order.channels, html.markup, evidence, scripted=False)
    heard = (data.get(channel.name) or _hearing(channel, html, parts, evidence) for channel in order.channels)
    return tuple(replace(one, links=links) for one in heard)


def _links(html: Html, url: str) -> tuple[str, ...]:
    """Return the web addresses that a page leads to, each once and without its fragment."""
    base, *references = html.links
    found: dict[str, None] = {}
    for reference in references[:_MOST_LINKS]:
        try:
            link = urldefrag(urljoin(urljoin(url, base), reference))[0]
            if urlsplit(link).scheme in {"http", "https"}:
                found[link] = None
        except ValueError:
            continue
    return tuple(found)


def _page(document: Document) -> Html:
    is_html = document.content_type.partition(";")[0].strip().lower() in {"", "text/html", "application/xhtml+xml"}
    if document.refusal is not None and not is_html:
        raise HearingError(document.refusal)
    if not is_html:
        raise no_page(document.final_url, document.content_type)
    html = Html(decode(document.body, document.content_type))
    mishap = instead(look_of(document, html))
    if document.refusal is not None:
        raise HearingError(mishap if mishap is not None and mishap.cause is Cause.WALL else document.refusal)
    if mishap is not None:
        raise HearingError(mishap)
    return html


def _hearing(channel: Channel, html: Html, parts: dict[str, _Part], evidence: Evidence) -> Hearing:
    reason = problem(channel.options)
    if reason is not None:
        refused = Mishap(Cause.MALFORMED, f"The channel cannot be read with `view: http`: {reason}.")
        return Hearing(channel.name, evidence=evidence, mishap=refused)
    within = options_of(channel).within
    if within not in parts:
        parts[within] = _part(html, within, evidence.final_url)
    passages, mishap = parts[within]
    return Hearing(channel.name, passages, evidence=evidence, mishap=mishap)


def _part(html: Html, within: str, url: str) -> _Part:
    if not within:
        return html.passages, None
    try:
        passages = html.within(within)
    except InvalidSelectorError:
        return (), wrong_selector("within", within)
    if passages is None:
        return (), nothing_matches("within", within, url)
    return passages, None
