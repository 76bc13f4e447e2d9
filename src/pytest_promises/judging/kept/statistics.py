"""Intervals in which a share or a mean lies with an asked confidence, and the numbers that it takes to decide.

Shares are from 0 to 1, and so are confidences; an interval leaves half of what is beyond its confidence on each side.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf, sqrt
from statistics import NormalDist

from . import beta

EXPECTED = 1000
"""From so many expected ones of the rarer outcome on, Wilson's interval errs by less than 0.2 % of the verdicts."""

_NORMAL_FROM = 100_000
_MOST = 1_000_000_000
_ABOUT = 1.01


@dataclass(frozen=True, slots=True)
class Interval:
    """What lies between two ends, which belong to it."""

    low: float
    high: float

    def inside(self, other: "Interval") -> bool:
        """Return whether nothing of it lies outside another one."""
        return other.low <= self.low and self.high <= other.high

    def apart(self, other: "Interval") -> bool:
        """Return whether nothing of it lies in another one."""
        return self.high < other.low or other.high < self.low


ANY_SHARE = Interval(0.0, 1.0)


def wilson(kept: float, total: float, confidence: float) -> Interval:
    """Return the score interval of a share.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22 (1927):
    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). `total` is above 0.
    """
    z = normal_quantile(confidence)
    share = kept / total
    middle = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    low = 0.0 if kept == 0 else max(0.0, (middle - half) / scale)
    high = 1.0 if kept == total else min(1.0, (middle + half) / scale)
    return Interval(low, high)


@lru_cache(maxsize=4096)
def clopper_pearson(kept: float, total: float, confidence: float) -> Interval:
    """Return the exact interval of a share: the shares under which what was seen is not too rare in either direction.

    C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the binomial,
    Biometrika 26 (1934), by quantiles of the beta distribution. Its errors are never more than asked.
    """
    beyond = (1 - confidence) / 2
    low = 0.0 if kept <= 0 else beta.quantile(beyond, kept, total - kept + 1)
    high = 1.0 if kept >= total else beta.quantile(1 - beyond, kept + 1, total - kept)
    return Interval(low, high)


def share_interval(kept: float, total: float, confidence: float, wanted: float) -> Interval:
    """Return the interval of a share that is to be held against a wanted one; all shares where there was no trial.

    Exact where a service at the wanted share would have few of either outcome: Wilson's is too narrow on one side there
    (T. Tony Cai, One-sided confidence intervals in discrete distributions, J. Stat. Plan. Inference 131, 2005). What is
    observed has no part in that choice, so that one more that is kept can never make a verdict worse.
    """
    if total <= 0:
        return ANY_SHARE
    few = total * min(wanted, 1 - wanted) < EXPECTED
    return (clopper_pearson if few else wilson)(kept, total, confidence)


def mean_interval(count: int, total: float, squares: float, confidence: float) -> Interval:
    """Return Student's interval of a mean from the number of values, their sum and the sum of their squares.

    m ± t s/√n (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2). Fewer than two values tell nothing of how far
    they spread: every mean is possible.
    """
    if count < 2:
        return Interval(-inf, inf)
    mean = total / count
    variance = max(0.0, (squares - total * mean) / (count - 1))
    half = student_quantile(count - 1, confidence) * sqrt(variance / count)
    return Interval(mean - half, mean + half)


def normal_quantile(confidence: float) -> float:
    """Return how many standard deviations on either side of the mean hold that much of a normal distribution."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def student_quantile(freedom: int, confidence: float) -> float:
    """Return the same of Student's distribution with so many degrees of freedom.

    With n of them, t²/(n + t²) has the beta distribution of the shapes 1/2 and n/2.
    """
    if freedom >= _NORMAL_FROM:
        return normal_quantile(confidence)
    x = beta.quantile(confidence, 0.5, freedom / 2)
    return sqrt(freedom * x / (1 - x))


def confidence_of_each(confidence: float, groups: int) -> float:
    """Return how sure each of several groups must be so that none of them is called broken by chance (Bonferroni)."""
    return 1 - (1 - confidence) / max(1, groups)


def needed_for_share(share: float, wanted: float, confidence: float) -> int | None:
    """Return about how many trials would tell an observed share from a wanted one, were it to stay as it is.

    Wilson's interval leaves the wanted share out from n = z² w(1-w)/(p-w)² on; where the exact one is wider, more are
    added until that does. `None`: more than anybody has, as when the two are the same.
    """
    if share == wanted or not 0 < wanted < 1:
        return None
    score = (normal_quantile(confidence) / (share - wanted)) ** 2 * wanted * (1 - wanted)
    if score > _MOST:
        return None
    needed = max(1, ceil(score))
    point = Interval(wanted, wanted)
    while not share_interval(round(share * needed), needed, confidence, wanted).apart(point):
        needed = ceil(needed * _ABOUT)
    return needed


def needed_for_mean(mean: float, deviation: float, wanted: float, confidence: float) -> int | None:
    """Return about how many values would tell an observed mean from a wanted one, were both to stay as they are.

    n = (z s/(m-w))²; `None` as for shares.
    """
    if mean == wanted:
        return None
    score = (normal_quantile(confidence) * deviation / (mean - wanted)) ** 2
    return max(2, ceil(score)) if score <= _MOST else None
