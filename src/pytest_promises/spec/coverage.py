"""What a spec asks of all that its channels state: that its promises cover it."""

from collections.abc import Iterator
from dataclasses import replace

from pytest_promises.model.check import COVERAGE
from pytest_promises.model.promise import Coverage
from pytest_promises.model.topics import TOPICS

from .amounts import ratio_of
from .channels import Channels
from .context import Context, Words
from .listed import listed
from .nodes import MappingNode, ScalarNode
from .problem import quoted
from .promises import Promised, waiver_of
from .references import report_unknown_topic
from .typed import boolean

_WORDING = TOPICS["wording"].kinds


def build_coverage(context: Context, channels: Channels, promised: Promised, words: Words) -> Coverage | None:
    """Return what `coverage` asks, or report what keeps it from being asked."""
    node = context.root.mapping(COVERAGE)
    if node is None:
        return None
    key = context.root.entries[COVERAGE].key
    _check_purpose(context, key)
    share = ratio_of(context, node.scalar("at_least"))
    probes = {probe.name: (probe,) for probe in promised.probes}
    there = replace(channels, by_name={**probes, **channels.by_name})
    exceptions = node.sequence("except")
    return Coverage(
        key.source.location(key.start),
        at_least=1.0 if share is None else share,
        topics=tuple(_topics(context, node, words)),
        on=tuple(at.channel for at in listed(context, node.sequence("on"), there)),
        exceptions=tuple(scalar.text for scalar in exceptions.scalars()) if exceptions else (),
        owner=node.text("owner"),
        waived=waiver_of(context, node.mapping("waived")),
        draft=boolean(node.text("draft")) or False,
    )


def _topics(context: Context, node: MappingNode, words: Words) -> Iterator[str]:
    named = node.sequence("topics")
    seen: set[str] = set()
    for one in named.scalars() if named else ():
        report_unknown_topic(one, words.topics, context.report)
        if one.text in seen:
            context.report.at(one, f"{quoted(one.written)} is listed twice", "once is enough")
        elif one.text in words.topics and words.topics[one.text].kinds == _WORDING:
            message = f"nothing is stated on the topic {quoted(one.written)}: it is of words alone"
            context.report.at(one, message, "name topics that have values, or `all`")
        else:
            yield one.text
        seen.add(one.text)


def _check_purpose(context: Context, key: ScalarNode) -> None:
    """Report a `coverage` that is asked of no channel, and a promise that has the name of its check."""
    if context.root.entries.keys().isdisjoint({"channels", "probes"}):
        context.report.at(key, f"{quoted(key.text)} is asked of no channel", "give the spec `channels`")
    for name, _ in context.root.mappings("promises"):
        if name.text == COVERAGE:
            message = f"{quoted(name.text)} is what the check of the spec's `coverage` is called"
            context.report.at(name, message, "give the promise another name")
