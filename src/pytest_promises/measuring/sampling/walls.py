"""Bot walls that are answered with a good status: they say nothing of the service."""

from pytest_promises.channels.http.charset import decode
from pytest_promises.channels.http.fetching import Document
from pytest_promises.channels.markup.html import Html
from pytest_promises.channels.markup.walls import instead, look_of
from pytest_promises.measuring.sampling.exchange import Reply
from pytest_promises.model.hearing import Cause, HearingError

_LARGEST = 200_000
"""Bytes that a wall has at most, with all of its scripts; more would take long to read."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def refuse_wall(reply: Reply) -> None:
    """Raise `HearingError` (`WALL`) for a page that asks whether a person is there.

    An empty page and a login can be what is asked for: whoever measures an address knows what it is.
    """
    document = Document(reply.url, reply.url, reply.status, reply.headers, reply.body, reply.seconds)
    kind = document.content_type.partition(";")[0].strip().lower()
    if kind not in _PAGES or len(reply.body) > _LARGEST:
        return
    found = instead(look_of(document, Html(decode(reply.body, document.content_type))))
    if found is not None and found.cause is Cause.WALL:
        raise HearingError(found)
