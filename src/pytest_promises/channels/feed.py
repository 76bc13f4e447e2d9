"""The `feed` channel: what news and social pages say, the latest word first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

if TYPE_CHECKING:
    from pytest_promises.channels.feeds.choice import Wish
    from pytest_promises.channels.feeds.entries import Entry, Feed
    from pytest_promises.channels.http.fetching import Document

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1"
_WORDS = {"type": "string", "minLength": 1}

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Feed",
        "description": "RSS, Atom or a JSON Feed: a path below the site, or a whole http(s) address.",
        "type": "string",
        "minLength": 1,
        "examples": ["/en/news.atom", "https://social.example/@shop.rss"],
    },
    "options": {
        "newest": {
            "title": "Newest",
            "description": "How many entries are heard, beginning with the newest. Default: all.",
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "examples": [1, 10],
        },
        "newer_than": {
            "title": "Newer than",
            "description": "How long ago an entry may have been published; when all are older, the feed is stale.",
            **_WORDS,
            "examples": ["90 days", "1 year"],
        },
        "matching": {
            "title": "Matching",
            "description": "Words of which an entry must have one, in its title or text; case does not matter.",
            "type": ["string", "array"],
            "minLength": 1,
            "minItems": 1,
            "items": _WORDS,
            "examples": ["returns", ["delivery", "shipping"]],
        },
    },
}


def wish_of(channel: Channel) -> "Wish":
    """Return what a channel wants of its feed."""
    from pytest_promises.channels.data.ages import age_of
    from pytest_promises.channels.feeds.choice import MOST, Wish

    newest, age, words = (channel.options.get(name) for name in ("newest", "newer_than", "matching"))
    return Wish(
        newest=newest if isinstance(newest, int) else MOST,
        newer_than=age_of(age.strip()) if isinstance(age, str) else None,
        matching=(words,) if isinstance(words, str) else tuple(map(str, words)) if isinstance(words, list) else (),
    )


class FeedChannel(ChannelType):
    """Hears feeds; channels of one feed share its load."""

    kind = "feed"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with the options, or `None`: an age that is no length of time."""
        from pytest_promises.channels.data.ages import age_of

        age = options.get("newer_than")
        if isinstance(age, str) and age_of(age.strip()) is None:
            return f"`newer_than: {age}` is no length of time: write it like `90 days`"
        return None

    def target(self, channel: Channel, site: str) -> Target:
        """Return the feed to load, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is not http(s).
        """
        url = absolute(channel.address, site).partition("#")[0]
        return Target(self.kind, url, host_of(url), (("locale", channel.locale),) if channel.locale else ())

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a client is opened in no time."""

    def in_parts(self, channel: Channel) -> bool:
        """Return whether entries may be left out because nobody can tell how old they are."""
        return bool(channel.options.get("newer_than"))

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the feed once and return one hearing a channel; raises `HearingError` when there is none."""
        import asyncio

        from pytest_promises.channels.http.fetching import fetch
        from pytest_promises.channels.http.keeping import keep_document

        fetched_at = services.now()
        document = await fetch(order.target, services, accept=_ACCEPT)
        if document.refusal is not None:
            raise HearingError(document.refusal)
        # A long feed takes a second to read: meanwhile the other loads go on.
        feed, said = await asyncio.to_thread(_read, document)
        evidence = Evidence(
            url=shown(document.url),
            final_url=shown(document.final_url),
            status=document.status,
            fetched_at=fetched_at,
            locale=dict(order.target.variant).get("locale", ""),
            seconds=document.seconds,
            document=await keep_document(document, "application/xml", services),
        )
        return tuple(_hearing(channel, feed, said, evidence) for channel in order.channels)


_Said = dict[str, tuple[Passage, ...]]
"""The passages of each entry, by its id and content: a feed may have several versions of one."""


def _read(document: "Document") -> tuple["Feed", _Said]:
    from pytest_promises.channels.feeds.entries import feed

    found = feed(document.body, document.content_type, document.final_url)
    return found, {_key(entry): _passages(entry, found.title, document.final_url) for entry in found.entries}


def _key(entry: "Entry") -> str:
    return f"{entry.id} {entry.content}"


def _hearing(channel: Channel, feed: "Feed", said: _Said, evidence: Evidence) -> Hearing:
    from pytest_promises.channels.feeds.choice import chosen

    def text_of(entry: "Entry") -> str:
        return " ".join(passage.text for passage in said[_key(entry)])

    try:
        entries, flaws = chosen(feed.entries, wish_of(channel), evidence.fetched_at, evidence.final_url, text_of)
    except HearingError as error:
        return Hearing(channel.name, evidence=evidence, mishap=error.mishap)
    # The choice may have taken a date away that lies ahead.
    passages = tuple(replace(one, as_of=entry.moment) for entry in entries for one in said[_key(entry)])
    as_of = max((entry.moment for entry in entries), default="")
    return Hearing(channel.name, passages, evidence=replace(evidence, as_of=as_of), flaws=flaws)


def _passages(entry: "Entry", feed_title: str, url: str) -> tuple[Passage, ...]:
    """Return an entry's title and content as a reader sees them, each with the day that it is of."""
    from pytest_promises.channels.markup.html import Html

    head = " ".join(passage.text for passage in Html(feed_title).passages)
    title = " ".join(passage.text for passage in Html(entry.title).passages)
    above = tuple(filter(None, (head, title)))
    own = Passage("", entry.lang, label=entry.moment[:10], selector=entry.id, url=shown(entry.url or url))
    titled = [replace(own, text=title, headings=(head,) if head else ())] if title else []
    body = [
        replace(own, text=p.text, lang=p.lang or entry.lang, headings=(*above, *p.headings), row=p.row, column=p.column,
                lead=p.lead)
        for p in Html(entry.content).passages
    ]  # fmt: skip
    return (*titled, *body)


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `feed` channel."""
    return [FeedChannel()]
