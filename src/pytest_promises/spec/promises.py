"""Promises: references resolved, values read, and everything refused that could not be checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pytest_promises.model.promise import Channel, Listed, Promise, Waiver
from pytest_promises.model.topics import TOPICS, Topic

from .caveats import caveats
from .channels import Channels
from .context import Context, Words
from .keeping import Measures, build_kept
from .listed import listed
from .nodes import MappingNode, ScalarNode
from .problem import quoted
from .publishing import publishing
from .references import report_unknown_scope, report_unknown_topic, scope_of
from .typed import boolean
from .values import VALUE_KEYS, read_promise_value
from .wording import Said, says_of, with_locales

MAX_LISTED = 200_000
_WHAT = "say what is promised (`within: 24 hours`), or its words in `says` or `never`"


_Measured = tuple[Promise, tuple[Channel, ...]]
"""A promise, and what is measured for it."""


@dataclass(frozen=True, slots=True)
class Promised:
    """The promises of a spec, the probes that they list in `stated_on`, and what is measured for them."""

    promises: tuple[Promise, ...]
    probes: tuple[Channel, ...]
    measures: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a promise is held against: the channels, topics and scopes, and which promises have a value."""

    channels: Channels
    measures: Measures
    words: Words
    valued: Mapping[str, bool]


def build_promises(context: Context, channels: Channels, measures: Measures, words: Words) -> Promised:
    """Return the spec's promises, or report what keeps any of them from being checked."""
    nodes = list(context.root.mappings("promises"))
    valued = {key.text: any(name in node.entries for name in VALUE_KEYS) for key, node in nodes}
    speaking = measures.speaking()
    heard = replace(channels, by_name={**speaking, **channels.by_name})
    rest = _Rest(heard, measures, words, valued)
    found = _promises(context, nodes, rest)
    promises = tuple(promise for promise, _ in found)
    return Promised(promises, _listed_of(promises, speaking), tuple(one for _, measured in found for one in measured))


def _listed_of(promises: tuple[Promise, ...], speaking: Mapping[str, tuple[Channel, ...]]) -> tuple[Channel, ...]:
    listed = {at.channel for promise in promises for at in (*promise.stated_on, *promise.on)}
    probes = {probe.name: probe for members in speaking.values() for probe in members}
    return tuple(probe for name, probe in probes.items() if name in listed)


def _promises(context: Context, nodes: Sequence[tuple[ScalarNode, MappingNode]], rest: _Rest) -> list[_Measured]:
    promises: list[_Measured] = []
    room = MAX_LISTED
    for key, node in nodes:
        promise, measures = _promise(context, key, node, rest)
        promises.append((promise, measures))
        room -= len(promise.stated_on) + len(promise.on)
        if room < 0:
            context.report.at(key, f"the promises up to here ask for more than {MAX_LISTED:,} checks", "split the spec")
            break
    return promises


def _promise(context: Context, key: ScalarNode, node: MappingNode, rest: _Rest) -> _Measured:
    topic = _topic(context, node, rest.words)
    read = read_promise_value(context, node.entries, topic)
    stated_on = tuple(_listed(context, node, "stated_on", rest.channels))
    said = says_of(context.report, node, rest.valued)
    never = node.sequence("never")
    report_unknown_scope(node, rest.words, context.report)
    _check_purpose(context, key, node)
    location = key.source.location(key.start)
    kept = build_kept(context, node, (key.text, read.value if read else None), rest.measures)
    promise = Promise(
        id=key.text,
        topic=topic.name if topic else "wording",
        location=location,
        text=node.text("text"),
        owner=node.text("owner"),
        value=read.value if read else None,
        value_text=read.node.text if read else "",
        scope=scope_of(node),
        stated_on=stated_on,
        says=_says(context, said, stated_on, rest.channels),
        never=tuple(scalar.text for scalar in never.scalars()) if never else (),
        on=tuple(_listed(context, node, "on", rest.channels)),
        kept_by=kept.keepings,
        **caveats(context, (key, node), stated_on, rest.channels, rest.valued),
        **publishing(context, node, rest.channels),
        waived=waiver_of(context, node.mapping("waived")),
        draft=boolean(node.text("draft")) or False,
        value_location=read.node.source.location(read.node.start) if read else location,
    )
    return promise, kept.measures


def _topic(context: Context, node: MappingNode, words: Words) -> Topic | None:
    named = node.scalar("topic")
    if named is None:
        has_value = any(key in node.entries for key in VALUE_KEYS)
        return None if has_value or "topic" in node.entries else TOPICS["wording"]
    report_unknown_topic(named, words.topics, context.report)
    return words.topics.get(named.text)


def _listed(context: Context, node: MappingNode, key: str, channels: Channels) -> Iterator[Listed]:
    """Yield the channels that a key names, each once and where it is named first."""
    every = node.scalar(key)
    if every is not None and every.text == "all" and key == "on":
        place = every.source.location(every.start)
        yield from (Listed(channel.name, place) for channel in channels.all)
        return
    yield from listed(context, node.sequence(key), channels)


def _says(
    context: Context, said: Said, stated_on: tuple[Listed, ...], channels: Channels
) -> tuple[tuple[str, str], ...]:
    """Return the words by locale, complete for the channels that must say them."""
    locales = {channels.by_name[at.channel][0].locale: at.channel for at in stated_on if at.channel in channels.by_name}
    return with_locales(context.report, said, locales)


def _check_purpose(context: Context, key: ScalarNode, node: MappingNode) -> None:
    """Report a promise from which no check follows, unless what is wrong with it was reported already."""
    if ("promises", key.text) in context.flawed:
        return
    has = node.entries.keys()
    valued = bool(has & set(VALUE_KEYS))
    if not valued and not has & {"says", "never", "kept_by", "same_on", "fresh"}:
        context.report.at(key, f"{quoted(key.text)} promises nothing that could be checked", _WHAT)
    elif valued and "kept_by" not in has and context.root.entries.keys().isdisjoint({"channels", "probes"}):
        context.report.at(key, f"{quoted(key.text)} would be checked nowhere", "give the spec `channels`")
    elif "says" in has and "stated_on" not in has:
        place = node.entries["says"].key
        context.report.at(place, "`says` without `stated_on` is checked nowhere", "list the channels in `stated_on`")
    elif "stated_on" in has and not valued and "says" not in has:
        place = node.entries["stated_on"].key
        context.report.at(place, "`stated_on` has nothing that they should say", "give a value, or words in `says`")


def waiver_of(context: Context, node: MappingNode | None) -> Waiver | None:
    """Return the waiver that a `waived` is, or report that its day is none."""
    until = node.scalar("until") if node else None
    if node is None or until is None:
        return None
    try:
        day = date.fromisoformat(until.text)
    except ValueError as error:
        if _is_date_like(until.text):
            context.report.at(
                until, f"{quoted(until.written)} is no day of the calendar: {error}", "write year-month-day"
            )
        return None
    return Waiver(day, node.text("why"), node.text("owner"))


def _is_date_like(text: str) -> bool:
    """Tell whether the schema took the text for a date, and so did not report it."""
    parts = text.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)
