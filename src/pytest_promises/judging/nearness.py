"""Is what is said near enough to a figure that changes all the time?"""

from pytest_promises.model.keeping import Tolerance
from pytest_promises.model.quantities import Count, Duration, Money, Percentage, Value


def is_near(published: Value, stated: Value, tolerance: Tolerance) -> bool:
    """Tell whether two values differ by no more than a tolerance, at both ends that they give.

    An open end is as far as the other one; a tolerance in seconds holds for durations alone.
    """
    if type(published) is not type(stated) or not isinstance(published, Duration | Money | Percentage | Count):
        return False
    if tolerance.seconds is not None and not isinstance(published, Duration):
        return False
    if getattr(published, "clock", None) is not getattr(stated, "clock", None):
        return False
    if getattr(published, "currency", "") != getattr(stated, "currency", ""):
        return False
    return all(_near(*pair, tolerance) for pair in zip(_ends(published), _ends(stated), strict=True))


def _ends(value: Value) -> tuple[float, float]:
    minimum, maximum = getattr(value, "minimum", None), getattr(value, "maximum", None)
    low = maximum if minimum is None else minimum
    high = minimum if maximum is None else maximum
    return float(low or 0), float(high or 0)


def _near(published: float, stated: float, tolerance: Tolerance) -> bool:
    allowed = tolerance.seconds if tolerance.seconds is not None else (tolerance.ratio or 0.0) * abs(published)
    # What is written in minutes is exact in seconds but for the last bit.
    return abs(stated - published) <= allowed + 1e-9 * max(1.0, abs(published))
