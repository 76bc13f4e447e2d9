"""The beta distribution, from which exact intervals of shares and means come.

Written here because SciPy, which has it, is heavier than all that this package needs; the tests hold one against the
other.
"""

from math import exp, inf, lgamma, log, log1p

_TINY = 1e-300
_EPSILON = 1e-15
_MOST_TERMS = 1_000_000
_MOST_STEPS = 200


def cumulative(x: float, a: float, b: float) -> float:
    """Return the probability that a beta variable of the shapes `a` and `b` (above 0) is at most x (0 to 1).

    The regularised incomplete beta function by its continued fraction, on the side of the mean where that converges
    fast: NIST Digital Library of Mathematical Functions, 8.17.22 and 8.17.4 (https://dlmf.nist.gov/8.17).
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _tail(1 - x, b, a)
    return _tail(x, a, b)


def quantile(probability: float, a: float, b: float) -> float:
    """Return the x up to which that probability (between 0 and 1) of a beta variable lies.

    Newton's method, kept between two ends that close in on the result: where a step would leave them, they are halved.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(_MOST_STEPS):
        off = cumulative(x, a, b) - probability
        low, high = (low, x) if off > 0 else (x, high)
        density = exp(_log_density(x, a, b)) if 0 < x < 1 else 0.0
        step = x - off / density if density > 0 else inf
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _EPSILON * following:
            return following
        x = following
    return x


def _log_density(x: float, a: float, b: float) -> float:
    return lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1) * log(x) + (b - 1) * log1p(-x)


def _tail(x: float, a: float, b: float) -> float:
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(front) / (a * _continued_fraction(x, a, b))


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Return the fraction 1 + d1/(1 + d2/(1 + ...)) by Lentz's method as modified by Thompson and Barnett (1986)."""
    fraction, numerator, denominator = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        coefficient = _coefficient(term, x, a, b)
        denominator = 1 / _off_zero(1 + coefficient * denominator)
        numerator = _off_zero(1 + coefficient / numerator)
        change = numerator * denominator
        fraction *= change
        if abs(change - 1) < _EPSILON:
            break
    return fraction


def _coefficient(term: int, x: float, a: float, b: float) -> float:
    half = term // 2
    if term % 2:
        return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
    return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))


def _off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
