"""How many keep the promise: a share of records, of trials or of time, held against the share that must."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from pytest_promises.model.amounts import about, between, counted, number, percent
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.measured import Group

from .estimates import Estimate, Estimates, ranked
from .few import judgeable, too_few
from .judged import Judged
from .statistics import Interval, confidence_of_each, needed_for_share, share_interval
from .terms import Terms

MOST_FIGURES = 20
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Trials:
    """How many of one group kept the promise, of how many; not `sampled` are exact amounts, such as seconds."""

    group: Group
    kept: float
    total: float
    sampled: bool = True

    @property
    def share(self) -> float:
        """The share that kept it; there is at least one trial."""
        # 99.9 % of some seconds divided by these is less than 0.999 at times.
        return round(self.kept / self.total, 12)


def judge_shares(trials: Sequence[Trials], terms: Terms) -> Judged:
    """Return whether the share that is allowed keeps the promise, in every group."""
    sampled = all(one.sampled for one in trials)
    few = too_few(sum(one.total for one in trials), terms) if sampled else None
    if few is not None:
        return few
    big, notes = big_enough(trials, terms)
    if not big:
        why = f"no group has the {terms.keeping.group_at_least} {terms.noun}s that it must have to be judged"
        return Judged(Verdict.INCONCLUSIVE, why, "Look further back (`over`), or lower `group_at_least`.", notes=notes)
    found = ranked([estimate(one, terms, len(big)) for one in big], terms.allowed)
    why, remedy = tell(found, terms, sampled=sampled)
    return Judged(found.verdict, why, remedy, _figures(trials, found, terms), notes)


def big_enough(trials: Sequence[Trials], terms: Terms) -> tuple[list[Trials], tuple[str, ...]]:
    """Return the groups that can be judged, and a note on the rest; what is no sample is always enough."""
    return judgeable([(one, one.total if one.sampled or not one.total else inf) for one in trials], terms)


def estimate(trials: Trials, terms: Terms, groups: int) -> Estimate:
    """Return where the share of one of so many groups lies.

    What is no sample is the share itself; so it is where every single one must keep it, for one that is late decides.
    """
    share, confidence, wanted = trials.share, terms.keeping.confidence, terms.wanted
    point = Interval(share, share)
    if not trials.sampled or wanted in {0.0, 1.0}:
        return Estimate(trials.group, trials.total, share, point, point)
    both = (confidence, confidence_of_each(confidence, groups))
    sure, careful = (share_interval(trials.kept, trials.total, one, wanted) for one in both)
    return Estimate(trials.group, trials.total, share, sure, careful)


def tell(found: Estimates, terms: Terms, *, sampled: bool) -> tuple[str, str]:
    """Return why the verdict is what it is, in a sentence, and what to do about an unclear one."""
    one = found.worst
    what = _share_of(one, terms) if sampled else _of_the_time(one, terms)
    must = f"{asked_share(terms)} must be"
    if len(found.ranked) == 1:
        return _single(found, terms, f"{what}; {must}")
    groups = f"{len(found.ranked)} groups"
    if found.verdict is Verdict.KEPT:
        return f"each of {groups} kept it: at the least, {what}; {must}", ""
    if found.verdict is Verdict.BROKEN:
        broken = found.having(Verdict.BROKEN)
        others = _others(broken[1:], terms)
        return f"{what}; {must}, in every group, and {_one_of(len(broken), groups)} beyond that{others}", ""
    unclear = len(found.having(Verdict.INCONCLUSIVE))
    why, remedy = _single(found, terms, f"{what}; {must}, in every group")
    return f"{why} ({_one_of(unclear, groups)} unclear)", remedy


def _one_of(count: int, groups: str) -> str:
    return f"{count} of {groups} {'is' if count == 1 else 'are'}"


def _single(found: Estimates, terms: Terms, why: str) -> tuple[str, str]:
    if found.verdict is not Verdict.INCONCLUSIVE:
        return why, ""
    one = found.worst
    confidence = terms.keeping.confidence
    if one.beyond(terms.allowed) > 0:
        confidence = confidence_of_each(confidence, len(found.ranked))
    needed = needed_for_share(one.value, terms.wanted, confidence)
    sure = percent(terms.keeping.confidence)
    if needed is None or needed <= one.size:
        return f"{why}, and that is too close to tell with {sure} confidence", "Look further back (`over`)."
    enough = f"about {about(needed)} {terms.noun}s would decide it, were the share to stay as it is"
    return f"{why}, which {number(one.size)} do not tell with {sure} confidence", f"Look at more: {enough}."


def _share_of(one: Estimate, terms: Terms) -> str:
    ends = between(100 * one.interval.low, 100 * one.interval.high, "%")
    shown = percent(one.value, terms.wanted) + (f" ({ends})" if ends else "")
    return f"{shown} of {counted(one.size, terms.noun)}{terms.of(one.group)} {terms.doing}"


def _of_the_time(one: Estimate, terms: Terms) -> str:
    return f"the promise was kept {percent(one.value, terms.wanted)} of the time{terms.of(one.group)}"


def asked_share(terms: Terms) -> str:
    """Return the share that must keep the promise in words."""
    low, high = terms.allowed.low, terms.allowed.high
    if low == 1:
        return "every single one"
    if low == -inf:
        return f"at most {percent(high)}"
    return f"at least {percent(low)}" if high == inf else f"{percent(low)} to {percent(high)}"


def _others(others: Sequence[Estimate], terms: Terms) -> str:
    if not others:
        return ""
    named = [f"{percent(one.value, terms.wanted)}{terms.of(one.group)}" for one in others[:_MOST_NAMED]]
    more = [f"{len(others) - _MOST_NAMED} more"] if len(others) > _MOST_NAMED else []
    return f": also {', '.join([*named, *more])}"


def _figures(trials: Sequence[Trials], found: Estimates, terms: Terms) -> tuple[Figure, ...]:
    whole = Trials((), sum(one.kept for one in trials), sum(one.total for one in trials), trials[0].sampled)
    own = found.ranked[:MOST_FIGURES] if terms.by else ()
    return tuple(figure(one, terms) for one in (estimate(whole, terms, 1), *own))


def figure(one: Estimate, terms: Terms) -> Figure:
    """Return the share of a group as a figure in percent."""
    text = f"{percent(one.value, terms.wanted)} {terms.limit}".rstrip()
    low, high = (round(100 * end, 6) for end in (one.interval.low, one.interval.high))
    return Figure("share", text, 100 * one.value, low, high, "%", one.group)
