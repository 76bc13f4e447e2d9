"""The verdict of one measure."""

from collections.abc import Iterator
from dataclasses import replace

from pytest_promises.judging.heard import Heard
from pytest_promises.judging.verdicts import finding, unheard
from pytest_promises.model.check import Check
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.keeping import Keeping
from pytest_promises.model.measured import Measured

from .bias import judge_deviations
from .judged import Judged, joined
from .means import judge_average
from .outcomes import judge_outcomes
from .quality import notes_on, too_flawed
from .spread import spread_of
from .steadiness import judge_steady
from .tallies import judge_tallies
from .terms import Terms, terms
from .times import judge_times


def judge_kept(check: Check, keeping: Keeping, heard: Heard) -> Finding:
    """Return the finding of a `kept` check, given what its measure found."""
    if heard.hearing.mishap is not None:
        return unheard(check, heard, heard.hearing.mishap)
    measured = heard.hearing.measured
    evidence = heard.hearing.evidence
    judged = _judge(check, keeping, measured) if measured is not None else None
    if measured is None or judged is None:
        why = f"{keeping.source} gave no figures"
        return finding(check, Verdict.INCONCLUSIVE, cause=Cause.EMPTY, why=why, evidence=evidence)
    return finding(
        check,
        judged.verdict,
        quotes=judged.quotes,
        figures=judged.figures,
        spread=spread_of(measured.distributions, judged, terms(check, keeping, measured.unit, measured.by)),
        why=judged.why,
        remedy=judged.remedy,
        notes=(*judged.notes, *_notes(measured)),
        evidence=replace(evidence, as_of=evidence.as_of or measured.as_of),
    )


def _judge(check: Check, keeping: Keeping, measured: Measured) -> Judged | None:
    flawed = too_flawed(measured.counts)
    if flawed is not None:
        return flawed
    asked = terms(check, keeping, measured.unit, measured.by)
    parts = list(_parts(measured, asked))
    return joined(parts) if parts else None


def _notes(measured: Measured) -> tuple[str, ...]:
    """Return what there is to note; of records of which too many are flawed, the verdict itself has told it."""
    if too_flawed(measured.counts) is not None:
        return ()
    return (*notes_on(measured.counts), *measured.notes)


def _parts(measured: Measured, asked: Terms) -> Iterator[Judged]:
    """Yield what each kind of figure comes to; all of them must keep the promise."""
    if measured.distributions:
        yield _times(measured, asked)
    if measured.tallies:
        yield judge_tallies(measured.tallies, asked)
    if measured.deviations:
        yield _deviations(measured, asked)
    if measured.outcomes:
        yield judge_outcomes(measured.outcomes, asked)
    if asked.keeping.steady is not None:
        yield judge_steady(measured.periods, asked.keeping.steady, asked)


def _times(measured: Measured, asked: Terms) -> Judged:
    if asked.bound is None:
        why = "times were measured, and the promise has no longest time to hold them against"
        remedy = "Promise `within` a time, or say in `satisfying` what keeps it."
        return Judged(Verdict.INCONCLUSIVE, why, remedy)
    judge = judge_average if asked.keeping.average else judge_times
    return judge(measured.distributions, asked.bound, asked)


def _deviations(measured: Measured, asked: Terms) -> Judged:
    if asked.keeping.tolerance is None:
        why = "published figures were measured, and nothing says how far off they may be"
        return Judged(Verdict.INCONCLUSIVE, why, "Give a `tolerance`, like `20%` or `2 minutes`.")
    return judge_deviations(measured.deviations, asked.keeping.tolerance, asked)
