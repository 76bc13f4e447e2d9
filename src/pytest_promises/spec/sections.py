"""The sections of a spec whose entries are of kinds: channels, records, probes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pytest_promises.model.promise import Channel

from .nodes import MappingNode, ScalarNode

Schemas = Mapping[str, Mapping[str, object]]
"""By the key that names a kind: `{"address": JSON Schema, "options": {name: JSON Schema}, "rules": [JSON Schema]}`."""

SOURCE = "source"
"""The key of an entry in `records` that says where they are, as `page` does in a channel."""


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """What a spec has to know of a kind of measure; see `pytest_promises.hookspecs.MeasureType`."""

    schema: Mapping[str, object]
    section: str
    takes: frozenset[str] = frozenset()
    speaks: Callable[[Channel], bool] = lambda _: False
    objection: Callable[[Channel], str | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of channels and of measures that there are."""

    channels: Schemas
    measures: Mapping[str, MeasureKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A key of the spec, the kinds that its entries can be of, and the kind that each key names."""

    name: str
    schemas: Schemas
    kinds: Mapping[str, str] = field(default_factory=dict)

    def kind(self, key: str) -> str:
        """Return the kind that a key names."""
        return self.kinds.get(key, key)


def sections(channel_schemas: Schemas, measures: Mapping[str, MeasureKind]) -> tuple[Section, ...]:
    """Return the sections of a spec with these kinds of channels and of measures."""
    kept = next(((kind, one) for kind, one in measures.items() if one.section == "records"), None)
    records = Section("records", {SOURCE: kept[1].schema}, {SOURCE: kept[0]}) if kept else Section("records", {})
    probes = {kind: one.schema for kind, one in measures.items() if one.section == "probes"}
    return Section("channels", channel_schemas), records, Section("probes", probes)


def entries_of(root: MappingNode, every: tuple[Section, ...]) -> Iterator[tuple[Section, ScalarNode, MappingNode]]:
    """Yield the entries of all sections."""
    for section in every:
        for key, node in root.mappings(section.name):
            yield section, key, node
