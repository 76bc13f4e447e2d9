"""How bad a finding is, to whoever reads a report: what comes first, and what counts as what."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from pytest_promises.model.finding import PASSING, Finding, Verdict


class Standing(StrEnum):
    """What a finding is to a report, the worst first."""

    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"
    TOLERATED = "tolerated"
    PASSED = "passed"


_ORDER = tuple(Standing)
_WORST_FIRST = (
    Verdict.BROKEN,
    Verdict.CONTRADICTED,
    Verdict.UNSTATED,
    Verdict.UNCOVERED,
    Verdict.AMBIGUOUS,
    Verdict.VAGUE,
    Verdict.INCONCLUSIVE,
)


def standing(finding: Finding) -> Standing:
    """Return what a finding is: drafts and waived breaches are tolerated, what could not be checked is no pass."""
    if finding.verdict in PASSING:
        return Standing.PASSED
    if finding.draft or finding.verdict is Verdict.WAIVED:
        return Standing.TOLERATED
    return Standing.INCONCLUSIVE if finding.verdict is Verdict.INCONCLUSIVE else Standing.BROKEN


def rank(finding: Finding) -> tuple[int, int]:
    """Return what to sort findings by, the worst first."""
    verdict = finding.underlying or finding.verdict
    return _ORDER.index(standing(finding)), _WORST_FIRST.index(verdict) if verdict in _WORST_FIRST else 9


def by_promise(findings: Iterable[Finding]) -> Iterator[tuple[tuple[str, str], Sequence[Finding]]]:
    """Yield the findings by spec and promise: the promises with the worst first, and the worst of each first."""
    ordered = sorted(findings, key=lambda one: (one.spec, one.promise))
    groups = [
        (key, sorted(group, key=rank)) for key, group in groupby(ordered, key=lambda one: (one.spec, one.promise))
    ]
    yield from sorted(groups, key=lambda group: rank(group[1][0]))
