"""What promises are kept by: records and probes, and how much of them must keep the value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pytest_promises.model.keeping import Asked, Keeping, Steady, Tolerance
from pytest_promises.model.promise import Calendar, Channel, measure_name
from pytest_promises.model.quantities import Duration, Percentage, Value

from .channels import Channels
from .context import Context
from .nodes import MappingNode, Node, ScalarNode, SequenceNode
from .problem import quoted
from .report import listing
from .sections import MeasureKind
from .typed import boolean, number

_STATISTICS = ("share", "percentile", "average")
_NAMES = frozenset({"name"})


@dataclass(frozen=True, slots=True)
class Measures:
    """The records and probes of a spec by the kind of measure, and the kinds that there are."""

    kinds: Mapping[str, MeasureKind]
    by_kind: Mapping[str, Channels]

    def speaking(self) -> Mapping[str, tuple[Channel, ...]]:
        """Return the probes that can be listed in `stated_on`, by the names that stand for them."""
        found = {
            name: tuple(filter(self.kinds[kind].speaks, members))
            for kind, channels in self.by_kind.items()
            for name, members in channels.by_name.items()
        }
        return {name: members for name, members in found.items() if members}


def build_keepings(context: Context, node: MappingNode, measures: Measures) -> tuple[Keeping, ...]:
    """Return the entries of a promise's `kept_by`, or report what keeps any of them from being one."""
    entries = [_keeping(context, entry, measures) for entry in _entries(node)]
    found: dict[str, Keeping] = {}
    for entry, keepings in zip(_entries(node), entries, strict=True):
        for keeping in keepings:
            if keeping.name in found:
                key = next(iter(entry.entries.values())).key
                message = f"the promise is kept by `{keeping.name}` twice"
                context.report.at(key, message, "give one of them a `name`")
            found.setdefault(keeping.name, keeping)
    return tuple(found.values())


def measures_of(
    context: Context, node: MappingNode, named: tuple[str, Value | None], calendar: Calendar | None, measures: Measures
) -> Iterator[Channel]:
    """Yield what is to be measured for a promise, which is `named` by its id and has that value.

    Reports what a kind of measure objects to.
    """
    promise, value = named
    for entry in _entries(node):
        for keeping in _keeping(context, entry, measures, quiet=True):
            source = measures.by_kind[keeping.kind].by_name[keeping.source][0]
            asked = Asked(keeping, value, calendar)
            measure = replace(source, name=measure_name(promise, keeping), asked=asked)
            flawed = source.group in measures.by_kind[keeping.kind].broken
            objection = None if flawed else measures.kinds[keeping.kind].objection(measure)
            if objection:
                context.report.at(_meant(entry, objection), objection)
            yield measure


def _entries(node: MappingNode) -> list[MappingNode]:
    found: Node | None = node.entries["kept_by"].value if "kept_by" in node.entries else None
    items = found.items if isinstance(found, SequenceNode) else (found,)
    return [item for item in items if isinstance(item, MappingNode) and item.entries]


def _meant(node: MappingNode, message: str) -> ScalarNode:
    first = message.split("`")[1] if message.startswith("`") else ""
    return node.entries[first].key if first in node.entries else next(iter(node.entries.values())).key


def _keeping(context: Context, node: MappingNode, measures: Measures, *, quiet: bool = False) -> tuple[Keeping, ...]:
    kinds = [name for name in node.entries if name in measures.kinds]
    named = node.scalar(kinds[0]) if kinds else None
    if named is None:
        return ()
    channels = measures.by_kind[kinds[0]]
    if not quiet:
        _report_kinds(context, node, kinds)
        _report_unknown(context, named, kinds[0], channels)
        _report_senseless(context, node, kinds[0], measures.kinds)
    members = channels.by_name.get(named.text, ())
    return tuple(_one(context, node, kinds[0], member, single=len(members) == 1) for member in members)


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


def _one(context: Context, node: MappingNode, kind: str, source: Channel, *, single: bool) -> Keeping:
    name = node.text("name") or source.name
    steady = node.mapping("steady")
    return Keeping(
        kind,
        source.name,
        name=name if single or not node.text("name") else f"{name}-{source.name}",
        location=node.source.location(node.start),
        share=_ratio(context, node.scalar("share")),
        percentile=_number(node, "percentile"),
        average=boolean(node.text("average")) or False,
        over=seconds_of(context, node.scalar("over")),
        by=_texts(node, "by"),
        where=node.text("where"),
        satisfying=node.text("satisfying"),
        steady=_steady(context, steady) if steady else None,
        tolerance=tolerance_of(context, node.scalar("tolerance")),
        **_given(
            confidence=_ratio(context, node.scalar("confidence")),
            at_least=_count(node, "at_least"),
            group_at_least=_count(node, "group_at_least"),
        ),
    )


def _given(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _number(node: MappingNode, key: str) -> float | None:
    found = number(node.text(key))
    return None if found is None else float(found)


def _count(node: MappingNode, key: str) -> int | None:
    found = _number(node, key)
    return None if found is None else int(found)


def _texts(node: MappingNode, key: str) -> tuple[str, ...]:
    found = node.entries[key].value if key in node.entries else None
    if isinstance(found, SequenceNode):
        return tuple(scalar.text for scalar in found.scalars())
    return (found.text,) if isinstance(found, ScalarNode) else ()


def _ratio(context: Context, node: ScalarNode | None) -> float | None:
    """Return a percentage as a number from 0 to 1, or report that it is none."""
    if node is None:
        return None
    value = context.read(node.text)
    figure = (value.maximum if value.minimum is None else value.minimum) if isinstance(value, Percentage) else None
    if figure is not None and 0 < figure <= Decimal(100):
        return float(figure) / 100
    context.report.at(node, f"{quoted(node.written)} is no share", "write it like `95%`")
    return None


def seconds_of(context: Context, node: ScalarNode | None) -> float | None:
    """Return a duration in seconds, or report that it is none."""
    value = context.read(node.text) if node else None
    if isinstance(value, Duration):
        return value.minimum if value.maximum is None else value.maximum
    if node is not None:
        context.report.at(node, f"{quoted(node.written)} is no duration", "write it like `30 days`")
    return None


def _steady(context: Context, node: MappingNode) -> Steady | None:
    share = _ratio(context, node.scalar("share"))
    each: Any = node.text("each")
    return Steady(each, share) if share is not None else None


def tolerance_of(context: Context, node: ScalarNode | None) -> Tolerance | None:
    """Return a percentage or a duration as a tolerance, or report that it is neither."""
    value = context.read(node.text) if node else None
    if isinstance(value, Percentage):
        figure = value.maximum if value.minimum is None else value.minimum
        return Tolerance(ratio=float(figure or 0) / 100)
    if isinstance(value, Duration):
        return Tolerance(seconds=value.minimum if value.maximum is None else value.maximum)
    if node is not None:
        message = f"{quoted(node.written)} is neither a share nor a duration"
        context.report.at(node, message, "write it like `20%` or `2 minutes`")
    return None
