"""Verdicts as the report orders, names and draws them."""

from pytest_promises.model.finding import PASSING, Finding, Verdict

WORST_FIRST = (
    Verdict.BROKEN,
    Verdict.CONTRADICTED,
    Verdict.AMBIGUOUS,
    Verdict.UNSTATED,
    Verdict.UNCOVERED,
    Verdict.VAGUE,
    Verdict.INCONCLUSIVE,
    Verdict.WAIVED,
    Verdict.STATED,
    Verdict.CONSISTENT,
    Verdict.KEPT,
    Verdict.HEARD,
    Verdict.COVERED,
)
RANK = {verdict: rank for rank, verdict in enumerate(WORST_FIRST)}
BAD = frozenset(Verdict) - PASSING - {Verdict.INCONCLUSIVE, Verdict.WAIVED}


def rank(finding: Finding) -> int:
    """Return the place of a finding among others, the worst first."""
    return RANK[finding.verdict]


def called(finding: Finding) -> str:
    """Return the verdict in words, with what it means for customers where it says something else."""
    direction = f", {finding.direction}" if finding.direction else ""
    waived = f" ({finding.underlying}{direction})" if finding.underlying else ""
    return f"{finding.verdict}{waived or direction}"
