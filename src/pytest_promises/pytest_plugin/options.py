"""The options of a run, from the command line and the ini file, checked."""

import argparse
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pytest

from pytest_promises.hookspecs import Settings
from pytest_promises.model.finding import PASSING, Verdict

ENGINES = frozenset({"chromium", "firefox", "webkit"})
_SOCKETS = ("ws://", "wss://")
_FAILING = frozenset(Verdict) - PASSING - {Verdict.WAIVED}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    settings: Settings
    fail_on: frozenset[Verdict]
    json: Path | None


def options_of(config: pytest.Config) -> Options:
    """Return the options; raises `pytest.UsageError` for one that makes no sense."""
    settings = settings_of(config, config.option)
    json = config.getoption("--promises-json") or config.getini("promises_json")
    return Options(settings, _fail_on(config), (config.invocation_params.dir / json) if json else None)


def settings_of(config: pytest.Config, given: argparse.Namespace) -> Settings:
    """Return what channels are heard with; `given` is the command line. Raises `pytest.UsageError`."""
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
