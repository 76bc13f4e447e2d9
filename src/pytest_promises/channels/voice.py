"""The `voice` channel: what callers hear of a phone menu, in TwiML, VoiceXML or transcripts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from pytest_promises.channels.addresses import absolute, host_of, shown
from pytest_promises.channels.phone.options import MOST, SCHEMA, VoiceOptions, options_of, problem
from pytest_promises.hookspecs import ChannelType, Order, Services, hookimpl
from pytest_promises.model.hearing import Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel
from pytest_promises.model.statement import Passage

if TYPE_CHECKING:
    from pytest_promises.channels.phone.calls import Call, Heard
    from pytest_promises.channels.phone.documents import Documents

_FILE = "file:"


class VoiceChannel(ChannelType):
    """Hears phone menus; channels of one menu share the documents that they come to."""

    kind = "voice"
    schema: Mapping[str, object] = SCHEMA

    def problem(self, options: Mapping[str, object]) -> str | None:
        """Return what is wrong with options that are each right by themselves, or `None`."""
        return problem(options)

    def target(self, channel: Channel, site: str) -> Target:
        """Return the first document, given the base URL of the site.

        Raises `HearingError` (`MALFORMED`) for an address that is neither http(s) nor a file.
        """
        parameters = channel.options.get("parameters")
        fields = urlencode(sorted(parameters.items())) if isinstance(parameters, Mapping) else ""
        variant = tuple((name, value) for name, value in (("fields", fields), ("locale", channel.locale)) if value)
        if channel.address.startswith(_FILE):
            path = Path(channel.location.file).parent / channel.address.removeprefix(_FILE)
            return Target(self.kind, path.resolve().as_uri(), "", variant)
        url = absolute(channel.address, site).partition("#")[0]
        return Target(self.kind, url, host_of(url), variant)

    def in_parts(self, channel: Channel) -> bool:  # noqa: ARG002 - a recording can be anywhere
        """Return that a recording or a branch may be lacking where the rest is heard."""
        return True

    async def prepare(self, channel: Channel, services: Services) -> None:
        """Do nothing: a client is opened in no time."""

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Load the menu once and return one hearing a channel.

        Raises `HearingError` when the call cannot begin, or every channel's way through it fails.
        """
        from pytest_promises.channels.http.keeping import keep_text
        from pytest_promises.channels.phone.calls import Call
        from pytest_promises.channels.phone.documents import Documents

        started, fetched_at = perf_counter(), services.now()
        variant = dict(order.target.variant)
        documents = Documents(order.target, services, dict(parse_qsl(variant.get("fields", ""))))
        most = max((options_of(channel).at_most for channel in order.channels), default=MOST)
        call = Call(order.target.url, documents.turn_at, most)
        await call.begin()
        hearings = [await _hearing(channel, call, documents) for channel in order.channels]
        mishaps = [one.mishap for one in hearings if one.mishap]
        if mishaps and len(mishaps) == len(hearings) and all(mishap.transient for mishap in mishaps):
            raise HearingError(mishaps[0])
        evidence = Evidence(
            url=shown(order.target.url),
            final_url=shown(documents.first.url) if documents.first else "",
            status=documents.first.status if documents.first else None,
            fetched_at=fetched_at,
            locale=variant.get("locale", ""),
            seconds=perf_counter() - started,
            document=await keep_text(documents.text, "text/plain", services) if services.settings.documents else "",
        )
        return tuple(replace(one, evidence=evidence) for one in hearings)


async def _hearing(channel: Channel, call: "Call", documents: "Documents") -> Hearing:
    options = options_of(channel)
    try:
        heard, flaws = await call.all() if options.all else (await call.after(options.press), ())
    except HearingError as error:
        return Hearing(channel.name, mishap=error.mishap)
    passages: list[Passage] = []
    lacking = list(flaws)
    for one in heard:
        said = await _in_words(one, options, documents)
        if isinstance(said, Mishap):
            lacking.append(said)
        elif said is not None:
            passages.append(said)
    return Hearing(channel.name, tuple(passages), flaws=tuple(dict.fromkeys(lacking)))


async def _in_words(heard: "Heard", options: VoiceOptions, documents: "Documents") -> Passage | Mishap | None:
    from pytest_promises.channels.phone.turns import Words

    said = heard.said
    if not isinstance(said, Words):
        found = await documents.words_of(said, options.transcripts, options.wordless)
        if found is None or isinstance(found, Mishap):
            return found
        said = found
    labels = (*heard.labels, *[""] * len(heard.keys))
    headings = tuple(
        f"press {key}" + f": {label}" * bool(label) for key, label in zip(heard.keys, labels, strict=False)
    )
    return Passage(said.text, said.lang, headings, lead=said.lead, selector=said.selector, url=shown(heard.url))


@hookimpl
def promises_register_channels() -> list[ChannelType]:
    """Add the `voice` channel."""
    return [VoiceChannel()]
