"""The arithmetic mean, and whether that of how long it took keeps the promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from pytest_promises.model.amounts import about, amount, between, counted, number, percent
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.measured import Distribution, Group

from .estimates import Estimate, Estimates, ranked
from .few import judgeable, too_few
from .honest import ladder, time_figure, time_words
from .judged import Judged
from .statistics import Interval, confidence_of_each, mean_interval, needed_for_mean
from .terms import Terms

MOST_FIGURES = 20


@dataclass(frozen=True, slots=True)
class Sums:
    """So many values of one group: their sum, and that of their squares."""

    group: Group
    count: int
    total: float
    squares: float

    @property
    def deviation(self) -> float:
        """The standard deviation of the values."""
        if self.count < 2:
            return 0.0
        return sqrt(max(0.0, (self.squares - self.total**2 / self.count) / (self.count - 1)))


def estimates_of(several: Sequence[Sums], allowed: Interval, confidence: float) -> Estimates:
    """Return the means of groups, of which none is empty, held against what is allowed."""
    careful = confidence_of_each(confidence, len(several))

    def estimate(one: Sums) -> Estimate:
        sure, surer = (mean_interval(one.count, one.total, one.squares, each) for each in (confidence, careful))
        return Estimate(one.group, one.count, one.total / one.count, sure, surer)

    return ranked([estimate(one) for one in several], allowed)


def judge_average(distributions: Sequence[Distribution], bound: float, terms: Terms) -> Judged:
    """Return whether the mean of every group lies within the bound, which is in the measure's unit.

    What is open and late counts with the time that it has waited so far, which can only become more. What failed has no
    time at all: with any of it, an average is not kept.
    """
    sums = [_with_open(one, bound) for one in distributions]
    few = too_few(sum(one.count for one in sums), terms)
    if few is not None:
        return few
    big, notes = judgeable([(one, one.count) for one in sums], terms)
    if not big:
        return Judged(Verdict.INCONCLUSIVE, "no group is large enough to be judged", "Lower `group_at_least`.")
    found = estimates_of(big, Interval(-inf, bound), terms.keeping.confidence)
    judged = _average(found, {one.group: one for one in big}, bound, terms)
    notes = (*judged.notes, *notes, *_open_note(distributions, bound, terms))
    return _without_failed(distributions, Judged(judged.verdict, judged.why, judged.remedy, judged.figures, notes))


def _with_open(one: Distribution, bound: float) -> Sums:
    late = [(edge, count) for edge, count in one.open if edge > bound]
    count = sum(number for _, number in (*one.closed, *late))
    total = one.total + sum(edge * number for edge, number in late)
    return Sums(one.group, count, total, one.squares + sum(edge * edge * number for edge, number in late))


def _open_note(distributions: Sequence[Distribution], bound: float, terms: Terms) -> tuple[str, ...]:
    late = sum(count for one in distributions for edge, count in one.open if edge > bound)
    return (f"{counted(late, f'open {terms.noun}')} count with the time waited so far",) if late else ()


def _without_failed(distributions: Sequence[Distribution], judged: Judged) -> Judged:
    failed = sum(one.failed for one in distributions)
    if not failed or judged.verdict is not Verdict.KEPT:
        return judged
    why = f"{judged.why}; but {number(failed)} failed, which have no time to be in an average"
    remedy = "Ask for a `share`: what failed counts as late there."
    return Judged(Verdict.INCONCLUSIVE, why, remedy, judged.figures, judged.notes)


def _average(found: Estimates, sums: dict[Group, Sums], bound: float, terms: Terms) -> Judged:
    one = found.worst
    ends = between(one.interval.low, one.interval.high, terms.unit)
    mean = f"{amount(one.value, terms.unit)}{f' ({ends})' if ends else ''}"
    of = f"{counted(one.size, terms.noun)}{terms.of(one.group)}"
    why = f"{mean} on average of {of}; {terms.limit.removeprefix('within ')} is promised"
    figures = tuple(_figure(one, terms.unit) for one in found.ranked[:MOST_FIGURES])
    most = max(each.interval.high for each in found.ranked)
    honest = next((value for value in ladder(terms) if value >= most), None)
    notes: tuple[str, ...] = ()
    if honest is not None:
        figures = (*figures, time_figure(honest, terms))
        if found.verdict is Verdict.KEPT and honest < bound:
            notes = (f"less is promised than is done: {time_words(honest, terms)} would be kept too",)
    promise = "" if honest is None else f"Promise {time_words(honest, terms)}, or be faster."
    remedy = {Verdict.BROKEN: promise, Verdict.INCONCLUSIVE: needed(one, sums[one.group], bound, terms)}
    return Judged(found.verdict, why, remedy.get(found.verdict, ""), figures, notes)


def needed(one: Estimate, sums: Sums, wanted: float, terms: Terms) -> str:
    """Return how many would decide on a mean that is too close to tell."""
    count = needed_for_mean(one.value, sums.deviation, wanted, terms.keeping.confidence)
    if count is None or count <= one.size:
        return "It is too close to tell. Look further back (`over`)."
    would = f"about {about(count)} {terms.noun}s would tell it with {percent(terms.keeping.confidence)} confidence"
    return f"Look at more: {would}, were the mean to stay as it is."


def _figure(one: Estimate, unit: str) -> Figure:
    ends = (None if abs(end) == inf else end for end in (one.interval.low, one.interval.high))
    low, high = ends
    return Figure("average", amount(one.value, unit), one.value, low, high, unit, one.group)
