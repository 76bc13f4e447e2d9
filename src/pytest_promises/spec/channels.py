"""Channels: `for_each` multiplied, placeholders filled, options as plain data."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice, product

from pytest_promises.model.access import Access
from pytest_promises.model.promise import Channel

from .access import build_access
from .context import Context
from .nodes import Entry, MappingNode, ScalarNode, SequenceNode
from .placeholders import Template, template_of
from .problem import quoted
from .report import Report
from .schema import kind_of, options_of
from .sections import Section
from .typed import plain_value

MAX_CHANNELS = 2_000
_UNFIT = re.compile(r"[^\w.-]+")
_FIRST_WORD = re.compile(r"`(\w+)(?::[^`]*)?`")
_OWN = frozenset({"locale", "site", "access", "scope", "for_each", "files"})

ChannelProblem = Callable[[Channel], str | None]
"""Tells what is wrong with a channel, in a sentence."""


@dataclass(frozen=True, slots=True)
class Channels:
    """A spec's channels, and what the names in `stated_on` and `on` stand for: one channel, or all of a group.

    `broken` are the groups with problems of their own, which may lack channels.
    """

    all: tuple[Channel, ...]
    by_name: Mapping[str, tuple[Channel, ...]]
    broken: tuple[str, ...] = ()

    def knows(self, name: str) -> bool:
        """Tell whether a name is a channel's, or could be when the broken groups were whole."""
        return name in self.by_name or name in self.broken or any(name.startswith(f"{group}-") for group in self.broken)

    def of_kind(self, kind: str) -> "Channels":
        """Return those of a kind, and the groups that may be of any because they have problems."""
        members = {name: tuple(one for one in group if one.kind == kind) for name, group in self.by_name.items()}
        by_name = {name: group for name, group in members.items() if group}
        return Channels(tuple(one for one in self.all if one.kind == kind), by_name, self.broken)


@dataclass(frozen=True, slots=True)
class _Group:
    """A channel as the spec has it, before `for_each`."""

    key: ScalarNode
    node: MappingNode
    kind: str
    address: Template
    site: Template
    options: Mapping[str, object]
    each: Mapping[str, tuple[ScalarNode, ...]]
    access: Access | None
    schemas: Mapping[str, object]


def build_channels(context: Context, section: Section, channel_problem: ChannelProblem | None) -> Channels:
    """Return the channels of a section, or report what keeps any of them from being one.

    `channel_problem` tells what is wrong with a channel whose options are each right by themselves.
    """
    found: dict[str, Channel] = {}
    groups: dict[str, tuple[Channel, ...]] = dict.fromkeys(_names(context.root, section), ())
    keys: dict[str, ScalarNode] = {}
    for key, node in context.root.mappings(section.name):
        members = []
        for channel, place in _members(context, section, key, node):
            if channel.name in found:
                _report_collision(context.report, channel, place, keys[channel.name])
                continue
            found[channel.name], keys[channel.name] = channel, key
            members.append(channel)
        groups[key.text] = tuple(members)
        if channel_problem and (section.name, key.text) not in context.flawed:
            _report_together(context.report, key, node, filter(None, map(channel_problem, members)))
    _report_ambiguous_groups(context, section, found)
    names = {name: (channel,) for name, channel in found.items()}
    broken = tuple(name for name, members in groups.items() if not members or (section.name, name) in context.flawed)
    return Channels(tuple(found.values()), dict.fromkeys(groups, ()) | names | groups, broken)


def _names(root: MappingNode, section: Section) -> Iterable[str]:
    channels = root.mapping(section.name)
    return channels.entries if channels else ()


def _report_together(report: Report, key: ScalarNode, node: MappingNode, problems: Iterator[str]) -> None:
    """Report the first of the problems that a group's channels have with their options taken together."""
    for wrong in islice(problems, 1):
        report.at(_meant(key, node, wrong), wrong)


def _meant(key: ScalarNode, node: MappingNode, message: str) -> ScalarNode:
    """Return the key that a message begins with (`` `open:` needs a browser ``, `` `unit: x` is none ``), or `key`."""
    first = _FIRST_WORD.match(message)
    return node.entries[first[1]].key if first and first[1] in node.entries else key


def _report_collision(report: Report, channel: Channel, place: ScalarNode, first: ScalarNode) -> None:
    line = first.source.location(first.start).line
    where = "twice" if first.text == channel.group else f"by {quoted(first.text)} on line {line}"
    report.at(place, f"`{channel.name}` is made {where}", "two channels cannot have one name: change one of them")


def _report_ambiguous_groups(context: Context, section: Section, found: Mapping[str, Channel]) -> None:
    for key, node in context.root.mappings(section.name):
        other = found.get(key.text)
        if other is not None and other.group != key.text and "for_each" in node.entries:
            message = f"{quoted(key.text)} is also a channel that {quoted(other.group)} makes"
            context.report.at(key, message, "a name in `stated_on` could mean both: change one of them")


def _members(
    context: Context, section: Section, key: ScalarNode, node: MappingNode
) -> Iterator[tuple[Channel, ScalarNode]]:
    """Yield the channels that a group makes, each with what names it."""
    group = _group(context, section, key, node)
    if group is None:
        return
    count = math.prod(len(values) for values in group.each.values())
    if count > MAX_CHANNELS:
        message = f"`for_each` makes {count:,} channels of this one, and at most {MAX_CHANNELS:,} can be had"
        context.report.at(node.entries["for_each"].key, message)
        return
    for values in product(*group.each.values()):
        chosen = dict(zip(group.each, values, strict=True))
        yield _channel(context, group, chosen), (values[-1] if values else key)


def _group(context: Context, section: Section, key: ScalarNode, node: MappingNode) -> _Group | None:
    kind = kind_of(node.entries, section.schemas)
    address = node.scalar(kind) if kind else None
    if kind is None or address is None:
        return None
    each = {
        name: tuple(_distinct(entry.value, context.report))
        for name, entry in _each(node).items()
        if isinstance(entry.value, SequenceNode)
    }
    if any(not values for values in each.values()):
        return None
    known = dict.fromkeys(("locale", *each))
    schemas = options_of(section.schemas[kind])
    settable = {"locale", "site"} | (set(schemas) - _OWN)
    _report_set_twice(context.report, node, settable & set(each))
    schemas = {name: schema for name, schema in schemas.items() if name not in _OWN}
    wanted = schemas | {"scope": {}, "files": {"type": "array", "items": {"type": "string"}}}
    scripts = frozenset(section.schemas[kind].get("scripts", ()))  # type: ignore[call-overload]
    options = {
        name: plain_value(
            entry.value,
            wanted[name],
            partial(template_of, known=known, report=context.report, keep=name in scripts),
        )
        for name, entry in node.entries.items()
        if name in wanted
    }
    options |= {"locations": _item_places(node, scripts)} if scripts else {}
    site = node.scalar("site")
    return _Group(
        key,
        node,
        section.kind(kind),
        address=template_of(address, known, context.report),
        site=template_of(site, known, context.report) if site else Template(("",), ()),
        options=options,
        each=each,
        access=build_access(context, own) if (own := node.mapping("access")) else None,
        schemas=schemas,
    )


def _item_places(node: MappingNode, names: Iterable[str]) -> Mapping[str, object]:
    """Return where in the file the items of lists stand, by the lists' names."""
    lists = ((name, node.sequence(name)) for name in names)
    return {name: [str(found.source.location(item.start)) for item in found.items] for name, found in lists if found}


def _each(node: MappingNode) -> Mapping[str, Entry]:
    each = node.mapping("for_each")
    return each.entries if each else {}


def _distinct(node: SequenceNode, report: Report) -> Iterator[ScalarNode]:
    seen: set[str] = set()
    for value in node.scalars():
        if value.text in seen:
            report.at(value, f"{quoted(value.written)} is listed twice", "once is enough")
        else:
            seen.add(value.text)
            yield value


def _report_set_twice(report: Report, node: MappingNode, names: set[str]) -> None:
    for name in sorted(names & set(node.entries)):
        key = node.entries[name].key
        report.at(key, f"{quoted(name)} is set by `for_each` too", "keep one of the two")


def _channel(context: Context, group: _Group, chosen: Mapping[str, ScalarNode]) -> Channel:
    texts = {name: value.text for name, value in chosen.items()}
    locale = texts.get("locale") or group.node.text("locale") or context.locale
    values = {"locale": locale} | texts
    options = {name: _filled(option, values) for name, option in group.options.items()}
    options |= {
        name: plain_value(node, group.schemas[name], _text) for name, node in chosen.items() if name in group.schemas
    }
    parts = [group.key.text, *(_name_part(text, number) for number, text in enumerate(texts.values()))]
    return Channel(
        name="-".join(parts),
        kind=group.kind,
        address=group.address.fill(values),
        group=group.key.text,
        locale=locale,
        site=texts.get("site") or group.site.fill(values),
        options=options,
        location=group.key.source.location(group.key.start),
        access=group.access,
    )


def _text(node: ScalarNode) -> str:
    return node.text


def _name_part(text: str, number: int) -> str:
    """Return a value as part of a channel's name, which goes into node ids: `iPhone 15` is `iPhone-15`."""
    return _UNFIT.sub("-", text).strip("-") or str(number)


def _filled(option: object, values: Mapping[str, str]) -> object:
    if isinstance(option, Template):
        return option.fill(values)
    if isinstance(option, list):
        return [_filled(item, values) for item in option]
    if isinstance(option, dict):
        return {name: _filled(item, values) for name, item in option.items()}
    return option
