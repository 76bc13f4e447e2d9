"""Shares and means of groups, each held against what is allowed, and what all of them together come to."""

from collections.abc import Iterable
from dataclasses import dataclass

from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Group

from .judged import rank, worst
from .statistics import Interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or a mean of one group of so many, with where it lies at the asked confidence.

    `careful` is where it lies at the confidence that each of the groups must have before one of them is called broken.
    """

    group: Group
    size: float
    value: float
    interval: Interval
    careful: Interval

    def verdict(self, allowed: Interval) -> Verdict:
        """Return kept where all that it may be is allowed, and broken where nothing of that is."""
        if self.interval.inside(allowed):
            return Verdict.KEPT
        return Verdict.BROKEN if self.careful.apart(allowed) else Verdict.INCONCLUSIVE

    def beyond(self, allowed: Interval) -> float:
        """Return how far the value lies outside what is allowed; below 0 it lies inside."""
        return max(allowed.low - self.value, self.value - allowed.high)


@dataclass(frozen=True, slots=True)
class Estimates:
    """The estimates of all groups, the worst first, and what they come to.

    Kept is what every group keeps. Each group is tested at the asked confidence: to call all of them kept wrongly, the
    one that is not must be called so wrongly, which is no likelier the more of them there are (the intersection-union
    test: R. L. Berger, Multiparameter hypothesis testing and acceptance sampling, Technometrics 24, 1982). Broken is
    what any group breaks, and the more groups there are, the likelier is one of them to look so by chance: for that,
    each is tested at a confidence raised by their number (Bonferroni).
    """

    allowed: Interval
    ranked: tuple[Estimate, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict on all groups together."""
        return worst([one.verdict(self.allowed) for one in self.ranked])

    @property
    def worst(self) -> Estimate:
        """The group that speaks for all."""
        return self.ranked[0]

    def having(self, verdict: Verdict) -> tuple[Estimate, ...]:
        """Return the groups with that verdict, the worst first."""
        return tuple(one for one in self.ranked if one.verdict(self.allowed) is verdict)


def ranked(estimates: Iterable[Estimate], allowed: Interval) -> Estimates:
    """Return the estimates, of which there is at least one, held against what is allowed."""
    order = sorted(estimates, key=lambda one: (rank(one.verdict(allowed)), -one.beyond(allowed), one.group))
    return Estimates(allowed, tuple(order))
