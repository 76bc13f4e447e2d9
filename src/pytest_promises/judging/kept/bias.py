"""Published figures against true ones: are they, by and large, right?"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from pytest_promises.model.amounts import amount, between, counted, percent
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.keeping import Tolerance
from pytest_promises.model.measured import Deviation

from .estimates import Estimate, Estimates
from .few import judgeable, too_few
from .judged import Judged
from .means import MOST_FIGURES, Sums, estimates_of, needed
from .shares import Trials, judge_shares
from .statistics import Interval
from .terms import Terms

_LEAST_PUBLISHED = 1.0
"""Seconds: of less than that on average, no share is a tolerance."""


def judge_deviations(deviations: Sequence[Deviation], tolerance: Tolerance, terms: Terms) -> Judged:
    """Return whether published figures are true: the share of them within the tolerance, or all on average.

    The mean error must lie within the tolerance on either side with the asked confidence (equivalence testing:
    D. J. Schuirmann, A comparison of the two one-sided tests procedure and the power approach, J. Pharmacokinet.
    Biopharm. 15, 1987). Where the tolerance is a ratio, it is one of the mean of what the group was told.
    """
    words = _tolerance(tolerance)
    if terms.keeping.wanted is not None:
        near = replace(terms, doing=f"lay within {words} of what was published", limit=f"within {words}")
        return _with_sizes(
            judge_shares([Trials(one.group, one.within, one.count) for one in deviations], near), deviations
        )
    few = too_few(sum(one.count for one in deviations), terms)
    if few is not None:
        return few
    big, notes = judgeable(
        [(one, one.count if _scale(one, tolerance) >= _LEAST_PUBLISHED else 0) for one in deviations], terms
    )
    if not big:
        return Judged(Verdict.INCONCLUSIVE, "no group has enough published figures to be judged", notes=notes)
    judged = _mean(big, tolerance, terms)
    return _with_sizes(replace(judged, notes=(*judged.notes, *notes)), big)


def _tolerance(tolerance: Tolerance) -> str:
    return percent(tolerance.ratio) if tolerance.ratio is not None else amount(tolerance.seconds or 0, "seconds")


def _scale(one: Deviation, tolerance: Tolerance) -> float:
    """Return what errors are divided by: a second, or the mean of what was published."""
    return one.published / one.count if tolerance.ratio is not None and one.count else 1.0


def _mean(deviations: Sequence[Deviation], tolerance: Tolerance, terms: Terms) -> Judged:
    scales = {one.group: _scale(one, tolerance) for one in deviations}
    sums = {one.group: _sums(one, scales[one.group]) for one in deviations}
    most = tolerance.ratio if tolerance.ratio is not None else tolerance.seconds or 0.0
    found = estimates_of(list(sums.values()), Interval(-most, most), terms.keeping.confidence)
    one, scale = found.worst, scales[found.worst.group]
    why = f"what is published{terms.of(one.group)} is {_off(one, scale)} on average of {counted(one.size, terms.noun)}"
    why = f"{why}; {_tolerance(tolerance)} is tolerated"
    figures = tuple(_figure(each, scales[each.group]) for each in found.ranked[:MOST_FIGURES])
    nearest = most if one.value > 0 else -most
    remedy = {
        Verdict.BROKEN: _remedy(one, scale),
        Verdict.INCONCLUSIVE: needed(one, sums[one.group], nearest, terms),
    }
    return Judged(found.verdict, f"{why}{_groups(found)}", remedy.get(found.verdict, ""), figures)


def _sums(one: Deviation, scale: float) -> Sums:
    return Sums(one.group, one.count, one.errors / scale, one.squares / scale**2)


def _off(one: Estimate, scale: float) -> str:
    if round(one.value * scale) == 0:
        return "right"
    size = amount(float(round(abs(one.value * scale))), "seconds")
    low, high = sorted(abs(end * scale) for end in (one.interval.low, one.interval.high))
    same_side = one.interval.low * one.interval.high > 0 and high < inf
    ends = between(float(round(low)), float(round(high)), "seconds") if same_side else ""
    return f"{size} too {'hopeful' if one.value > 0 else 'gloomy'}{f' ({ends})' if ends else ''}"


def _remedy(one: Estimate, scale: float) -> str:
    size = amount(float(round(abs(one.value * scale))), "seconds")
    return f"Publish {size} {'more' if one.value > 0 else 'less'}, or correct how the figure is made."


def _groups(found: Estimates) -> str:
    if len(found.ranked) == 1:
        return ""
    alike = len(found.having(found.verdict))
    return f" ({alike} of {len(found.ranked)} groups {'is' if alike == 1 else 'are'} {found.verdict})"


def _figure(one: Estimate, scale: float) -> Figure:
    low, high = (
        None if abs(end) == inf else float(round(end * scale)) for end in (one.interval.low, one.interval.high)
    )
    return Figure("bias", _off(one, scale).partition(" (")[0], one.value * scale, low, high, "seconds", one.group)


def _with_sizes(judged: Judged, deviations: Sequence[Deviation]) -> Judged:
    """Return it with how far off a published figure is, whichever way: a board can be right only on average."""
    count = sum(one.count for one in deviations)
    if not count:
        return judged
    size = sum(one.sizes for one in deviations) / count
    figure = Figure("usual error", amount(float(round(size)), "seconds"), size, unit="seconds")
    return replace(judged, figures=(*judged.figures, figure))
