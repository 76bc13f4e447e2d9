"""Keeps what a run hears and finds: evidence in the store, the rest in the run's journal, all of it redacted before."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pytest_promises.model.hearing import Hearing
from pytest_promises.redaction import Redactor
from pytest_promises.wire import to_plain

from .journal import SUFFIX, Journal
from .store import Store

_NO_TEXT = ("image/", "application/zip", "application/pdf")
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
        self._journal: Journal | None = None
        self._aside = ThreadPoolExecutor(1, "promises-evidence")

    @property
    def journal(self) -> Path | None:
        """The file of the journal, once it is begun."""
        return self._journal.path if self._journal else None

    def begin(self, run: str) -> None:
        """Begin the journal of a run."""
        try:
            self._journal = Journal(self._folder / RUNS / f"{run}{SUFFIX}")
        except OSError as error:
            self._failed("the run's journal cannot be written", error)

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

    def heard(self, spec: str, channel: str, hearing: Hearing) -> None:
        """Keep what a channel said, redacted already, so that the run can be judged again; returns at once."""
        if self._evidence:
            self._aside.submit(self._keep_hearing, spec, channel, hearing)

    def note(self, kind: str, content: Any) -> None:
        """Append a line to the journal."""
        try:
            if self._journal is not None:
                self._journal.append(kind, content)
        except OSError as error:
            self._failed("the run's journal cannot be written", error)

    def close(self) -> None:
        """Finish what is under way; nothing is kept after that."""
        self._aside.shutdown()
        if self._journal is not None:
            self._journal.close()

    def _keep_hearing(self, spec: str, channel: str, hearing: Hearing) -> None:
        text = json.dumps(to_plain(hearing), ensure_ascii=True, separators=(",", ":"))
        ref = self._put(text.encode(), "application/json")
        if ref:
            self.note("heard", {"spec": spec, "channel": channel, "hearing": ref})

    def _put(self, content: bytes, media_type: str) -> str:
        try:
            return self.store.put(content, media_type)
        except OSError as error:
            self._failed(f"evidence cannot be kept in {self.store.folder}", error)
            return ""

    def _failed(self, what: str, error: OSError) -> None:
        self.trouble = self.trouble or f"{what}: {error.strerror}"
