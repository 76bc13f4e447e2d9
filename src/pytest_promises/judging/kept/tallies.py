"""Shares that a condition is fulfilled in: of records, of samples, or of time."""

from collections.abc import Sequence
from dataclasses import replace

from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Tally

from .estimates import ranked
from .honest import honest_share, room
from .judged import Judged
from .shares import Trials, big_enough, estimate, judge_shares
from .terms import Terms


def judge_tallies(tallies: Sequence[Tally], terms: Terms) -> Judged:
    """Return whether the condition is fulfilled as often as it must be, in every group."""
    trials = [Trials(one.group, one.kept, one.total, one.sampled) for one in tallies]
    judged = judge_shares(trials, terms)
    if not judged.figures:
        return judged
    big, _ = big_enough(trials, terms)
    found = ranked([estimate(one, terms, len(big)) for one in big], terms.allowed)
    honest = honest_share(found.ranked, terms)
    figures = judged.figures if honest is None else (*judged.figures, honest)
    remedy = judged.remedy
    if found.verdict is Verdict.BROKEN and big[0].sampled and terms.allowed.low >= 0:
        promise = "" if honest is None else f"Promise {honest.text}, or keep it more often: "
        remedy = f"{promise}{room(found.worst, terms, 'did not')}."
    elif found.verdict is Verdict.BROKEN and honest is not None:
        remedy = f"Promise {honest.text}, or keep it more often."
    return replace(judged, figures=figures, remedy=remedy)
