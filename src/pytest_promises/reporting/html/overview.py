"""What the head of the report says: does everything hold, what has changed, how many of what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pytest_promises.model.check import CHANNELS, COVERAGE
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.report import Change, Report

from .promises import Section, having
from .verdicts import WORST_FIRST

_UNCOVERED = "Customers are told what no promise covers"
_TOLD = (Change.NEWLY_BROKEN, Change.STILL_BROKEN, Change.NEWLY_INCONCLUSIVE, Change.NEWLY_KEPT)


@dataclass(frozen=True, slots=True)
class Overview:
    """The head: a line, what else is to be said with it, and its tone (`bad`, `unsure`, `good`).

    `verdicts` and `changes` have how many checks are of each.
    """

    headline: str
    also: str
    tone: str
    verdicts: tuple[tuple[Verdict, int], ...]
    changes: tuple[tuple[Change, int], ...]
    checks: int
    promises: int


def overview(sections: Sequence[Section], report: Report) -> Overview:
    """Return the head of the report."""
    own = [one for one in sections if one.promise not in {CHANNELS, COVERAGE}]
    unsure = sum(not one.bad and _has(one, Verdict.INCONCLUSIVE) for one in own)
    headline, tone = _headline(own, unsure, report, uncovered=_is_uncovered(sections))
    also = [f"{unsure} more could not be checked wholly"] if unsure and tone == "bad" else []
    also += [_UNCOVERED] if _is_uncovered(sections) and headline != _UNCOVERED else []
    verdicts = Counter(one.verdict for one in report.findings)
    changes = Counter(report.since[one.key].change for one in report.findings if one.key in report.since)
    return Overview(
        headline,
        ". ".join(also),
        tone,
        tuple((verdict, verdicts[verdict]) for verdict in WORST_FIRST if verdicts[verdict]),
        tuple((change, changes[change]) for change in _TOLD if changes[change]),
        len(report.findings),
        len(own),
    )


def _headline(promises: Sequence[Section], unsure: int, report: Report, *, uncovered: bool) -> tuple[str, str]:
    total = len(promises)
    broken = sum(bool(one.bad) for one in promises if not one.draft)
    if broken:
        return f"{_of(broken, total)} {'is' if broken == 1 else 'are'} broken", "bad"
    if report.problems:
        return f"{len(report.problems)} spec{'s' * (len(report.problems) != 1)} could not be read", "bad"
    if uncovered:
        return _UNCOVERED, "bad"
    if unsure:
        return f"{_of(unsure, total)} could not be checked wholly", "unsure"
    if not report.findings or any(map(_is_unsure, report.findings)):
        return "Not everything could be checked", "unsure"
    return _all_well(total), "good"


def _all_well(total: int) -> str:
    if not total:
        return "All that was checked is as it should be"
    return f"All {total} promises hold" if total != 1 else "The promise holds"


def _is_uncovered(sections: Sequence[Section]) -> bool:
    return any(one.promise == COVERAGE and one.bad and not one.draft for one in sections)


def _is_unsure(finding: Finding) -> bool:
    return finding.verdict is Verdict.INCONCLUSIVE


def _has(section: Section, verdict: Verdict) -> bool:
    return any(one.verdict is verdict for one in section.findings)


def _of(some: int, total: int) -> str:
    return f"{some} of {total} promise{'s' * (total != 1)}"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Checks that have the same reason why they have no answer, and the promises that they are of."""

    why: str
    remedy: str
    cause: str
    checks: int
    sections: tuple[Section, ...]


def unchecked(sections: Sequence[Section]) -> tuple[Unchecked, ...]:
    """Return what could not be checked, by its reason; what keeps most checks from an answer comes first."""
    grouped: dict[tuple[str, str, str], list[Section]] = {}
    for section, finding in having(sections, Verdict.INCONCLUSIVE):
        reason = (finding.why, finding.remedy, (finding.cause or "").replace("_", " "))
        grouped.setdefault(reason, []).append(section)
    found = [
        Unchecked(*reason, len(own), tuple({one.anchor: one for one in own}.values()))
        for reason, own in grouped.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.checks))
