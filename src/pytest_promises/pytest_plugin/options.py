"""The options of a run, from the command line and the ini file, checked."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pytest

from pytest_promises.hookspecs import Settings
from pytest_promises.model.finding import PASSING, Verdict

from .past import OFF

ENGINES = frozenset({"chromium", "firefox", "webkit"})
STDOUT = Path("-")
"""The path of a report that is written to the terminal."""

HISTORY = "PROMISES_HISTORY"
"""The variable that names the history where no option does: a URL may hold a password."""

_EVIDENCE = ("all", "text", "off")
_SOCKETS = ("ws://", "wss://")
_FAILING = frozenset(Verdict) - PASSING - {Verdict.WAIVED}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for: `reports` are names of formats and paths; `history` is a URL, `""` or `off`."""

    settings: Settings
    fail_on: frozenset[Verdict]
    reports: tuple[tuple[str, Path], ...]
    folder: Path
    evidence: bool
    history: str
    keep_runs_days: int = 400
    keep_days: float = 30
    keep_megabytes: float = 1000
    notify: bool = False
    notify_minutes: float = 60
    changed_since: str = ""


def options_of(config: pytest.Config) -> Options:
    """Return the options; raises `pytest.UsageError` for one that makes no sense."""
    settings = settings_of(config, config.option)
    return Options(
        settings,
        _fail_on(config),
        tuple(_reports(config)),
        folder_of(config),
        evidence_of(config, config.option) != "off",
        history_of(config),
        int(_number(config, "promises_keep_runs_days")),
        _number(config, "promises_keep_days"),
        _number(config, "promises_keep_megabytes"),
        config.getoption("--promises-notify"),
        _number(config, "promises_notify_minutes", least=0),
        config.getoption("--promises-changed-since") or "",
    )


def history_of(config: pytest.Config) -> str:
    """Return the URL of the history: what was asked for, what the environment names, `""` or `off`."""
    asked: str = config.getoption("--promises-history") or config.getini("promises_history")
    return asked or os.environ.get(HISTORY, "")


def folder_of(config: pytest.Config) -> Path:
    """Return where evidence and history are kept."""
    return config.rootpath / str(config.getini("promises_folder"))


def evidence_of(config: pytest.Config, given: argparse.Namespace) -> str:
    """Return what evidence is kept: `all`, `text` or `off`. Raises `pytest.UsageError`."""
    asked: str = given.promises_evidence or config.getini("promises_evidence")
    if asked not in _EVIDENCE:
        raise pytest.UsageError(f"promises_evidence = {asked}: write one of {', '.join(_EVIDENCE)}")
    return asked


def _reports(config: pytest.Config) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each report; the command line's take the place of the ini file's."""
    json = config.getoption("--promises-json") or config.getini("promises_json")
    if json:
        yield "json", config.invocation_params.dir / json
    for text in config.getoption("--promises-report") or config.getini("promises_report"):
        name, equals, path = (part.strip() for part in text.partition("="))
        if not (name and equals and path):
            raise pytest.UsageError(f"--promises-report {text}: write FORMAT=PATH, like html=report.html")
        yield name, STDOUT if path == str(STDOUT) else config.invocation_params.dir / path


def settings_of(config: pytest.Config, given: argparse.Namespace) -> Settings:
    """Return what channels are heard with; `given` is the command line. Raises `pytest.UsageError`."""
    evidence = evidence_of(config, given)
    engine, executable, endpoint = _browser(given.promises_browser or config.getini("promises_browser"))
    return Settings(
        timeout=_number(config, "promises_timeout"),
        deadline=_number(config, "promises_deadline"),
        concurrency=int(_number(config, "promises_concurrency")),
        per_host=int(_number(config, "promises_per_host")),
        retries=int(_number(config, "promises_retries", least=0)),
        browser=engine,
        executable=executable,
        endpoint=endpoint,
        hosts=tuple(config.getini("promises_hosts")),
        probe=given.promises_probe,
        screenshots=evidence == "all",
        documents=evidence != "off",
        traces=given.promises_trace,
        folder=str(folder_of(config)),
        history=history_of(config).removeprefix(OFF),
    )


def _browser(text: str) -> tuple[str, str, str]:
    """Return the engine, the program and the address that a browser is named by.

    `ws://…` is a Playwright server, `firefox+ws://…` one that runs Firefox, `cdp+http://…` any Chromium's DevTools.
    """
    engine, _, rest = text.partition("+")
    if text in ENGINES:
        return text, "", ""
    if engine in ENGINES and rest.startswith(_SOCKETS):
        return engine, "", rest
    if text.startswith((*_SOCKETS, "cdp+")):
        return "chromium", "", text
    return "chromium", text, ""


def _number(config: pytest.Config, name: str, least: float = 1) -> float:
    text = config.getini(name)
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not least <= number <= 1e6:
        raise pytest.UsageError(f"{name} = {text}: this is no number from {least:g}; write it like `{name} = 30`")
    return number


def _fail_on(config: pytest.Config) -> frozenset[Verdict]:
    given: str = config.getoption("--promises-fail-on") or ",".join(config.getini("promises_fail_on"))
    names = [name.strip() for name in given.split(",") if name.strip()]
    return frozenset(map(_verdict, names)) if names else _FAILING


def _verdict(name: str) -> Verdict:
    known = sorted(map(str, _FAILING))
    if name in known:
        return Verdict(name)
    close = get_close_matches(name, known, 1)
    hint = f"did you mean {close[0]}?" if close else "the verdicts are " + ", ".join(known)
    raise pytest.UsageError(f"--promises-fail-on: there is no verdict {name} that could fail a run; {hint}")
