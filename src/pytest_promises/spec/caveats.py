"""Caveats: the words that must stand beside a promise, by language, and the channels that are asked for them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pytest_promises.model.promise import Channel, Listed, serving

from .channels import Channels
from .context import Context
from .fit import fits
from .nodes import Entry, MappingNode, ScalarNode, SequenceNode
from .placeholders import without_names
from .problem import quoted
from .report import listing
from .wording import check_placeholders

_LETTER = re.compile(r"[^\W_]")


def caveats(
    context: Context,
    promise: tuple[ScalarNode, MappingNode],
    stated_on: tuple[Listed, ...],
    channels: Channels,
    valued: Mapping[str, bool],
) -> dict[str, Any]:
    """Return a promise's `caveats` and the channels of `stated_on` that are asked for them, as they are in `Promise`.

    Asked are those that hear text, in a language that has a caveat. Caveats that no channel is asked for are reported.
    `valued` has every promise of the spec, and whether it has a value.
    """
    key, node = promise
    entry = node.entries.get("caveats")
    if entry is None:
        return {}
    texts = dict(_by_locale(entry))
    for text in (text for group in texts.values() for text in group):
        check_placeholders(context.report, text, valued)
        _check_words(context, text)
    by_name = {one.name: one for members in channels.by_name.values() for one in members}
    spoken = [by_name[at.channel] for at in stated_on]
    speaking = [channel for channel in spoken if _has_text(context, channel)]
    if spoken and ("promises", key.text, "caveats") not in context.flawed and _is_whole(node, channels):
        _report_unasked(context, entry, spoken, speaking)
    asked = {channel.name for channel in speaking if serving(channel.locale, texts) is not None}
    return {
        "caveats": tuple((locale, tuple(text.text for text in group)) for locale, group in texts.items()),
        "caveats_on": tuple(at for at in stated_on if at.channel in asked),
    }


def _by_locale(entry: Entry) -> Iterator[tuple[str, tuple[ScalarNode, ...]]]:
    """Yield the caveats by locale, `""` for every one."""
    value = entry.value
    if not isinstance(value, MappingNode):
        yield "", _scalars(value)
        return
    for locale, one in value.entries.items():
        yield locale, _scalars(one.value)


def _scalars(node: object) -> tuple[ScalarNode, ...]:
    if isinstance(node, SequenceNode):
        return tuple(node.scalars())
    return (node,) if isinstance(node, ScalarNode) and node.text and not node.flawed else ()


def _check_words(context: Context, text: ScalarNode) -> None:
    if not _LETTER.search(without_names(text.text)):
        message = "a caveat without letters and digits has nothing that could be looked for"
        context.report.at(text, message, "write the words that must stand there: `public holidays`")


def _has_text(context: Context, channel: Channel) -> bool:
    """Tell whether a channel hears text, and not values alone: its type says with which options it does that."""
    schemas = (one.schemas.get(key) for one in context.sections for key in one.schemas if one.kind(key) == channel.kind)
    data = next(filter(None, schemas), {}).get("data")
    return not isinstance(data, Mapping) or not fits(dict(channel.options), data)


def _is_whole(node: MappingNode, channels: Channels) -> bool:
    """Tell whether all that is listed is known: what is reported already must not be taken for a missing language."""
    names = node.sequence("stated_on")
    listed = [name.text for name in names.scalars()] if names else []
    return all(channels.by_name.get(name) and name not in channels.broken for name in listed)


def _report_unasked(context: Context, entry: Entry, spoken: Sequence[Channel], speaking: Sequence[Channel]) -> None:
    """Report caveats that no channel is asked for; `speaking` are those of the listed that hear text."""
    if not speaking:
        data = listing([channel.name for channel in spoken])
        message = f"no caveat can stand beside a value, and {data} {'are' if len(spoken) > 1 else 'is'} data"
        context.report.at(entry.key, message, "list a channel of words in `stated_on`, or take the caveats out")
    elif isinstance(entry.value, MappingNode):
        _report_unspoken(context, entry.value, dict.fromkeys(channel.locale for channel in speaking))


def _report_unspoken(context: Context, node: MappingNode, locales: Collection[str]) -> None:
    asked = {serving(locale, node.entries) for locale in locales}
    for locale, one in node.entries.items():
        if locale not in asked:
            message = f"no channel of words in `stated_on` is in {quoted(locale)}"
            hint = context.report.suggest(locale, locales) or f"they are in {listing(locales)}"
            context.report.at(one.key, message, hint)
