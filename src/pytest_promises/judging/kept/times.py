"""How long it took: within the promised time for enough of them, and which time would be an honest promise."""

from collections.abc import Sequence
from dataclasses import replace

from pytest_promises.model.amounts import amount, between, counted, ordinal
from pytest_promises.model.finding import Figure, Verdict
from pytest_promises.model.measured import Distribution

from .curves import Curve, curve, merged
from .estimates import ranked
from .few import judgeable
from .honest import honest_time, room, time_figure, time_words
from .judged import Judged
from .shares import Trials, estimate, judge_shares
from .terms import Terms


def judge_times(distributions: Sequence[Distribution], bound: float, terms: Terms) -> Judged:
    """Return whether enough of every group lie within the bound, which is in the measure's unit."""
    curves = [curve(one) for one in distributions]
    judged = judge_shares([Trials(one.group, *one.within(bound)) for one in curves], terms)
    whole = curve(merged(distributions))
    notes = (*judged.notes, *waiting(whole, bound, terms))
    if not judged.figures:
        return replace(judged, notes=notes)
    figures = (*judged.figures, *_percentiles(whole, terms))
    big, _ = judgeable([(one, one.within(bound)[1]) for one in curves], terms)
    return _with_honest(replace(judged, figures=figures, notes=notes), big, bound, terms)


def waiting(whole: Curve, bound: float, terms: Terms) -> tuple[str, ...]:
    """Return notes on what is not done: whether it counts as late, or is not told yet."""
    early = whole.open.up_to(bound)
    late = whole.open.all - early
    notes = []
    if late:
        notes.append(f"{counted(late, f'open {terms.noun}')} waited longer than that already, and count as late")
    if early:
        notes.append(f"{counted(early, f'open {terms.noun}')} may still be in time, and do not count")
    if whole.failed:
        notes.append(f"{counted(whole.failed, f'failed {terms.noun}')} never came to an end, and count as late")
    return tuple(notes)


def _percentiles(whole: Curve, terms: Terms) -> tuple[Figure, ...]:
    share = terms.keeping.wanted
    if share is None or share == 1:
        return ()
    value = whole.percentile(share)
    low, high = whole.percentile_interval(share, terms.keeping.confidence)
    text = "never reached" if value is None else amount(value, terms.unit)
    return (Figure(f"percentile {share * 100:g}", text, value, low, high, terms.unit),)


def _with_honest(judged: Judged, curves: Sequence[Curve], bound: float, terms: Terms) -> Judged:
    honest = honest_time(curves, terms)
    if judged.verdict is Verdict.BROKEN:
        judged = replace(judged, remedy=_remedy(honest, curves, bound, terms), why=_told(judged, terms))
    if honest is None:
        return judged
    figures = (*judged.figures, time_figure(honest, terms))
    note = {
        Verdict.KEPT: f"less is promised than is done: {time_words(honest, terms)} would be kept too",
        Verdict.INCONCLUSIVE: f"{time_words(honest, terms)} would be kept beyond doubt",
    }.get(judged.verdict)
    told = note and (honest < bound or judged.verdict is Verdict.INCONCLUSIVE)
    return replace(judged, figures=figures, notes=(note, *judged.notes) if note and told else judged.notes)


def _told(judged: Judged, terms: Terms) -> str:
    """Return why it is broken, with the percentile where that was asked for."""
    if terms.keeping.percentile is None:
        return judged.why
    one = next(figure for figure in judged.figures if figure.name.startswith("percentile"))
    ends = between(one.low, one.high, terms.unit)
    return (
        f"{judged.why}; the {ordinal(terms.keeping.percentile)} percentile is {one.text}{f' ({ends})' if ends else ''}"
    )


def _remedy(honest: float | None, curves: Sequence[Curve], bound: float, terms: Terms) -> str:
    estimates = [estimate(Trials(one.group, *one.within(bound)), terms, len(curves)) for one in curves]
    faster = room(ranked(estimates, terms.allowed).worst, terms, "were late")
    every, often = ("an update every ", "tell more often") if terms.keeping.every else ("", "be faster")
    if honest is None:
        return f"{often[:1].upper()}{often[1:]}: {faster}. No time that is usually promised would be kept."
    return f"Promise {every}{time_words(honest, terms)}, or {often}: {faster}."
