"""What one run holds: its options, its audit, its progress."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pytest_promises.audit import Audit, Listening, LocalListening
from pytest_promises.audit.selecting import Touched
from pytest_promises.audit.sites import Sites
from pytest_promises.evidence.recorder import Recorder
from pytest_promises.gathering import Engine
from pytest_promises.hookspecs import ChannelType
from pytest_promises.model.check import Check
from pytest_promises.model.finding import Finding
from pytest_promises.model.promise import Spec
from pytest_promises.model.report import Report, RunInfo
from pytest_promises.plugins import PluginError, has_hook, manager
from pytest_promises.plugins.lexicons import use_lexicons
from pytest_promises.plugins.specs import all_types
from pytest_promises.spec import Loaded
from pytest_promises.wire import from_plain, to_plain

from .early import ENGINE, recorder_of
from .options import Options, options_of
from .past import Past
from .progress import Progress
from .run_info import keep_spec, new_run

if TYPE_CHECKING:
    from .changed import Changes


@dataclass(slots=True)
class Run:
    """A run of the plugin in this process; `findings` are those whose report is under way, by node id.

    `engine` is one that was started before the run.
    """

    config: pytest.Config
    options: Options
    progress: Progress
    recorder: Recorder
    past: Past
    info: RunInfo = field(default_factory=new_run)
    marks: set[str] = field(default_factory=set)
    findings: dict[str, Finding] = field(default_factory=dict)
    engine: Engine | None = None
    changes: "Changes | None" = None
    _audit: Audit | None = None

    @property
    def audit(self) -> Audit:
        """The audit, made when the first spec is met: a `conftest.py` beside it has been loaded by then.

        Raises `CollectError` for lexicons that cannot be used.
        """
        if self._audit is None:
            types = _joined(one for one in self.config.pluginmanager.get_plugins() if has_hook(one))
            deadline = self.options.settings.deadline
            today = date.today()  # noqa: DTZ011 - the user's day
            self._audit = Audit(types, os.environ, today, self._listen, deadline, self._met)
        return self._audit

    @property
    def columns(self) -> int:
        """The width that reports are laid out for."""
        return min(max(self.config.get_terminal_writer().fullwidth, 60), 120)

    def register_mark(self, config: pytest.Config, name: str) -> None:
        """Let `--strict-markers` know a topic or an owner."""
        if name not in self.marks:
            self.marks.add(name)
            config.addinivalue_line("markers", f"{name}: promises with this topic or owner")

    def begin(self, checks: Sequence[Check]) -> None:
        """Begin to hear the channels of the checks."""
        self.audit.start(checks)
        if not hasattr(self.config, "workerinput"):
            self.past.begin(self.info)

    def end(self, findings: Sequence[Finding], problems: Sequence[str], *, partial: bool = False) -> Report:
        """End the run's journal, and have the history take it; return all that was found, and what has changed."""
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        self.info = replace(self.info, finished_at=finished, partial=partial)
        for problem in problems:
            self.recorder.note("problem", problem)
        self.recorder.note("end", to_plain(self.info))
        return self.past.end(self.recorder.journal, self.info, findings, problems)

    def touched(self, specs: Sequence[Spec]) -> Touched | None:
        """Return what has changed, or `None` where everything is asked for; raises `pytest.UsageError`."""
        since = self.options.changed_since
        if not since:
            return None
        worker: dict[str, Any] = getattr(self.config, "workerinput", {})
        if "promises_touched" in worker:
            return from_plain(worker["promises_touched"], Touched)
        from .changed import Changes

        self.changes = Changes(self, since)
        return self.changes.touched(specs)

    def remember(self, findings: Sequence[Finding]) -> list[str]:
        """Keep how all looked, where changes were asked for; return a line when that is impossible."""
        try:
            if self.changes is not None:
                self.changes.remember(findings)
        except OSError as error:
            return [f"--promises-changed-since: {self.options.folder} cannot be written: {error.strerror}"]
        return []

    def tidy(self) -> None:
        """Delete evidence that is too old or too much, once a day."""
        from pytest_promises.evidence.pruning import is_due, prune

        now, options = time.time(), self.options
        if options.evidence and options.folder.is_dir() and is_due(options.folder, now):
            prune(options.folder, options.keep_days, options.keep_megabytes, now)

    def close(self) -> None:
        """End everything that is under way."""
        if self._audit is not None:
            self._audit.close()
        if self.engine is not None:
            self.engine.close()

    def _met(self, loaded: Loaded) -> None:
        """Learn what must not be seen of a spec's, and keep the spec as it is."""
        if loaded.spec is not None:
            self.recorder.redactor.learn(loaded.spec.secrets, loaded.spec.redacting)
            if not hasattr(self.config, "workerinput") and not self.config.option.collectonly:
                keep_spec(self.recorder, loaded, os.environ)

    def _listen(self, audit: Audit) -> Listening:
        worker: dict[str, Any] = getattr(self.config, "workerinput", {})
        if "promises_broker" in worker:
            from .workers import remote

            return remote(worker, audit, self)
        return self.local(audit)

    def local(self, audit: Audit) -> LocalListening:
        """Return what hears the channels in this process."""
        engine, self.engine = self.engine, None
        engine = engine or Engine(self.options.settings, self.progress.on_event, keeper=self.recorder)
        return LocalListening(engine, audit.types, Sites(os.environ), audit.spec, self.recorder)


def _joined(extra: Iterable[object]) -> Mapping[str, ChannelType]:
    try:
        plugins = manager(extra)
        use_lexicons(plugins)
        return all_types(plugins)
    except PluginError as error:
        raise pytest.Collector.CollectError(str(error)) from error


RUN = pytest.StashKey[Run]()


def run_of(config: pytest.Config) -> Run:
    """Return the run of a configuration, made when it is first asked for; raises `pytest.UsageError`."""
    return config.stash[RUN] if RUN in config.stash else start(config)


def start(config: pytest.Config) -> Run:
    """Make the run of a configuration; raises `pytest.UsageError`."""
    engine, progress = config.stash.get(ENGINE, (None, None))
    recorder, options = recorder_of(config, config.option), options_of(config)
    past = Past(options.history, options.folder, options.keep_runs_days)
    progress = progress or Progress(recorder.redactor)
    config.stash[RUN] = run = Run(config, options, progress, recorder, past, engine=engine)
    if not hasattr(config, "workerinput"):
        recorder.begin(run.info)
    return run
