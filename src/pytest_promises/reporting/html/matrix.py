"""Promises by channels: one table for each spec, each cell the worst that was found there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pytest_promises.model.check import CheckKind
from pytest_promises.model.finding import Finding, Verdict

from .promises import Section
from .verdicts import called, rank

AGREE = "all agree"
MEASURED = "measured"
COVERED = "all covered"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found of a promise in one column; `checks` are places among the promise's findings."""

    verdict: Verdict
    words: str
    checks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One promise, with a cell for each column or `None` where nothing was asked."""

    section: Section
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All promises of a spec."""

    spec: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(sections: Sequence[Section]) -> tuple[Table, ...]:
    """Return one table for each spec, in the order of the run."""
    by_spec: dict[str, list[Section]] = {}
    for one in sections:
        by_spec.setdefault(one.spec, []).append(one)
    return tuple(_table(spec, own) for spec, own in by_spec.items())


def _table(spec: str, sections: Sequence[Section]) -> Table:
    columns = _columns(one for section in sections for one in section.findings)
    return Table(spec, columns, tuple(_row(section, columns) for section in sections))


def _columns(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what was asked of all channels together and of measures first, then the channels."""
    names = dict.fromkeys(map(_column, findings))
    first = [name for name in (AGREE, MEASURED, COVERED) if names.pop(name, 0) is None]
    return (*first, *names)


def _column(finding: Finding) -> str:
    if finding.kind == CheckKind.KEPT:
        return MEASURED
    if finding.kind == CheckKind.COVERAGE:
        return COVERED
    return finding.channel or AGREE


def _row(section: Section, columns: Sequence[str]) -> Row:
    found: dict[str, list[int]] = {}
    for at, one in enumerate(section.findings):
        found.setdefault(_column(one), []).append(at)
    return Row(section, tuple(_cell(section, found[name]) if name in found else None for name in columns))


def _cell(section: Section, places: Sequence[int]) -> Cell:
    worst = min((section.findings[at] for at in places), key=rank)
    return Cell(worst.verdict, called(worst), tuple(places))
