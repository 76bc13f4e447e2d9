"""A spec file and the files it extends, as one tree whose nodes keep their own places."""

import os
from pathlib import Path

from .compose import compose
from .environment import Environment
from .nodes import Entry, MappingNode, Node, ScalarNode
from .problem import quoted
from .report import Report
from .source import read_source

MAX_FILES = 100


class Files:
    """Reads spec files, each once."""

    def __init__(self, environment: Environment, report: Report) -> None:
        self._environment = environment
        self._report = report
        self._merged: dict[str, MappingNode | None] = {}
        self._under_way: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The files read so far, the first one first."""
        return tuple(self._merged)

    def merged(self, path: Path) -> MappingNode | None:
        """Return the mapping in a file with those it extends merged in below it; `None` when it cannot be read."""
        file = path.as_posix()
        self._merged[file] = None
        root = self._read(path)
        if root is None:
            return None
        self._under_way.append(file)
        below: MappingNode | None = None
        for name in _names(root):
            base = self._extended(path, name)
            below = base if below is None else below if base is None else merge(below, base)
        self._under_way.pop()
        self._merged[file] = root if below is None else merge(below, root)
        return self._merged[file]

    def _read(self, path: Path) -> MappingNode | None:
        source = read_source(path, self._report)
        root = compose(source, self._environment, self._report) if source else None
        if root is None or isinstance(root, MappingNode):
            return root
        self._report.at(root, "a spec is a mapping of keys", "it begins with `version: 1`")
        return None

    def _extended(self, path: Path, name: ScalarNode) -> MappingNode | None:
        base = Path(os.path.normpath(path.parent / name.text))
        file = base.as_posix()
        if file in self._under_way:
            chain = " -> ".join([*self._under_way[self._under_way.index(file) :], file])
            self._report.at(name, f"{quoted(name.written)} extends itself: {chain}", "take one of them out")
            return None
        if file in self._merged:
            return self._merged[file]
        if len(self._merged) >= MAX_FILES:
            self._report.at(name, f"a spec extends at most {MAX_FILES} files")
            return None
        if not base.is_file():
            self._report.at(name, f"there is no file {quoted(name.written)} beside {quoted(path.name)}")
            return None
        return self.merged(base)


def merge(below: MappingNode, above: MappingNode) -> MappingNode:
    """Return two mappings as one: what is above wins, mappings are merged key by key, anything else is replaced."""
    entries = dict(below.entries)
    for name, (key, value) in above.entries.items():
        under: Node | None = entries[name].value if name in entries else None
        both = isinstance(under, MappingNode) and isinstance(value, MappingNode)
        entries[name] = Entry(key, merge(under, value) if both else value)  # type: ignore[arg-type]
    return MappingNode(above.source, above.start, above.end, entries)


def _names(root: MappingNode) -> tuple[ScalarNode, ...]:
    one, several = root.scalar("extends"), root.sequence("extends")
    return (one,) if one else tuple(several.scalars()) if several else ()
