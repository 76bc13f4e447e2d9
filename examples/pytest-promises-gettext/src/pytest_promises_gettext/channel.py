"""The `gettext` channel type: its options, its target, and catalogues heard."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from pytest_promises.hookspecs import ChannelType, Order, Services
from pytest_promises.model.hearing import Cause, Evidence, Hearing, HearingError, Mishap, Target
from pytest_promises.model.promise import Channel
from pytest_promises_gettext.catalogue import Catalogue, Message, read_catalogue
from pytest_promises_gettext.showing import passages

SCHEMA: Mapping[str, object] = {
    "address": {
        "title": "Catalogue",
        "description": "A gettext catalogue (`.po`, `.pot`): a path, relative to the spec.",
        "type": "string",
        "minLength": 1,
        "examples": ["locales/{locale}/LC_MESSAGES/shop.po"],
    },
    "options": {
        "source": {
            "title": "Source",
            "description": "The language that the app is written in; there, messages need no translation.",
            "type": "string",
            "minLength": 1,
            "default": "en",
            "examples": ["en"],
        },
        "used_in": {
            "title": "Used in",
            "description": "Only messages used there are heard: a pattern for the catalogue's references (`#:`).",
            "type": "string",
            "minLength": 1,
            "examples": ["templates/mails/*"],
        },
    },
}


class GettextChannel(ChannelType):
    """Hears gettext catalogues; channels of one catalogue share one reading of its file."""

    kind = "gettext"
    schema: Mapping[str, object] = SCHEMA

    def target(self, channel: Channel, site: str) -> Target:  # noqa: ARG002 - a file is on no site
        """Return the file to read, as a path relative to the spec's.

        Raises `HearingError` (`MALFORMED`) for a web address.
        """
        if "://" in channel.address:
            message = f"{channel.address.partition('://')[0]}:// is no catalogue's address."
            raise HearingError(Mishap(Cause.MALFORMED, message, "Write a path, relative to the spec."))
        path = Path(channel.location.file).parent / channel.address
        return Target(self.kind, path.as_posix(), "")

    async def hear(self, order: Order, services: Services) -> Sequence[Hearing]:
        """Read the catalogue once and return one hearing a channel.

        Raises `HearingError` when there is none, or it cannot be read.
        """
        path = Path(order.target.url)
        fetched_at = services.now()
        catalogue = await asyncio.to_thread(read_catalogue, path, services.settings.max_bytes)
        evidence = Evidence(url=order.target.url, fetched_at=fetched_at, as_of=catalogue.revised_at)
        return [_hearing(channel, catalogue, evidence) for channel in order.channels]


def _hearing(channel: Channel, catalogue: Catalogue, evidence: Evidence) -> Hearing:
    used_in = str(channel.options.get("used_in", ""))
    messages = [message for message in catalogue.messages if message.is_used_in(used_in)]
    if not messages:
        return Hearing(channel.name, evidence=evidence, mishap=_no_messages(used_in, evidence.url))
    lang = catalogue.lang or channel.locale
    source = str(channel.options.get("source", "en"))
    said = tuple(passages(messages, lang, source, evidence.url))
    mishap = None if said else _all_untranslated(messages, lang, evidence.url)
    return Hearing(channel.name, said, evidence=evidence, mishap=mishap)


def _no_messages(used_in: str, url: str) -> Mishap:
    if used_in:
        return Mishap(Cause.MISSING, f"`used_in: {used_in}` matches nothing in {url}.", "Correct the pattern.")
    return Mishap(Cause.EMPTY, f"{url} has no messages.", "Extract the app's messages into it.")


def _all_untranslated(messages: Sequence[Message], lang: str, url: str) -> Mishap:
    message = f"None of the {len(messages)} messages of {url} is translated into {lang}."
    return Mishap(Cause.EMPTY, message, "Translate them, or name the app's own language in `source:`.")
