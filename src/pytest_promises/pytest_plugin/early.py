"""The browser, started while pytest itself is still starting: it takes a second, and most of it another processor's."""

import argparse
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from pytest_promises.evidence.recorder import Recorder
from pytest_promises.gathering import Engine
from pytest_promises.model.promise import Channel
from pytest_promises.redaction import Redactor

from .options import evidence_of, folder_of, settings_of
from .progress import Progress

_PAGE = re.compile(rb"\bpage[ \t]*:")
_PLAIN = re.compile(rb"\bview[ \t]*:[ \t]*[\"']?http\b")
_MOST_FILES = 200
_SNIFF = 1_000_000

ENGINE = pytest.StashKey[tuple[Engine, Progress]]()
"""The engine that was started early, until the run takes it over."""

RECORDER = pytest.StashKey[Recorder]()


def begin(config: pytest.Config, paths: list[str]) -> None:
    """Start the browser if one of the specs in these files and folders looks as if it will be needed.

    It is closed at the end like any other, and nothing depends on it: a run that finds none starts its own.
    """
    given = config.known_args_namespace
    if given.collectonly or "PYTEST_XDIST_WORKER" in os.environ or not any(map(_needs_browser, _specs(config, paths))):
        return
    from pytest_promises.channels.page import PageChannel
    from pytest_promises.channels.pages.visits import prepare  # noqa: F401 - imported now, since Playwright takes longest

    settings = settings_of(config, given)
    recorder = recorder_of(config, given)
    progress = Progress(recorder.redactor)
    engine = Engine(settings, progress.on_event, keeper=recorder)
    engine.prepare(Channel("page", "page", "/"), PageChannel())
    config.add_cleanup(engine.close)
    config.stash[ENGINE] = (engine, progress)


def recorder_of(config: pytest.Config, given: argparse.Namespace) -> Recorder:
    """Return what keeps the evidence of a run, made when it is first asked for."""
    if RECORDER not in config.stash:
        evidence = evidence_of(config, given) != "off"
        config.stash[RECORDER] = Recorder(folder_of(config), Redactor(), evidence=evidence)
        config.add_cleanup(config.stash[RECORDER].close)
    return config.stash[RECORDER]


def _specs(config: pytest.Config, paths: list[str]) -> Iterator[Path]:
    """Yield the YAML files that the paths name, not too many of them."""
    for path in (config.invocation_params.dir / one.partition("::")[0] for one in paths):
        found = sorted(islice(path.rglob("*.y*ml"), _MOST_FILES)) if path.is_dir() else [path]
        yield from (one for one in found if one.suffix in {".yaml", ".yml"})


def _needs_browser(path: Path) -> bool:
    """Tell whether a spec has pages that are not read over plain HTTP, by its text alone."""
    try:
        with path.open("rb") as file:
            text = file.read(_SNIFF)
    except OSError:
        return False
    return len(_PAGE.findall(text)) > len(_PLAIN.findall(text))
