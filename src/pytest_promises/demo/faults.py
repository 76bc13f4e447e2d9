"""The faults that can be planted in the shop, and what an audit must say of each."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pytest_promises.model.finding import Direction, Verdict
from pytest_promises.model.hearing import Cause

from .changes import Answer, Change, Cut, Edit, Figure, Query, Reword


@dataclass(frozen=True, slots=True)
class Red:
    """A check that must turn red: `check` is the node's own name (`stated[faq-ru]`, `consistent`)."""

    promise: str
    check: str
    verdict: Verdict
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the shop.

    `red` are the checks that it turns red, and no others. `channel` is where an audit must find it and `words` what it
    must quote from there; where nothing can be heard there, `cause` says why.
    """

    name: str
    description: str
    changes: tuple[Change, ...]
    red: tuple[Red, ...]
    channel: str
    words: str = ""
    cause: Cause | None = None


def named(name: str) -> Fault:
    """Return the fault of that name; raises `ValueError` that tells the ones named alike and how to list all."""
    if name in FAULTS:
        return FAULTS[name]
    close = get_close_matches(name, FAULTS, n=3, cutoff=0.5)
    guess = f"; did you mean {' or '.join(close)}?" if close else "."
    raise ValueError(
        f"the bundled shop knows no fault {name!r}{guess} `python -m pytest_promises.demo --list` lists all"
    )


_CHANGES: Mapping[str, Callable[..., Change]] = {
    "reword": Reword,
    "edit": Edit,
    "answer": Answer,
    "cut": Cut,
    "query": Query,
}


def _change(data: Mapping[str, Any]) -> Change:
    fields = dict(data)
    match fields.pop("do"):
        case "style":
            return Edit(fields["path"], "</head>", f"<style>{fields['css']}</style></head>")
        case "script":
            return Edit(fields["path"], "</body>", f"<script>{fields['js']}</script></body>")
        case "figure":
            return Figure(fields["path"], tuple(fields["at"]), fields.get("value"))
        case kind if kind in _CHANGES:
            return _CHANGES[kind](**fields)
        case unknown:
            raise ValueError(f"unknown change {unknown!r}")


def _red(line: str) -> Red:
    """Read `PROMISE CHECK VERDICT [DIRECTION]`."""
    promise, check, verdict, *direction = line.split()
    return Red(promise, check, Verdict(verdict), Direction(direction[0]) if direction else None)


def _fault(name: str, data: Mapping[str, Any]) -> Fault:
    return Fault(
        name,
        data["description"],
        tuple(map(_change, data["change"])),
        tuple(map(_red, data["red"])),
        data["channel"],
        data.get("words", ""),
        Cause(data["cause"]) if "cause" in data else None,
    )


def _load() -> Mapping[str, Fault]:
    folder = files(__package__).joinpath("planted")
    planted = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    tables = (tomllib.loads(file.read_text("utf-8")) for file in planted)
    return MappingProxyType({name: _fault(name, fault) for table in tables for name, fault in table.items()})


FAULTS: Mapping[str, Fault] = _load()
