"""`--promises-changed-since`: only checks that a change may have touched are run."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pytest_promises.audit import LocalListening, marks
from pytest_promises.audit.git import GitError, changed_since
from pytest_promises.audit.selecting import Touched, is_plain_page, touched
from pytest_promises.model.finding import PASSING, Finding, Verdict
from pytest_promises.model.promise import Channel, Spec

if TYPE_CHECKING:
    from .run import Run

LAST_RUN = "last-run"
Key = tuple[str, str]


class Changes:
    """What differs from a commit, or from the last run that asked, and what is to be remembered of this one."""

    def __init__(self, run: "Run", since: str) -> None:
        self._run = run
        self._known = marks.load(run.options.folder)
        self._now: dict[str, str] = {}
        self._files = None if since == LAST_RUN else _files(since, run.config.rootpath)

    def touched(self, specs: Sequence[Spec]) -> Touched:
        """Return what has changed; pages are asked for over plain HTTP, all at the same time."""
        pages = [(spec, channel) for spec in specs for channel in _unmapped_pages(spec)]
        changed = frozenset(self._changed_pages(pages))
        sections = {kind: str(getattr(one, "section", "")) for kind, one in self._run.audit.types.items()}
        return touched(specs, self._spec_changed, self._files_changed, changed, sections)

    def remember(self, findings: Collection[Finding]) -> None:
        """Keep how all looked, but for what did not pass: it is to be looked at again. Raises `OSError`."""
        bad = [one for one in findings if one.verdict not in PASSING and one.verdict is not Verdict.WAIVED]
        doubtful = tuple(start for one in bad for start in (f"spec {one.spec}", f"channel {one.spec} "))
        known = {name: digest for name, digest in (self._known | self._now).items() if not name.startswith(doubtful)}
        marks.save(self._run.options.folder, known)

    def _spec_changed(self, spec: Spec) -> bool:
        files = [Path(name).absolute() for name in self._run.audit.load(Path(spec.path)).files]
        differs = self._differs(marks.spec_name(spec), marks.of_files(files))
        return differs if self._files is None else not self._files.isdisjoint(files)

    def _files_changed(self, spec: Spec, channel: Channel) -> bool:
        differs = self._differs(marks.channel_name(spec, channel.name), marks.of_files(marks.mapped(spec, channel)))
        return differs if self._files is None else any(marks.names(spec, channel, path) for path in self._files)

    def _changed_pages(self, pages: Sequence[tuple[Spec, Channel]]) -> Iterator[Key]:
        digests = self._digests([(spec.path, channel.name) for spec, channel in pages])
        for spec, channel in pages:
            key = (spec.path, channel.name)
            # What cannot be had, or never was, may have changed.
            if key not in digests or self._differs(marks.channel_name(spec, channel.name), digests[key]):
                yield key

    def _digests(self, keys: Sequence[Key]) -> dict[Key, str]:
        listening = self._run.audit.listening
        return listening.fingerprints(keys) if isinstance(listening, LocalListening) else {}

    def _differs(self, name: str, digest: str) -> bool:
        self._now[name] = digest
        return self._known.get(name) != digest


def _unmapped_pages(spec: Spec) -> Iterator[Channel]:
    return (one for one in spec.channels if is_plain_page(one) and not one.options.get("files"))


def _files(ref: str, folder: Path) -> frozenset[Path]:
    try:
        return changed_since(ref, folder)
    except GitError as error:
        raise pytest.UsageError(f"--promises-changed-since {ref}: {error}; or write {LAST_RUN}") from error
