"""All the time, not only on average: how many days, weeks or months keep the promise by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pytest_promises.model.amounts import counted, number, percent
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.keeping import Steady
from pytest_promises.model.measured import Distribution, Group, Tally

from .judged import Judged
from .shares import asked_share
from .statistics import Interval
from .terms import Terms


@dataclass(frozen=True, slots=True)
class _Period:
    group: Group
    start: str
    value: float
    size: float
    good: bool


_MOST_GROUPS = 3


def judge_steady(periods: Sequence[Distribution | Tally], steady: Steady, terms: Terms) -> Judged:
    """Return whether enough periods of every group keep the promise by themselves.

    The periods of the window are all there are, and each is what customers met in it: they are counted, not estimated.
    They are whole: a week of which a day is missing is none.
    A period that nothing falls in is left out.
    """
    told = sorted(_told(periods, terms), key=lambda one: (one.group, one.start))
    if not told:
        return Judged(
            Verdict.INCONCLUSIVE, f"no whole {steady.each} has anything to judge", "Look further back (`over`)."
        )
    groups = [list(own) for _, own in groupby(told, key=lambda one: one.group)]
    least = terms.keeping.group_at_least if terms.by else 0
    big = [own for own in groups if sum(one.size for one in own) >= least]
    if not big:
        return Judged(Verdict.INCONCLUSIVE, "no group is large enough to be judged", "Lower `group_at_least`.")
    return _worst_of(sorted(big, key=_share), steady, terms)


def _worst_of(groups: Sequence[Sequence[_Period]], steady: Steady, terms: Terms) -> Judged:
    judged = [_judge(own, steady, terms) for own in groups]
    bad = sum(one.verdict is Verdict.BROKEN for one in judged)
    more = (
        f" ({bad} of {len(groups)} groups {'is' if bad == 1 else 'are'} not steady)" if bad and len(groups) > 1 else ""
    )
    worst = judged[0]
    figures = tuple(figure for one in judged[:_MOST_GROUPS] for figure in one.figures)
    return Judged(worst.verdict, f"{worst.why}{more}", worst.remedy, figures)


def _share(periods: Sequence[_Period]) -> float:
    return sum(one.good for one in periods) / len(periods)


def _told(periods: Sequence[Distribution | Tally], terms: Terms) -> Iterator[_Period]:
    for one in periods:
        start, *group = one.group
        value, size = _value(one, terms)
        if size:
            good = Interval(value, value).inside(_allowed(one, terms))
            yield _Period(tuple(group), start, value, size, good)


def _allowed(one: Distribution | Tally, terms: Terms) -> Interval:
    if isinstance(one, Distribution) and terms.keeping.average and terms.bound is not None:
        return Interval(float("-inf"), terms.bound)
    return terms.allowed


def _value(one: Distribution | Tally, terms: Terms) -> tuple[float, float]:
    """Return the mean or the share of a period, and of how many it is."""
    if isinstance(one, Distribution) and terms.bound is None:
        return 0.0, 0.0
    if isinstance(one, Distribution) and terms.keeping.average:
        part, size = one.total, float(sum(count for _, count in one.closed))
    else:
        part, size = (one.kept, one.total) if isinstance(one, Tally) else one.within(terms.bound or 0.0)
    return (part / size if size else 0.0), size


def _judge(periods: Sequence[_Period], steady: Steady, terms: Terms) -> Judged:
    group = periods[0].group
    good = sum(one.good for one in periods)
    share = _share(periods)
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
