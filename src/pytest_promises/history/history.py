"""The history of all runs: what is taken into it, and what it is asked."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from pytest_promises.evidence.journal import journals
from pytest_promises.model.finding import Finding
from pytest_promises.model.report import Report, RunInfo

from . import HistoryError, asking, looks, notices, past
from .address import shown
from .asking import Difference, RunSummary
from .branches import branch_id, newest_branch
from .courses import Trend, courses
from .opening import reading, writing
from .retention import first_number, prune
from .schema import RUNS
from .standing import CheckStanding, all_standing
from .story import clean, clean_key, number_of, story_of
from .taking import take


class History:
    """A history that is open; usable from several threads and processes at once. Everything raises `HistoryError`."""

    def __init__(self, engine: Engine, keep_days: int) -> None:
        self._engine = engine
        self._keep_days = keep_days

    @property
    def where(self) -> str:
        """Where it is, without any password."""
        return shown(self._engine.url)

    def take(self, journal: Path) -> None:
        """Take the run of a journal, in place of what was taken of it before; older runs are removed in due time."""
        story = story_of(journal)
        now = datetime.now(UTC)
        if story is None or number_of(story.run) < first_number(now, self._keep_days):
            return
        with writing(self._engine) as connection:
            take(connection, story)
            prune(connection, now, self._keep_days)

    def take_left(self, folder: Path, but: str = "") -> None:
        """Take the runs whose journals are in a folder and not, or not wholly, in the history: they were killed.

        One that is still under way is taken, too, and once more when it ends. `but` is one to leave out.
        """
        sizes = self._sizes()
        for journal in journals(folder):
            size = journal.stat().st_size if journal.exists() else 0
            if journal.stem != but and size > sizes.get(journal.stem, 0):
                self.take(journal)

    def _sizes(self) -> dict[str, float]:
        """Return how much of each run's journal was taken, in bytes; of a run that has ended, all."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(RUNS.c.id, RUNS.c.journal_bytes, RUNS.c.finished_at))
            return {row.id: inf if row.finished_at else row.journal_bytes for row in rows}

    def report(
        self,
        run: RunInfo,
        findings: Sequence[Finding],
        problems: Sequence[str],
        there: Callable[[str], bool] = lambda _: True,
    ) -> Report:
        """Return the report of a run that was taken, with all that has changed since the runs before.

        `there` tells whether the file of a spec is there: the checks of one that was deleted are gone.
        """
        keys = {clean_key(one.key): one.key for one in findings}
        with reading(self._engine) as connection:
            number = self._number(connection, run.id)
            parts = past.parts_before(connection, number)
            since, points = past.since_of(connection, number), past.past_of(connection, number, parts)
            return Report(
                run,
                tuple(findings),
                tuple(problems),
                past.previous(connection, parts),
                {keys[key]: one for key, one in since.items() if key in keys},
                {keys[key]: one for key, one in points.items() if key in keys},
                tuple(past.gone(connection, number, parts, there)),
            )

    def runs(self, limit: int = 30, branch: str | None = None) -> tuple[RunSummary, ...]:
        """Return the newest runs, the newest first: of all branches, or of one."""
        with reading(self._engine) as connection:
            number = None if branch is None else self._branch(connection, branch)
            return asking.runs(connection, limit, number)

    def run(self, name: str) -> RunSummary | None:
        """Return the run of an id, `None` where there is none."""
        with reading(self._engine) as connection:
            return asking.run(connection, name)

    def findings(self, run: str) -> tuple[Finding, ...]:
        """Return what a run found, in the order of the run."""
        with reading(self._engine) as connection:
            return asking.findings(connection, self._number(connection, run))

    def diff(self, older: str, newer: str) -> tuple[Difference, ...]:
        """Return what two runs found differently."""
        with reading(self._engine) as connection:
            return asking.diff(connection, self._number(connection, older), self._number(connection, newer))

    def trend(self, promise: str, branch: str | None = None, since: datetime | None = None) -> tuple[Trend, ...]:
        """Return the course of each check of a promise: `first-reply`, or `specs/support.yaml::first-reply`.

        It is that of a branch, by default the newest run's; its points begin at a time. There is none for a promise
        that nobody has made.
        """
        spec, _, name = promise.rpartition("::")
        with reading(self._engine) as connection:
            number = self._branch(connection, branch)
            return () if number is None else courses(connection, clean(name), clean(spec), number, since)

    def standing(self, branch: str | None = None) -> tuple[CheckStanding, ...]:
        """Return where all checks of a branch stand, by default the newest run's; what is gone is left out."""
        with reading(self._engine) as connection:
            number = self._branch(connection, branch)
            return () if number is None else tuple(all_standing(connection, number))

    def noticed(self, key: str, since: datetime) -> bool:
        """Tell whether a notice of that key was kept from a time on; the time has a time zone."""
        with reading(self._engine) as connection:
            return notices.noticed(connection, clean(key), since)

    def notice(self, key: str, at: datetime) -> None:
        """Keep a notice; the time has a time zone."""
        with writing(self._engine) as connection:
            notices.notice(connection, clean(key), at)

    def keep_look(self, place: str, look: looks.Look) -> None:
        """Keep a look at a service; it is on the disk when this returns."""
        with writing(self._engine) as connection:
            looks.keep(connection, place, look)

    def looks(self, place: str, since: float) -> tuple[looks.Look, ...]:
        """Return the looks at a service from a moment on, in seconds since 1970, the oldest first."""
        with reading(self._engine) as connection:
            return looks.kept(connection, place, since)

    def take_over(self, folder: Path) -> None:
        """Take the samples that an earlier version kept in a file of the folder."""
        looks.take_over(self._engine, folder)

    def _number(self, connection: Connection, run: str) -> int:
        number = asking.run_number(connection, run)
        if number is None:
            raise HistoryError(f"the history in {self.where} has no run {run}")
        return number

    def _branch(self, connection: Connection, name: str | None) -> int | None:
        if name is None:
            return newest_branch(connection)
        number = branch_id(connection, clean(name))
        if number is None:
            raise HistoryError(f"the history in {self.where} has no run of a branch {name}")
        return number
