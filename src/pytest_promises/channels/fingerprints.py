"""What a page's server sends, as a digest: whether a deploy has changed it is told without a browser."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from pytest_promises.channels.http.fetching import fetch
from pytest_promises.hookspecs import ChannelType, Order, Services
from pytest_promises.model.hearing import Hearing, HearingError, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

KIND = "fingerprint"
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
_EACH_TIME = re.compile(
    rb"""\bnonce=(["'])[^"']*\1"""
    rb"""|<meta\b[^>]*\b(?:csrf|xsrf|nonce)[^>]*>"""
    rb"""|<input\b[^>]*\btype=(["']?)hidden\2[^>]*>"""
    rb"""|<!--.*?-->""",
    re.IGNORECASE | re.DOTALL,
)
"""What servers write anew for each visitor, and nobody sees."""


class Fingerprint(ChannelType):
    """Hears nothing of a page but the digest of its document, as the text of its only passage."""

    kind = KIND
    schema: Mapping[str, object] = MappingProxyType({})

    def target(self, channel: Channel, site: str) -> Target:
        """Return the page's own target, as one of this kind."""
        from pytest_promises.channels.page import PageChannel

        return replace(PageChannel().target(channel, site), kind=KIND)

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Return the digest, the same for all channels of the page."""
        document = await fetch(order.target, services, accept=_ACCEPT)
        if document.refusal is not None:
            raise HearingError(document.refusal)
        text = digest(document.body)
        return tuple(Hearing(channel.name, (Passage(text),)) for channel in order.channels)


def digest(body: bytes) -> str:
    """Return the digest of a document, without what is new in it each time."""
    return sha256(_EACH_TIME.sub(b"", body)).hexdigest()
