"""Checks a composed spec against the JSON Schema and reports what does not fit, in sentences."""

import json
from functools import lru_cache

from .fit import fits
from .nodes import MappingNode, find_node, to_data
from .report import Report
from .schema import Schema, schema_of
from .sections import Section

Flawed = frozenset[tuple[str | int, ...]]
"""The paths of what does not fit the schema, and of everything above it."""


def validate(root: MappingNode, every: tuple[Section, ...], report: Report) -> Flawed:
    """Report what in the spec does not fit the schema of these sections; return where."""
    data = to_data(root)
    key = json.dumps([section.schemas for section in every], default=dict)
    if fits(data, _schema(key)):
        return frozenset()
    # Only a spec with problems needs JSON Schema proper, which is slow to import.
    from .sentences import explain
    from .validator import violations

    flawed: set[tuple[str | int, ...]] = set()
    for error in violations(data, _schema(key)):
        path = tuple(error.absolute_path)
        flawed |= {path[:length] for length in range(len(path) + 1)}
        explain(error, *find_node(root, path), report)
    return frozenset(flawed)


@lru_cache(maxsize=8)
def _schema(schemas: str) -> Schema:
    return schema_of(*json.loads(schemas))
