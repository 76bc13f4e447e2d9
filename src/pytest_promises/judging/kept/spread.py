"""How the measured times are distributed, in as few bins as a chart can show, with the promises drawn into it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor, log10

from pytest_promises.model.finding import Spread
from pytest_promises.model.measured import Bins, Distribution

from .curves import Curve, curve, merged
from .honest import NAME
from .judged import Judged
from .terms import Terms

_MOST_STEPS = 56
_MOST_GROUPS = 12
_NICE = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
_FAR = 4
"""How many times the promised time a chart shows at most, while three quarters of all lie there."""
_BEYOND = 1.25
"""How many times the promised time it shows at least, where some were late: how late is the question then."""


def spread_of(distributions: Sequence[Distribution], judged: Judged, terms: Terms) -> Spread | None:
    """Return the times in even steps, those of the groups that were judged worst first; `None` where there are none.

    Every time is rounded up to an edge, as those are that it is made of; the promised and the honest time are edges, so
    that what lies within them is told exactly. What is far above them all is in the last bin. Groups beyond a dozen are
    left out.
    """
    honest = next((one.value for one in judged.figures if one.name == NAME and one.unit == terms.unit), None)
    whole = curve(merged(distributions))
    last = max((edge for one in distributions for edge, _ in (*one.closed, *one.open)), default=None)
    if last is None:
        return None
    marks = [mark for mark in (terms.bound, honest) if mark is not None]
    edges = _edges(_reach(whole, marks, last), [*marks, last], days=terms.unit.endswith("days"))
    places = {group: at for at, group in enumerate(dict.fromkeys(figure.group for figure in judged.figures))}
    shown = sorted(distributions, key=lambda one: (places.get(one.group, len(places)), -sum(n for _, n in one.closed)))
    return Spread(terms.unit, tuple(_on(edges, one) for one in shown[:_MOST_GROUPS]), terms.bound, honest)


def _reach(whole: Curve, marks: Sequence[float], last: float) -> float:
    """Return how far even steps go: as far as nearly all times, but not so far that the promise is a sliver."""
    nearly_all, most = (edge if (edge := whole.percentile(share)) is not None else last for share in (0.99, 0.75))
    promised = max(marks, default=nearly_all)
    return max(min(nearly_all, max(_FAR * promised, 1.5 * most)), min(last, _BEYOND * promised), promised)


def _edges(reach: float, marks: Sequence[float], *, days: bool) -> tuple[float, ...]:
    step = float(max(1, ceil(reach / _MOST_STEPS))) if days else _step(reach)
    even = {round(step * number, 9) for number in range(0 if days else 1, ceil(round(reach / step, 9)) + 1)}
    return tuple(sorted(even | set(marks)))


def _step(reach: float) -> float:
    """Return the smallest length of time that people count in, and of which not too many reach so far."""
    least = reach / _MOST_STEPS
    if least > _NICE[-1]:
        return float(ceil(least / _NICE[-1]) * _NICE[-1])
    if least > 1:
        return float(next(one for one in _NICE if one >= least))
    tens = 10.0 ** floor(log10(least)) if least > 0 else 1.0
    return round(next(one * tens for one in (1, 2, 5, 10) if one * tens >= least), 12)


def _on(edges: Sequence[float], one: Distribution) -> Distribution:
    return replace(one, closed=_rounded(edges, one.closed), open=_rounded(edges, one.open) if one.open else ())


def _rounded(edges: Sequence[float], bins: Bins) -> Bins:
    counts = [0] * len(edges)
    for edge, count in bins:
        counts[bisect_left(edges, edge)] += count
    return tuple(zip(edges, counts, strict=True))
