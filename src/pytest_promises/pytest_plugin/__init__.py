"""The pytest plugin: `pytest --promises` runs specs, and nothing is imported for it before it is asked for."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .own_pages import Promises

SPECS = "promises_specs"
FINDINGS = "promises_findings"
"""The attribute of a report that has the findings of a test of the team's own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--promises` and its options."""
    group = parser.getgroup("promises", "service promises")
    for name, text, more in _OPTIONS:
        group.addoption(name, help=text, **more)
    parser.addini(SPECS, "folders with promise specs (default: specs)", type="args", default=["specs"])
    parser.addini("promises_fail_on", "verdicts that fail the run (default: all)", type="args", default=[])
    parser.addini("promises_report", "reports to write, each FORMAT=PATH", type="linelist", default=[])
    parser.addini("promises_hosts", "the only hosts that may be talked to (default: those in specs)", "args", [])
    for name, text, default in _SETTINGS:
        parser.addini(name, f"{text} (default: {default})" if default else text, default=default)


_FLAG = {"action": "store_true"}
_OPTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("--promises", "audit the promises of the spec folders, or of the paths given", _FLAG),
    ("--promises-fail-on", "verdicts that fail the run, separated by commas (default: all)", {"metavar": "VERDICTS"}),
    ("--promises-json", "the same as --promises-report json=FILE", {"metavar": "FILE"}),
    (
        "--promises-report",
        "write a report (html, json, jsonl, sarif, ...); may be given several times",
        {"metavar": "FORMAT=PATH", "action": "append", "default": []},
    ),
    (
        "--promises-evidence",
        "what to keep in the folder: texts and pictures (default), texts alone, or nothing",
        {"choices": ("all", "text", "off")},
    ),
    ("--promises-trace", "keep Playwright traces of what is visited, too", _FLAG),
    ("--promises-history", "the database of all runs, or `off`", {"metavar": "URL"}),
    (
        "--promises-changed-since",
        "run only what may have changed: since a commit, or since `last-run` where pages differ",
        {"metavar": "REF"},
    ),
    ("--promises-notify", "tell owners what broke or is kept again", _FLAG),
    (
        "--promises-browser",
        "chromium, firefox, webkit, a browser's path, ws://... (a Playwright server), cdp+http://... (a Chromium)",
        {"metavar": "BROWSER"},
    ),
    ("--promises-probe", "let channels write to the service: ask a chat, send a form", _FLAG),
)
_SETTINGS = (
    ("promises_json", "write all findings to this file as JSON", ""),
    ("promises_folder", "where evidence and history are kept", ".promises"),
    ("promises_evidence", "as --promises-evidence", "all"),
    ("promises_history", "as --promises-history; SQLite in the folder when it is not set", ""),
    ("promises_keep_runs_days", "days that runs are kept in the history", "400"),
    ("promises_notify_minutes", "minutes between two messages to one owner", "60"),
    ("promises_keep_days", "days that evidence is kept", "30"),
    ("promises_keep_megabytes", "what evidence may take up", "1000"),
    ("promises_browser", "as --promises-browser", ""),
    ("promises_timeout", "seconds that one page may take", "30"),
    ("promises_deadline", "seconds that all pages together may take", "600"),
    ("promises_concurrency", "pages loaded at the same time", "4"),
    ("promises_per_host", "pages of one host loaded at the same time", "4"),
    ("promises_retries", "further tries after a transient failure", "2"),
)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Let a `conftest.py` beside the specs be loaded first when no path is given, as for any path that is.

    What takes longest to start begins to.
    """
    known = early_config.known_args_namespace
    if known.promises:
        if not known.file_or_dir:
            from .folders import existing

            known.file_or_dir = [str(folder) for folder in existing(early_config)]
        from .early import begin

        begin(early_config, known.file_or_dir)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set the audit up when it was asked for, and get ready for findings of the team's own tests."""
    if config.getoption("--promises"):
        from .setup import set_up

        set_up(config)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Receiver(config), "promises-receiver")


class _Receiver:
    """Takes the findings of a team's own tests from their reports, of this process or of workers."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hand findings on."""
        findings = getattr(report, FINDINGS, None)
        if findings:
            from .own_reports import receive

            receive(self._config, findings)


@pytest.fixture
def promises(request: pytest.FixtureRequest) -> "Promises":
    """The promises of the spec folders, by name, for pages that a test brings: `promises["first-reply"]`."""
    from .own_pages import Promises

    return Promises(request.node)
