"""What promises are kept by: records and probes, and how much of them must keep the value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pytest_promises.model.keeping import Asked, Keeping, Steady
from pytest_promises.model.promise import Calendar, Channel, measure_name
from pytest_promises.model.quantities import Value

from .amounts import count_of, longest_of, number_of, ratio_of, seconds_of, tolerance_of
from .channels import Channels
from .context import Context
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .problem import quoted
from .report import listing
from .sections import MeasureKind
from .typed import boolean

_STATISTICS = ("share", "percentile", "average")
_NAMES = frozenset({"name"})


@dataclass(frozen=True, slots=True)
class Measures:
    """The records and probes of a spec by the kind of measure, and the kinds that there are.

    `calendar` is what the spec calls business time.
    """

    kinds: Mapping[str, MeasureKind]
    by_kind: Mapping[str, Channels]
    calendar: Calendar | None = None

    def speaking(self) -> Mapping[str, tuple[Channel, ...]]:
        """Return the probes that can be listed in `stated_on`, by the names that stand for them."""
        found = {
            name: tuple(filter(self.kinds[kind].speaks, members))
            for kind, channels in self.by_kind.items()
            for name, members in channels.by_name.items()
        }
        return {name: members for name, members in found.items() if members}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a promise is kept by, and what is to be measured for each of these, in the same order."""

    keepings: tuple[Keeping, ...] = ()
    measures: tuple[Channel, ...] = ()


def build_kept(context: Context, node: MappingNode, named: tuple[str, Value | None], measures: Measures) -> Kept:
    """Return what a promise's `kept_by` has, or report what keeps any entry of it from being one.

    The promise is `named` by its id and has that value.
    """
    found: dict[str, tuple[Keeping, Channel]] = {}
    for entry in _entries(node):
        for keeping, source in _kept_by(context, entry, measures):
            if keeping.name in found:
                message = f"the promise is kept by `{keeping.name}` twice"
                context.report.at(_first(entry), message, "give one of them a `name`")
            found.setdefault(keeping.name, (keeping, _measure(context, entry, (keeping, source), named, measures)))
    keepings, channels = zip(*found.values(), strict=True) if found else ((), ())
    return Kept(keepings, channels)


def _entries(node: MappingNode) -> list[MappingNode]:
    found: Node | None = node.entries["kept_by"].value if "kept_by" in node.entries else None
    items = found.items if isinstance(found, SequenceNode) else (found,)
    return [item for item in items if isinstance(item, MappingNode) and item.entries]


def _first(node: MappingNode) -> ScalarNode:
    return next(iter(node.entries.values())).key


def _measure(
    context: Context,
    entry: MappingNode,
    kept: tuple[Keeping, Channel],
    named: tuple[str, Value | None],
    measures: Measures,
) -> Channel:
    """Return a source as it is to be measured for a promise, or report what its kind objects to."""
    (keeping, source), (promise, value) = kept, named
    asked = Asked(keeping, keeping.every or value, measures.calendar)
    measure = replace(source, name=measure_name(promise, keeping), asked=asked)
    flawed = source.group in measures.by_kind[keeping.kind].broken
    objection = None if flawed else measures.kinds[keeping.kind].objection(measure)
    if objection:
        context.report.at(_meant(entry, objection), objection)
    return measure


def _meant(node: MappingNode, message: str) -> ScalarNode:
    first = message.split("`")[1] if message.startswith("`") else ""
    return node.entries[first].key if first in node.entries else _first(node)


def _kept_by(context: Context, node: MappingNode, measures: Measures) -> Iterator[tuple[Keeping, Channel]]:
    """Yield what an entry asks, with the source that it is asked of; several where a name stands for a group."""
    kinds = [name for name in node.entries if name in measures.kinds]
    named = node.scalar(kinds[0]) if kinds else None
    if named is None:
        return
    kind, channels = kinds[0], measures.by_kind[kinds[0]]
    _report_kinds(context, node, kinds)
    _report_unknown(context, named, kind, channels)
    _report_senseless(context, node, kind, measures.kinds)
    members = channels.by_name.get(named.text, ())
    for member in members:
        yield _keeping(context, node, kind, member, single=len(members) == 1), member


def _report_kinds(context: Context, node: MappingNode, kinds: list[str]) -> None:
    for extra in kinds[1:]:
        message = f"{quoted(extra)} names a second measure: {quoted(kinds[0])} names one already"
        context.report.at(node.entries[extra].key, message, "make a list of two entries of it")


def _report_unknown(context: Context, named: ScalarNode, kind: str, channels: Channels) -> None:
    if not channels.knows(named.text):
        section = "records" if kind == "records" else "probes"
        known = [name for name, members in channels.by_name.items() if members]
        there = f"the spec has {listing(known)}" if known else f"the spec has no `{section}` of that kind"
        hint = context.report.suggest(named.text, known) or there
        context.report.at(named, f"unknown {kind} {quoted(named.written)}", hint)


def _report_senseless(context: Context, node: MappingNode, kind: str, kinds: Mapping[str, MeasureKind]) -> None:
    takes = kinds[kind].takes
    for name in node.entries.keys() - takes - _NAMES - kinds.keys():
        message = f"{quoted(name)} means nothing to {quoted(kind)}"
        known = listing(sorted(takes)) if takes else "nothing but a `name`"
        context.report.at(node.entries[name].key, message, f"it takes {known}")
    given = [name for name in _STATISTICS if name in node.entries]
    for extra in given[1:]:
        message = f"{quoted(extra)} asks for a second statistic: {quoted(given[0])} asks for one already"
        context.report.at(node.entries[extra].key, message, "make a list of two entries of it")


def _keeping(context: Context, node: MappingNode, kind: str, source: Channel, *, single: bool) -> Keeping:
    name = node.text("name") or source.name
    steady = node.mapping("steady")
    return Keeping(
        kind,
        source.name,
        name=name if single or not node.text("name") else f"{name}-{source.name}",
        location=node.source.location(node.start),
        share=ratio_of(context, node.scalar("share")),
        percentile=number_of(node, "percentile"),
        average=boolean(node.text("average")) or False,
        over=seconds_of(context, node.scalar("over")),
        every=longest_of(context, node.scalar("every")),
        by=_texts(node, "by"),
        where=node.text("where"),
        satisfying=node.text("satisfying"),
        steady=_steady(context, steady) if steady else None,
        tolerance=tolerance_of(context, node.scalar("tolerance")),
        **_given(
            confidence=ratio_of(context, node.scalar("confidence")),
            at_least=count_of(node, "at_least"),
            group_at_least=count_of(node, "group_at_least"),
        ),
    )


def _given(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _texts(node: MappingNode, key: str) -> tuple[str, ...]:
    found = node.entries[key].value if key in node.entries else None
    if isinstance(found, SequenceNode):
        return tuple(scalar.text for scalar in found.scalars())
    return (found.text,) if isinstance(found, ScalarNode) else ()


def _steady(context: Context, node: MappingNode) -> Steady | None:
    share = ratio_of(context, node.scalar("share"))
    each: Any = node.text("each")
    return Steady(each, share) if share is not None else None
