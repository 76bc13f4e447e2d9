"""Shares that a condition is fulfilled in: of records, of samples, or of time."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from pytest_promises.model.amounts import amount
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.measured import Tally

from .estimates import Estimate, ranked
from .honest import honest_share, room
from .judged import Judged
from .shares import Trials, big_enough, estimate, judge_shares
from .terms import EVERY, Terms


def judge_tallies(tallies: Sequence[Tally], terms: Terms) -> Judged:
    """Return whether the condition is fulfilled as often as it must be, in every group."""
    trials = [Trials(one.group, one.kept, one.total, one.sampled) for one in tallies]
    judged = judge_shares(trials, terms)
    if not judged.figures:
        return judged
    big, _ = big_enough(trials, terms)
    found = ranked([estimate(one, terms, len(big)) for one in big], terms.allowed)
    # Where each single one must and did, no lesser share is what it comes to.
    all_did = terms.allowed == EVERY and found.verdict is Verdict.KEPT
    honest = None if all_did else honest_share(found.ranked, terms)
    figures = judged.figures if honest is None else (*judged.figures, honest)
    remedy = _remedy(found.worst, honest, terms, sampled=big[0].sampled) if found.verdict is Verdict.BROKEN else ""
    return replace(judged, figures=figures, remedy=remedy or judged.remedy)


def _remedy(worst: Estimate, honest: Figure | None, terms: Terms, *, sampled: bool) -> str:
    missed = ""
    if terms.allowed.low >= 0:
        missed = room(worst, terms, "did not") if sampled else _time_missed(worst, terms)
    promise = "" if honest is None else f"Promise {honest.text}, or keep it more often"
    return "".join((promise, ": " if promise and missed else "", missed, "." if promise or missed else ""))


def _time_missed(worst: Estimate, terms: Terms) -> str:
    """Return for how long the promise was not kept, and for how long it may be not: `2 hours of 30 days`."""
    size = worst.size
    missed, most = round(size * (1 - worst.value)), floor(size * (1 - terms.wanted) + 1e-6)
    shown = [amount(float(one), terms.unit) for one in (missed, round(size), most)]
    return f"{shown[0]} of {shown[1]} missed it, at most {shown[2]} may"
