"""What one form of a promise came to, before it is a finding."""

from collections.abc import Sequence
from dataclasses import dataclass

from pytest_promises.model.finding import Figure, Quote, Verdict

_WORST_FIRST = (Verdict.BROKEN, Verdict.INCONCLUSIVE, Verdict.KEPT)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reason, what to do about it, and what was measured; fields are those of a finding."""

    verdict: Verdict
    why: str
    remedy: str = ""
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


def rank(verdict: Verdict) -> int:
    """Return the place of a verdict among those of a measure, the worst first."""
    return _WORST_FIRST.index(verdict)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of several that must all be kept: one that is broken breaks them."""
    return min(verdicts, key=rank)


def joined(parts: Sequence[Judged]) -> Judged:
    """Return several forms that must all be kept as one: the worst speaks, and all their figures and notes are there.

    There is at least one.
    """
    first, *others = sorted(parts, key=lambda part: rank(part.verdict))
    also = [part.why for part in others if part.verdict is first.verdict and part.why]
    return Judged(
        first.verdict,
        "; ".join(dict.fromkeys([first.why, *also])),
        next((part.remedy for part in (first, *others) if part.remedy), ""),
        tuple(figure for part in parts for figure in part.figures),
        tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        tuple(quote for part in parts for quote in part.quotes),
    )
