"""The history beside a run: opened while the channels are still being heard, and given the run at its end."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pytest_promises.evidence.recorder import RUNS
from pytest_promises.history import HistoryError, open_history
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report, RunInfo
from pytest_promises.reporting.printable import printable

if TYPE_CHECKING:
    from pytest_promises.history.history import History

OFF = "off"


class Past:
    """The history of one run, from its beginning to its end.

    Trouble with it never changes what a run finds: it is in `trouble`, one line to be told at the end. `lost` says
    whether it makes the run one that has not gone well: the history was asked for by its URL.
    """

    def __init__(self, url: str, folder: Path, keep_days: int) -> None:
        self.trouble = ""
        self.history: History | None = None
        self._url, self._folder, self._keep_days = url, folder, keep_days
        self._thread: Thread | None = None

    @property
    def lost(self) -> bool:
        """Whether a history that was asked for could not be written."""
        return bool(self._url and self.trouble)

    def begin(self, run: RunInfo) -> None:
        """Begin to open the history, and to take what killed runs left; importing what it needs takes a while."""
        if self._url != OFF and self._thread is None:
            self._thread = Thread(target=self._guarded, args=(lambda: self._open(run),), name="promises-history")
            self._thread.daemon = True
            self._thread.start()

    def end(self, journal: Path | None, run: RunInfo, findings: Sequence[Finding], problems: Sequence[str]) -> Report:
        """Take the run, and return its report, with what has changed as far as the history tells."""
        report = Report(run, tuple(findings), tuple(problems))
        if self._url == OFF or journal is None:
            return report
        self.begin(run)
        if self._thread is not None:
            self._thread.join()
        told: list[Report] = []
        self._guarded(lambda: told.extend(self._taken(journal, run, findings, problems)))
        return told[0] if told else report

    def _open(self, run: RunInfo) -> None:
        self.history = history = open_history(self._url, self._folder, keep_days=self._keep_days)
        history.take_over(self._folder)
        history.take_left(self._folder / RUNS, but=run.id)

    def _taken(
        self, journal: Path, run: RunInfo, findings: Sequence[Finding], problems: Sequence[str]
    ) -> Sequence[Report]:
        if self.history is None:
            return ()
        self.history.take(journal)
        return (self.history.report(run, findings, problems, lambda spec: Path(spec).exists()),)

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except HistoryError as error:
            self.trouble = self.trouble or printable(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, what the run has found stands
            self.trouble = self.trouble or printable(f"the history cannot be used: {type(error).__name__}: {error}")
