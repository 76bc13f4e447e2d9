"""Specs loaded with the kinds of channels and measures that are there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pluggy

from pytest_promises.hookspecs import ChannelType
from pytest_promises.plugins import PluginError, channel_types, measure_types
from pytest_promises.reading import read_value
from pytest_promises.spec import Loaded, MeasureKind, load


def all_types(plugins: pluggy.PluginManager) -> Mapping[str, ChannelType]:
    """Return the kinds of channels and of measures by name.

    Raises `PluginError` for what lacks a part, and for a name that is both.
    """
    channels, measures = channel_types(plugins), measure_types(plugins)
    for kind in sorted(channels.keys() & measures.keys()):
        raise PluginError(f"`{kind}` is registered as a kind of channel and as one of measures: give one another name")
    return {**channels, **measures}


def load_spec(path: Path, types: Mapping[str, ChannelType], env: Mapping[str, str]) -> Loaded:
    """Return the spec of a file, or its problems; `env` has the values for `${NAME}`."""
    return load(
        path,
        env=env,
        channel_schemas={kind: one.schema for kind, one in types.items() if not is_measure(one)},
        read_value=read_value,
        channel_problem=lambda channel: types[channel.kind].problem(channel.options),
        measures=measure_kinds(types),
    )


def measure_kinds(types: Mapping[str, Any]) -> Mapping[str, MeasureKind]:
    """Return what a spec has to know of the measures among some types."""
    return {
        kind: MeasureKind(one.schema, one.section, one.takes, one.speaks, one.objection)
        for kind, one in types.items()
        if is_measure(one)
    }


def is_measure(one: ChannelType) -> bool:
    """Tell whether a type is one of measures."""
    return hasattr(one, "section")
