"""Trials that come out as they should, or do not: journeys."""

from collections.abc import Sequence

from pytest_promises.model.amounts import counted, number
from pytest_promises.model.finding import Figure, Quote, Verdict
from pytest_promises.model.measured import Outcome

from .few import too_few
from .judged import Judged
from .shares import Trials, judge_shares
from .terms import EVERY, Terms

_MOST_QUOTES = 3


def judge_outcomes(outcomes: Sequence[Outcome], terms: Terms) -> Judged:
    """Return whether all trials came out as they should, or the share of them that must."""
    few = too_few(len(outcomes), terms)
    if few is not None:
        return few
    bad = [one for one in outcomes if not one.ok]
    quotes = tuple(_quote(words, terms) for words in dict.fromkeys(one.words for one in bad if one.words))
    if terms.allowed != EVERY:
        judged = judge_shares([Trials((), len(outcomes) - len(bad), len(outcomes))], terms)
        why = f"{judged.why}: {bad[0].why}" if bad and judged.verdict is not Verdict.KEPT else judged.why
        return Judged(judged.verdict, why, judged.remedy, judged.figures, judged.notes, quotes[:_MOST_QUOTES])
    # A measure of times has the failures alone, and the number of all trials in its times.
    figures = (_figure(len(outcomes) - len(bad), len(outcomes)),) if len(bad) < len(outcomes) else ()
    if not bad:
        return Judged(Verdict.KEPT, f"{counted(len(outcomes), 'trial')} came out as promised", figures=figures)
    remedy = next((one.remedy for one in bad if one.remedy), "")
    return Judged(Verdict.BROKEN, _why(bad, len(outcomes)), remedy, figures, quotes=quotes[:_MOST_QUOTES])


def _why(bad: Sequence[Outcome], total: int) -> str:
    whys = list(dict.fromkeys(one.why for one in bad if one.why))
    why = "; ".join(whys[:_MOST_QUOTES]) or "it did not come out as promised"
    return why if total == len(bad) else f"{number(len(bad))} of {counted(total, 'trial')}: {why}"


def _figure(ok: int, total: int) -> Figure:
    text = f"{number(ok)} of {counted(total, 'trial')} as promised"
    return Figure("trials", text, 100 * ok / total, unit="%")


def _quote(words: str, terms: Terms) -> Quote:
    return Quote(terms.keeping.source, words, words, (0, len(words)), role="met")
