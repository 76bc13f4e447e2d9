"""YAML text in, promises out, or problems at file:line:col."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pytest_promises.model.promise import Channel
from pytest_promises.model.quantities import Value

from .problem import Loaded, Problem, render
from .schema import json_schema
from .sections import Kinds, MeasureKind

__all__ = ["Loaded", "MeasureKind", "Problem", "json_schema", "load", "render"]


def load(
    path: Path,
    *,
    env: Mapping[str, str],
    channel_schemas: Mapping[str, Mapping[str, object]],
    read_value: Callable[[str, str], Value | None],
    channel_problem: Callable[[Channel], str | None] | None = None,
    measures: Mapping[str, MeasureKind] | None = None,
) -> Loaded:
    """Return the spec in a file, or every problem in it and in the files that it extends, sorted by place.

    `env` has the values for `${NAME}`; `channel_schemas` has for each kind of channel
    `{"address": JSON Schema, "options": {name: JSON Schema}}`; `read_value` reads a text, in a language, as one value,
    or returns `None`. `channel_problem` tells in a sentence what is wrong with a channel whose options are each right
    by themselves; `measures` are the kinds of records and probes. Nothing in a file raises: whatever is wrong with
    it is a `Problem`.
    """
    from .loading import load_spec  # YAML and JSON Schema are slow to import

    return load_spec(path, env, Kinds(channel_schemas, measures or {}), read_value, channel_problem)
