"""Keeps what a run hears and finds: evidence in the store, the rest in the run's journal, all of it redacted before."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from pytest_promises.model.hearing import Hearing
from pytest_promises.model.report import RunInfo
from pytest_promises.redaction import Redactor
from pytest_promises.wire import to_plain

from .journal import SUFFIX, Journal
from .snapshots import split
from .store import Store

_NO_TEXT = ("image/", "application/zip", "application/pdf")
_BEGINNING = frozenset({"heard", "finding", "problem"})
STORE = "evidence"
RUNS = "runs"


class Recorder:
    """The keeper of one run: evidence is in `FOLDER/evidence`, what was heard and found in `FOLDER/runs/ID.jsonl`.

    Nothing is written before it is to be kept. What cannot be written is in `trouble`, to be told at the end of the
    run. Without `evidence`, there is the journal alone.
    """

    def __init__(self, folder: Path, redactor: Redactor, *, evidence: bool = True) -> None:
        self.store = Store(folder / STORE)
        self.trouble = ""
        self._folder = folder
        self.redactor = redactor
        self._evidence = evidence
        self._run: RunInfo | None = None
        self._journal: Journal | None = None
        self._opening = Lock()
        self._before: list[Any] = []
        self._aside = ThreadPoolExecutor(1, "promises-evidence")

    @property
    def journal(self) -> Path | None:
        """The file of the journal, once it is begun."""
        return self._journal.path if self._journal else None

    def begin(self, run: RunInfo) -> None:
        """Say which run it is; its journal begins with the first thing that is heard or found."""
        self._run = run

    def masks(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the spans of a text that no picture may show."""
        return self.redactor.spans(text)

    def keep(self, content: bytes, media_type: str) -> str:
        """Keep something as evidence, and return its reference; `""` where none is kept."""
        if not self._evidence:
            return ""
        if not media_type.startswith(_NO_TEXT):
            content = self.redactor.text(content.decode("utf-8", "replace")).encode("utf-8", "replace")
        return self._put(content, media_type)

    def remember(self, key: str, refs: Sequence[str]) -> None:
        """Keep what a later run may use again."""
        try:
            if self._evidence:
                self.store.remember(key, refs)
        except OSError as error:
            self._failed(f"evidence cannot be kept in {self.store.folder}", error)

    def recall(self, key: str) -> tuple[str, ...]:
        """Return the references that an earlier run remembered."""
        return self.store.recall(key) if self._evidence else ()

    def heard(self, spec: str, channel: str, hearing: Hearing) -> None:
        """Keep what a channel said, redacted already, so that the run can be judged again; returns at once."""
        if self._evidence:
            self._aside.submit(self._keep_hearing, spec, channel, hearing)

    def spec(self, path: str, files: Mapping[str, bytes], variables: Mapping[str, str]) -> None:
        """Keep a spec that has no problems: the texts of its files, and the variables in them, which are redacted."""
        if self._evidence:
            refs = {name: self._put(text, "application/yaml") for name, text in files.items()}
            shown = {name: self.redactor.text(value) for name, value in variables.items()}
            self._before.append({"path": path, "files": refs, "variables": shown})

    def note(self, kind: str, content: Any) -> None:
        """Append a line to the journal."""
        try:
            self._opened(kind)
            if self._journal is not None:
                self._journal.append(kind, content)
        except OSError as error:
            self._failed("the run's journal cannot be written", error)
            self._run = None

    def _opened(self, kind: str) -> None:
        with self._opening:
            if self._journal is None and self._run is not None and kind in _BEGINNING:
                self._journal = Journal(self._folder / RUNS / f"{self._run.id}{SUFFIX}")
                _ignore(self._folder)
                self._journal.append("run", to_plain(self._run))
            while self._journal is not None and self._before:
                self._journal.append("spec", self._before.pop(0))

    def close(self) -> None:
        """Finish what is under way; nothing is kept after that."""
        self._aside.shutdown()
        if self._journal is not None:
            self._journal.close()

    def _keep_hearing(self, spec: str, channel: str, hearing: Hearing) -> None:
        said, evidence = split(hearing)
        ref = self._put(said, "application/json")
        if ref:
            self.note("heard", {"spec": spec, "channel": channel, "hearing": ref, "evidence": evidence})

    def _put(self, content: bytes, media_type: str) -> str:
        try:
            return self.store.put(content, media_type)
        except OSError as error:
            self._failed(f"evidence cannot be kept in {self.store.folder}", error)
            return ""

    def _failed(self, what: str, error: OSError) -> None:
        self.trouble = self.trouble or f"{what}: {error.strerror}"


def _ignore(folder: Path) -> None:
    """Keep a folder out of git, as pytest does its cache."""
    path = folder / ".gitignore"
    if not path.exists():
        path.write_text("# Made by pytest-promises.\n*\n", "utf-8")
