"""A distribution that is asked for many bounds: how many lie within each, and where its percentiles are."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pytest_promises.model.measured import Bins, Distribution, Group

from .statistics import Interval, share_interval


@dataclass(frozen=True, slots=True)
class _Steps:
    edges: tuple[float, ...]
    sums: tuple[int, ...]

    def up_to(self, bound: float) -> int:
        return self.sums[bisect_right(self.edges, bound)]

    @property
    def all(self) -> int:
        return self.sums[-1]


def _steps(bins: Bins) -> _Steps:
    return _Steps(tuple(edge for edge, _ in bins), tuple(accumulate((count for _, count in bins), initial=0)))


@dataclass(frozen=True, slots=True)
class Curve:
    """One group's distribution, summed up once; its answers are those of `Distribution.within`."""

    group: Group
    closed: _Steps
    open: _Steps
    failed: int

    def within(self, bound: float) -> tuple[int, int]:
        """Return how many kept a bound, and how many could."""
        late = self.open.all - self.open.up_to(bound)
        return self.closed.up_to(bound), self.closed.all + late + self.failed

    def percentile(self, share: float) -> float | None:
        """Return the smallest edge within which that share lies; `None` where it lies within none of them."""

        def reached(edge: float) -> bool:
            kept, total = self.within(edge)
            return kept >= share * total

        return first(self.closed.edges, reached)

    def percentile_interval(self, share: float, confidence: float) -> tuple[float | None, float | None]:
        """Return the ends between which the percentile lies, whatever the distribution is; `None` is an open end.

        Between the order statistics whose ranks the binomial distribution gives: the edges at which the interval of
        the share within them begins and ceases to hold the asked one (H. A. David and H. N. Nagaraja, Order Statistics,
        3rd edition, section 7.1). That takes in what is still open, too.
        """
        low = first(self.closed.edges, lambda edge: self._interval(edge, share, confidence).high >= share)
        high = first(self.closed.edges, lambda edge: self._interval(edge, share, confidence).low >= share)
        return low, high

    def _interval(self, edge: float, share: float, confidence: float) -> Interval:
        return share_interval(*self.within(edge), confidence, share)


def curve(distribution: Distribution) -> Curve:
    """Sum a distribution up."""
    return Curve(distribution.group, _steps(distribution.closed), _steps(distribution.open), distribution.failed)


def merged(distributions: Sequence[Distribution]) -> Distribution:
    """Return several groups' distributions as that of all together."""
    return Distribution(
        (),
        _merged_bins([one.closed for one in distributions]),
        _merged_bins([one.open for one in distributions]),
        sum(one.failed for one in distributions),
        sum(one.total for one in distributions),
        sum(one.squares for one in distributions),
    )


def _merged_bins(several: Sequence[Bins]) -> Bins:
    counts: dict[float, int] = {}
    for bins in several:
        for edge, count in bins:
            counts[edge] = counts.get(edge, 0) + count
    return tuple(sorted(counts.items()))


def first(values: Sequence[float], holds: Callable[[float], bool]) -> float | None:
    """Return the first of ascending values from which on something holds, or `None`."""
    at = bisect_left(values, True, key=holds)
    return values[at] if at < len(values) else None
