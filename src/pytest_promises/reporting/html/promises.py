"""Findings by promise: what the sections of the report are made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

from pytest_promises.model.check import CHANNELS
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Change, Report

from .verdicts import BAD, rank

_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_ANCHOR = 80


@dataclass(frozen=True, slots=True)
class Section:
    """One promise of one spec, with its findings in the order of the run; `anchor` is its place in the page.

    The anchor is the same from run to run as long as spec and promise have the same names.
    """

    anchor: str
    spec: str
    promise: str
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """What is promised, as customers would say it."""
        if self.promise == CHANNELS:
            return "All that channels say can be heard."
        return self._first("text") or self.promise

    @property
    def declared(self) -> str:
        """The value as written in the spec."""
        return self._first("declared")

    @property
    def owner(self) -> str:
        """Who answers for it."""
        return self._first("owner")

    @property
    def topic(self) -> str:
        """What it is about."""
        return self._first("topic")

    @property
    def draft(self) -> bool:
        """Whether it is not in force yet."""
        return any(one.draft for one in self.findings)

    @property
    def place(self) -> str:
        """Where in the spec it first stands."""
        return str(min(self.findings, key=lambda one: (one.location.line, one.location.column)).location)

    @property
    def worst(self) -> Finding:
        """The finding that speaks for the whole promise."""
        return min(self.findings, key=rank)

    @property
    def bad(self) -> tuple[Finding, ...]:
        """What is broken, the worst first."""
        return tuple(sorted((one for one in self.findings if one.verdict in BAD), key=rank))

    def _first(self, name: str) -> str:
        return next((value for one in self.findings if (value := str(getattr(one, name)))), "")


def sections(findings: Iterable[Finding]) -> tuple[Section, ...]:
    """Return the promises in the order in which the run came to them."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        grouped.setdefault((one.spec, one.promise), []).append(one)
    anchors = _anchors(grouped)
    return tuple(
        Section(anchor, spec, promise, tuple(own))
        for anchor, ((spec, promise), own) in zip(anchors, grouped.items(), strict=True)
    )


def broken(every: Sequence[Section], report: Report) -> tuple[Section, ...]:
    """Return the promises that are broken: the worst first, of equals what broke newly, then what is broken most."""

    def order(one: Section) -> tuple[object, ...]:
        new = any(_is_new(report, finding) for finding in one.bad)
        overstated = any(finding.direction == "overstated" for finding in one.bad)
        return one.draft, rank(one.bad[0]), not new, not overstated, -len(one.bad)

    return tuple(sorted((one for one in every if one.bad), key=order))


def having(every: Sequence[Section], verdict: Verdict) -> Iterator[tuple[Section, Finding]]:
    """Yield the findings of a verdict with their promises."""
    for section in every:
        yield from ((section, one) for one in section.findings if one.verdict is verdict)


def _is_new(report: Report, finding: Finding) -> bool:
    since = report.since.get(finding.key)
    return since is not None and since.change in {Change.NEWLY_BROKEN, Change.NEW}


def _anchors(keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield names that are each given once, with a dot in each: the page's own anchors have none."""
    used: set[str] = set()
    for spec, promise in keys:
        stem = PurePosixPath(spec.replace("\\", "/")).stem
        name = ".".join(_NO_NAME.sub("-", part).strip("-") or "x" for part in (stem, promise))[:_LONGEST_ANCHOR]
        anchor = next(one for number in count(1) if (one := f"{name}-{number}" if number > 1 else name) not in used)
        used.add(anchor)
        yield anchor
