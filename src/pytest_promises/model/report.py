"""All that one run found, and what has changed since the runs before: what every report is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from .finding import Finding, Verdict

Key = tuple[str, str, str]
"""What a check is known by from run to run: the spec's path, the promise, the check's own name (`stated[faq]`)."""


class Change(StrEnum):
    """What became of a check since the run before that had an answer.

    Only a conclusive verdict is an answer: a page that could not be had changes nothing about what is known of it.
    """

    NEW = "new"
    NEWLY_BROKEN = "newly broken"
    NEWLY_KEPT = "newly kept"
    STILL_BROKEN = "still broken"
    STILL_KEPT = "still kept"
    NEWLY_INCONCLUSIVE = "newly inconclusive"
    STILL_INCONCLUSIVE = "still inconclusive"


@dataclass(frozen=True, slots=True)
class Since:
    """How long a check has been what it is: `at` is the time of the first run of the streak, ISO 8601 in UTC.

    `runs` counts the runs of the streak, this one among them; `before` is the verdict of the run before the streak.
    """

    change: Change
    at: str = ""
    runs: int = 1
    before: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What one earlier run found of a check; `value` is the first figure that was measured, in its unit."""

    run: str
    at: str
    verdict: Verdict
    value: float | None = None


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run: `id` sorts by time (`20261123T134512-3f9ac1`); times are ISO 8601 in UTC, `""` while it lasts.

    `branch`, `commit` and `job` (a URL) are what the CI system tells. A `partial` run had not all checks of its specs.
    """

    id: str
    started_at: str
    finished_at: str = ""
    version: str = ""
    branch: str = ""
    commit: str = ""
    job: str = ""
    partial: bool = False


_NOTHING: Mapping[Key, Since] = MappingProxyType({})
_NO_PAST: Mapping[Key, tuple[Point, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made of: `findings` in the order of the run, `problems` the specs that could not be read.

    `since` and `past` are by the finding's `key`, and empty where no history is kept; `past` is oldest first and ends
    before this run. `gone` are checks of the run before that nobody asks for any more.
    """

    run: RunInfo
    findings: tuple[Finding, ...]
    problems: tuple[str, ...] = ()
    previous: RunInfo | None = None
    since: Mapping[Key, Since] = field(default_factory=lambda: _NOTHING)
    past: Mapping[Key, tuple[Point, ...]] = field(default_factory=lambda: _NO_PAST)
    gone: tuple[Key, ...] = ()
