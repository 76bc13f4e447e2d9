"""What a verdict means for the course of a check, and what became of a check given its course."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from pytest_promises.model.finding import PASSING, Verdict
from pytest_promises.model.report import Change


class State(IntEnum):
    """What is known of a check after a run."""

    KEPT = 1
    BROKEN = 2
    WAIVED = 3
    INCONCLUSIVE = 4


def state_of(verdict: Verdict) -> State:
    """Return what a verdict tells."""
    if verdict in PASSING:
        return State.KEPT
    return {Verdict.WAIVED: State.WAIVED, Verdict.INCONCLUSIVE: State.INCONCLUSIVE}.get(verdict, State.BROKEN)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which earlier states belong to the streak of one, and which end it; the others, such as no answer, do neither."""

    same: tuple[State, ...]
    other: tuple[State, ...]


# A breach that gets a waiver goes on; one whose waiver ends is one that somebody has to be told of.
RULES: Mapping[State, Rule] = {
    State.KEPT: Rule((State.KEPT,), (State.BROKEN, State.WAIVED)),
    State.BROKEN: Rule((State.BROKEN,), (State.KEPT, State.WAIVED)),
    State.WAIVED: Rule((State.BROKEN, State.WAIVED), (State.KEPT,)),
    State.INCONCLUSIVE: Rule((State.INCONCLUSIVE,), (State.KEPT, State.BROKEN, State.WAIVED)),
}
_NEWLY = {
    State.KEPT: Change.NEWLY_KEPT,
    State.BROKEN: Change.NEWLY_BROKEN,
    State.WAIVED: Change.NEWLY_BROKEN,
    State.INCONCLUSIVE: Change.NEWLY_INCONCLUSIVE,
}
_STILL = {
    State.KEPT: Change.STILL_KEPT,
    State.BROKEN: Change.STILL_BROKEN,
    State.WAIVED: Change.STILL_BROKEN,
    State.INCONCLUSIVE: Change.STILL_INCONCLUSIVE,
}


def change_of(state: State, *, lasts: bool, known: bool) -> Change:
    """Return what became of a check that is in this state now.

    `lasts` says whether the streak began with an earlier run, `known` whether any earlier run looked at the check.
    """
    if lasts:
        return _STILL[state]
    return _NEWLY[state] if known else Change.NEW
