"""All the time, not only on average: how many days, weeks or months keep the promise by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pytest_promises.model.amounts import counted, number, percent
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.keeping import Steady
from pytest_promises.model.measured import Distribution, Group, Tally

from .judged import Judged, joined
from .shares import asked_share
from .statistics import Interval
from .terms import Terms


@dataclass(frozen=True, slots=True)
class _Period:
    group: Group
    start: str
    value: float
    good: bool


def judge_steady(periods: Sequence[Distribution | Tally], steady: Steady, terms: Terms) -> Judged:
    """Return whether enough periods of every group keep the promise by themselves.

    The periods of the window are all there are, and each is what customers met in it: they are counted, not estimated.
    A period that nothing falls in is left out.
    """
    told = sorted(_told(periods, terms), key=lambda one: (one.group, one.start))
    if not told:
        return Judged(Verdict.INCONCLUSIVE, f"no {steady.each} has anything to judge", "Look further back (`over`).")
    return joined([_judge(list(own), steady, terms) for _, own in groupby(told, key=lambda one: one.group)])


def _told(periods: Sequence[Distribution | Tally], terms: Terms) -> Iterator[_Period]:
    for one in periods:
        start, *group = one.group
        value = _value(one, terms)
        if value is not None:
            good = Interval(value, value).inside(_allowed(one, terms))
            yield _Period(tuple(group), start, value, good)


def _allowed(one: Distribution | Tally, terms: Terms) -> Interval:
    if isinstance(one, Distribution) and terms.keeping.average and terms.bound is not None:
        return Interval(float("-inf"), terms.bound)
    return terms.allowed


def _value(one: Distribution | Tally, terms: Terms) -> float | None:
    """Return the mean or the share of a period, or `None` where there is none."""
    if isinstance(one, Tally):
        return one.kept / one.total if one.total else None
    if terms.bound is None:
        return None
    if terms.keeping.average:
        count = sum(number for _, number in one.closed)
        return one.total / count if count else None
    kept, total = one.within(terms.bound)
    return kept / total if total else None


def _judge(periods: Sequence[_Period], steady: Steady, terms: Terms) -> Judged:
    group = periods[0].group
    good = sum(one.good for one in periods)
    share = good / len(periods)
    verdict = Verdict.KEPT if share >= steady.share else Verdict.BROKEN
    kept = f"{number(good)} of {counted(len(periods), steady.each)}{terms.of(group)} ({percent(share, steady.share)})"
    why = f"{kept} kept it by themselves, at least {percent(steady.share)} must"
    figures = [Figure(f"steady {steady.each}s", f"{kept} kept it", 100 * share, unit="%", group=group)]
    streak = _longest_bad(periods)
    if streak:
        figures.append(_streak(streak, steady))
        why += f"; the longest run of bad {steady.each}s: {figures[-1].text}"
    if not terms.keeping.average:
        figures.append(_spread(periods, steady, terms))
    remedy = f"Look at what these {steady.each}s have in common: on the whole it may be kept." if streak else ""
    return Judged(verdict, why, remedy if verdict is Verdict.BROKEN else "", tuple(figures))


def _longest_bad(periods: Sequence[_Period]) -> list[_Period]:
    runs = [list(run) for good, run in groupby(periods, key=lambda one: one.good) if not good]
    return max(runs, key=len, default=[])


def _streak(streak: Sequence[_Period], steady: Steady) -> Figure:
    first, last = streak[0].start, streak[-1].start
    days = first if first == last else f"{first} to {last}"
    text = f"{counted(len(streak), steady.each)} ({days})"
    return Figure("longest bad run", text, float(len(streak)), group=streak[0].group)


def _spread(periods: Sequence[_Period], steady: Steady, terms: Terms) -> Figure:
    low, high = (end(one.value for one in periods) for end in (min, max))
    worst, best = (percent(end, terms.wanted) for end in (low, high))
    text = f"{worst} in the worst {steady.each}, {best} in the best; {asked_share(terms)} must be"
    return Figure("spread", text, None, 100 * low, 100 * high, "%", periods[0].group)
