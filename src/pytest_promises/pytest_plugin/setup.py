"""The audit in a pytest session: collecting specs, starting to listen, reporting, ending."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest

from pytest_promises import wire
from pytest_promises.model.check import CheckKind
from pytest_promises.model.promise import Spec
from pytest_promises.reporting.text import tell

from .collection import PromiseFile, PromiseItem
from .folders import is_spec, run_only_specs
from .garbage import keep, relax
from .records import Records
from .run import Run, start


def set_up(config: pytest.Config) -> None:
    """Register what makes pytest run specs; raises `pytest.UsageError`."""
    run_only_specs(config)
    # Undone after pytest has looked through all objects for exceptions that nobody saw, which it does several times.
    config.add_cleanup(relax())
    run = start(config)
    # A spec that cannot be read must not keep the others from being audited.
    config.option.continue_on_collection_errors = True
    config.addinivalue_line(
        "markers", "promises(spec, promise, topic, owner, check, channel, locale): what a check is about"
    )
    for kind in CheckKind:
        config.addinivalue_line("markers", f"{kind}: checks of this kind")
    # Requests, which libraries for structured data import, ignores it itself, but only in the thread that imports it
    # while no other one sets the filters, which pytest does for every test.
    config.addinivalue_line("filterwarnings", "ignore:SOCKS support in urllib3")
    config.pluginmanager.register(SpecCollection(), "promises-collection")
    config.pluginmanager.register(Session(run), "promises-session")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Records(run), "promises-records")
        if config.pluginmanager.hasplugin("xdist"):
            from .workers import Controller

            config.pluginmanager.register(Controller(run), "promises-controller")


class SpecCollection:
    """Collects spec files."""

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> PromiseFile | None:
        """Collect a file that is a spec."""
        if is_spec(file_path, parent.config):
            return PromiseFile.from_parent(parent, path=file_path)
        return None


class Session:
    """Starts listening when collection ends, waits outside of pytest's capturing, and ends what was started."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what no change can have touched, where only changes are asked for."""
        wanted = self._run.touched(tuple({id(s): s for s in _specs_of(items)}.values())) if items else None
        if wanted is None:
            return
        kept = [item for item in items if not isinstance(item, PromiseItem) or wanted.concerns(item.check)]
        if len(kept) < len(items):
            config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
            items[:] = kept

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Begin to hear the channels of the selected checks."""
        checks = [item.check for item in session.items if isinstance(item, PromiseItem)]
        if checks and not session.config.option.collectonly:
            keep()
            self._run.begin(checks)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Wait for an item's channels while the terminal is free to show the progress."""
        if isinstance(item, PromiseItem):
            self._run.audit.wait(item.check, self._run.progress.tick)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send the finding with the report of the phase that tells it: as plain data where it leaves the process."""
        report = yield
        if isinstance(item, PromiseItem) and item.finding is not None and _decides(report, call):
            report.promises_verdict = str(item.finding.verdict)  # type: ignore[attr-defined]
            if hasattr(item.config, "workerinput"):
                report.promises_finding = wire.to_plain(item.finding)  # type: ignore[attr-defined]
            else:
                self._run.findings[report.nodeid] = item.finding
            if call.excinfo is not None and isinstance(call.excinfo.value, pytest.fail.Exception):
                report.longrepr = tell(item.finding, self._run.columns)
        return report

    def pytest_sessionfinish(self) -> None:
        """End what is still under way."""
        self._run.close()

    def pytest_unconfigure(self) -> None:
        """End what is still under way, also when the session never finished."""
        self._run.close()
        keep()


def _specs_of(items: Sequence[pytest.Item]) -> Iterator[Spec]:
    return (item.check.spec for item in items if isinstance(item, PromiseItem))


def _decides(report: pytest.TestReport, call: pytest.CallInfo[None]) -> bool:
    return call.when == "call" or (call.when == "setup" and not report.passed)
