"""The honest promise: the tightest round value that would be kept, and what the promised one would take."""

from collections.abc import Sequence
from math import floor, inf

from pytest_promises.model.amounts import amount, counted, number, percent
from pytest_promises.model.finding import Figure

from .curves import Curve, first
from .estimates import Estimate
from .shares import Trials, estimate
from .statistics import share_interval
from .terms import Terms

NAME = "honest promise"

_SECONDS = (0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 15, 20, 30, 45)
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45)
_HOURS = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72)
_DAYS = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 45, 60, 90)
_SHARES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999)


def ladder(terms: Terms) -> tuple[float, ...]:
    """Return the lengths of time that people promise, ascending, in the measure's unit; 0 days are the same day."""
    if terms.unit.endswith("days"):
        return (0, *_DAYS)
    times = {*_SECONDS, *(60 * one for one in _MINUTES), *(3600 * one for one in _HOURS)}
    if terms.unit == "seconds":
        times |= {86400 * one for one in _DAYS}
    return tuple(sorted(times))


def honest_time(curves: Sequence[Curve], terms: Terms) -> float | None:
    """Return the tightest length of time within which every group would be kept at the asked share and confidence.

    The times are tried in order and the search ends where the first one fails: to be too hopeful, one certain test
    must err, so that the confidence needs no correction for the number of tries. `None` where none would be kept.
    """

    def kept(bound: float) -> bool:
        tried = [Trials(one.group, *one.within(bound)) for one in curves]
        enough = all(one.total > 0 for one in tried) and sum(one.total for one in tried) >= terms.keeping.at_least
        return enough and all(estimate(one, terms, 1).interval.inside(terms.allowed) for one in tried)

    return first(ladder(terms), kept)


def time_figure(value: float, terms: Terms) -> Figure:
    """Return an honest length of time as a figure, in the unit that the promise is made in."""
    return Figure(NAME, time_words(value, terms), value, unit=terms.unit)


def time_words(value: float, terms: Terms) -> str:
    """Return a length of time as one says it in a promise."""
    if value == 0:
        return f"the same {'business ' if terms.unit == 'business days' else ''}day"
    if terms.in_days and terms.unit == "seconds" and value % 86400 == 0:
        return amount(value / 86400, "days")
    return amount(value, terms.unit)


def honest_share(estimates: Sequence[Estimate], terms: Terms) -> Figure | None:
    """Return the round share that could be promised of every group, or `None` where it would be less than a half."""
    if terms.allowed.low == -inf:
        most = max(one.interval.high for one in estimates)
        found = min((1 - share for share in _SHARES if round(1 - share, 9) >= most), default=None)
    else:
        least = min(one.interval.low for one in estimates)
        found = max((share for share in _SHARES if share <= least), default=None)
    return None if found is None else Figure(NAME, percent(found), round(100 * found, 9), unit="%")


def room(one: Estimate, terms: Terms, late: str) -> str:
    """Return how many of a group did not keep it, and how many need not: `312 of 4,210 were late, 210 may be`.

    The share alone would let through more than what is beyond doubt: both numbers are told.
    """
    missed, may = round(one.size * (1 - one.value)), floor(one.size * (1 - terms.wanted) + 1e-9)
    most = f"at most {number(may)} may be{_beyond_doubt(round(one.size), may, terms)}" if may else "none may be"
    return f"{number(missed)} of {counted(one.size, terms.noun)}{terms.of(one.group)} {late}, {most}"


def _beyond_doubt(total: int, may: int, terms: Terms) -> str:
    def doubtful(missed: float) -> bool:
        return share_interval(total - missed, total, terms.keeping.confidence, terms.wanted).low < terms.wanted

    least = first(range(may + 1), doubtful)
    if least is None:
        return ""
    return f" ({number(least - 1)} to be beyond doubt)" if least else " (of so few, even none would leave a doubt)"
