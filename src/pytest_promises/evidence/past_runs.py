"""A run of the past, as its journal tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cattrs import BaseValidationError

from pytest_promises.model.report import Key, RunInfo
from pytest_promises.wire import from_plain

from .journal import SUFFIX, journals, lines
from .recorder import RUNS

LAST = "last"


class NoSuchRunError(LookupError):
    """Raised for a run whose journal is not there; the text says which there are."""


@dataclass(slots=True)
class PastRun:
    """What a journal has.

    `specs` are by path, with `files` (references by name) and `variables`; `heard` by spec and channel, with `hearing`,
    the reference of what was said, and `evidence`. `keys` are the checks in the order of the run.
    """

    info: RunInfo
    specs: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    heard: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def find(folder: Path, name: str) -> Path:
    """Return the journal of a run by its id, the beginning of one, or `last`; raises `NoSuchRunError`."""
    every = journals(folder / RUNS)
    named = every[-1:] if name == LAST else tuple(path for path in every if path.name.startswith(name))
    if len(named) == 1:
        return named[0]
    if not every:
        raise NoSuchRunError(f"there is no run in {folder / RUNS}: `pytest --promises` keeps one")
    ids = [path.name.removesuffix(SUFFIX) for path in named or every]
    close = get_close_matches(name, ids, 1)
    known = f"did you mean {close[0]}?" if close and not named else f"there are {', '.join(ids[-5:])}"
    raise NoSuchRunError(f"{name} is {'several runs' if named else 'no run'}: {known}")


def read(path: Path) -> PastRun:
    """Return the run of a journal; raises `ValueError` for one that cannot be read, and `OSError`."""
    run = PastRun(RunInfo(path.name.removesuffix(SUFFIX), ""))
    try:
        for kind, content in lines(path):
            _take(run, kind, content)
    except (BaseValidationError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is no journal of a run: {error!r}") from error
    return run


def _take(run: PastRun, kind: str, content: Any) -> None:
    if kind in {"run", "end"}:
        run.info = from_plain(content, RunInfo)
    elif kind == "spec":
        run.specs[content["path"]] = content
    elif kind == "heard":
        run.heard[content["spec"], content["channel"]] = content
    elif kind == "finding":
        run.keys.append((content["spec"], content["promise"], content["check"]))
    elif kind == "problem":
        run.problems.append(content)
