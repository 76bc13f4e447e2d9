"""Promises whose value is what a channel publishes: `published`, `same_on`, `fresh`."""

from typing import Any

from .amounts import seconds_of, tolerance_of
from .channels import Channels
from .context import Context
from .listed import listed
from .nodes import MappingNode, ScalarNode, SequenceNode
from .problem import quoted
from .report import listing
from .values import VALUE_KEYS


def publishing(context: Context, node: MappingNode, channels: Channels) -> dict[str, Any]:
    """Return what a promise has of `published`, `same_on`, `tolerance` and `fresh`, or report what is wrong with it."""
    named = node.scalar("published")
    if named is None:
        return {}
    _report_value(context, node)
    same, fresh = node.mapping("same_on"), node.scalar("fresh")
    names = same.sequence("channels") if same else node.sequence("same_on")
    published = _channel(context, named, channels)
    _report_itself(context, names, published)
    return {
        "published": published,
        "same_on": tuple(listed(context, names, channels)),
        "tolerance": tolerance_of(context, same.scalar("tolerance")) if same else None,
        "fresh": seconds_of(context, fresh),
    }


def _channel(context: Context, named: ScalarNode, channels: Channels) -> str:
    """Return the one channel of that name, or report that there is none, or that there are several."""
    members = channels.by_name.get(named.text, ())
    if len(members) == 1:
        return members[0].name
    if members:
        names = [member.name for member in members]
        message = f"{quoted(named.written)} is {len(names)} channels"
        context.report.at(named, message, f"name one: {listing(names, 'or')}")
    elif not channels.knows(named.text):
        hint = context.report.suggest(named.text, channels.by_name) or f"the channels are {listing(channels.by_name)}"
        context.report.at(named, f"unknown channel {quoted(named.written)}", hint)
    return named.text


def _report_itself(context: Context, names: SequenceNode | None, published: str) -> None:
    for name in names.scalars() if names else ():
        if name.text == published:
            message = f"{quoted(name.written)} always says what it says itself"
            context.report.at(name, message, "list the other channels")


def _report_value(context: Context, node: MappingNode) -> None:
    for name in VALUE_KEYS:
        if name in node.entries:
            message = f"{quoted(name)} gives a value, and so does `published`"
            context.report.at(node.entries[name].key, message, "keep one of the two")
