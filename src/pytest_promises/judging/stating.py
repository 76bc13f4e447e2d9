"""Does a channel state the promise?"""

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Direction, Finding, Quote, Verdict
from pytest_promises.model.quantities import Value
from pytest_promises.model.statement import Mood, Statement

from .agreement import Agreement, comparable
from .heard import Heard
from .quoting import quote
from .verdicts import finding, unheard
from .weighing import Tier, Weighed, Weight

_ROLES = {
    Tier.SPECIFIC: "general",
    Tier.SPECIFIC_QUALIFIED: "qualified",
    Tier.UNSCOPED: "unscoped",
    Tier.UNSCOPED_QUALIFIED: "qualified",
    Tier.OTHER_SCOPE: "other_scope",
}


def judge_stated(check: Check, declared: Value, heard: Heard, weight: Weight) -> Finding:
    """Return the verdict of one channel on one promise with a figure."""
    if heard.hearing.mishap:
        return unheard(check, heard, heard.hearing.mishap)
    beside = tuple(quote(one.statement, heard, _ROLES[one.tier]) for one in weight.beside)
    verdict, quotes, why, remedy = _judge(check, declared, heard, weight)
    unheard_part = verdict is Verdict.INCONCLUSIVE and not weight.incomparable
    return finding(
        check,
        verdict,
        cause=heard.hearing.flaws[0].cause if unheard_part else None,
        direction=direction_of(weight.disagreeing) if verdict is Verdict.CONTRADICTED else None,
        quotes=quotes,
        beside=beside,
        why=why,
        remedy=remedy,
        evidence=heard.hearing.evidence,
    )


_Judged = tuple[Verdict, tuple[Quote, ...], str, str]


def _judge(check: Check, declared: Value, heard: Heard, weight: Weight) -> _Judged:
    if weight.disagreeing:
        return _disagreeing(check, declared, heard, weight)
    if weight.incomparable:
        return _incomparable(declared, heard, weight)
    if weight.agreeing:
        return Verdict.STATED, tuple(quote(one.statement, heard, "agrees") for one in weight.agreeing), "", ""
    if weight.vague:
        quotes = tuple(quote(said, heard, "vague") for said in weight.vague)
        why = f"{heard.channel.name} promises without a figure, where {describe(declared)} is declared"
        return Verdict.VAGUE, quotes, why, f'Say "{describe(declared)}" there.'
    return _silent(check, declared, heard)


def _disagreeing(check: Check, declared: Value, heard: Heard, weight: Weight) -> _Judged:
    quotes = tuple(quote(one.statement, heard, str(one.agreement)) for one in weight.counting)
    if _ambiguous(check, weight):
        scope = ", ".join(f"{dimension}: {value}" for dimension, value in check.promise.scope)
        values = "; ".join(dict.fromkeys(quoted.value for quoted in quotes))
        why = f"{heard.channel.name} says {values}, and nothing there ties one of them to {scope or 'this promise'}"
        return Verdict.AMBIGUOUS, quotes, why, "Say on the page whom each figure is for, or give the promise a scope."
    worst = weight.disagreeing[0]
    why = f"{heard.channel.name} says {describe(worst.statement.value)}, declared is {describe(declared)}"
    return Verdict.CONTRADICTED, quotes, f"{why}{_meaning(worst.agreement)}", remedy_for(declared, check)


def _ambiguous(check: Check, weight: Weight) -> bool:
    if weight.tier is Tier.SPECIFIC:
        return False
    if check.promise.scope and weight.tier >= Tier.UNSCOPED:
        return True
    return bool(weight.agreeing)


def _meaning(agreement: Agreement) -> str:
    return {
        Agreement.OVERSTATED: ": customers are told to expect more than is promised",
        Agreement.UNDERSTATED: ": customers are told to expect less than is promised",
    }.get(agreement, ": the two do not mean the same")


def remedy_for(declared: Value, check: Check) -> str:
    """Return what to do about a contradiction: the page or the spec is wrong, and a person knows which."""
    return f'Change the words to "{describe(declared)}", or the spec at {check.promise.value_location}.'


def direction_of(disagreeing: tuple[Weighed, ...]) -> Direction | None:
    """Return overstated or understated where all that contradicts goes the same way."""
    directions = {str(one.agreement) for one in disagreeing}
    only = directions.pop() if len(directions) == 1 else ""
    return Direction(only) if only in set(Direction) else None


def _incomparable(declared: Value, heard: Heard, weight: Weight) -> _Judged:
    quotes = tuple(quote(one.statement, heard, "incomparable") for one in weight.incomparable)
    return Verdict.INCONCLUSIVE, quotes, *why_incomparable(declared, quotes[0])


def why_incomparable(declared: Value, quoted: Quote) -> tuple[str, str]:
    """Return why a quote cannot be held against the declared value, and what to do about it."""
    why = f"{quoted.value} cannot be held against {describe(declared)} without knowing how long a business day is"
    return why, "Declare `calendar: {hours: ...}` in the spec, with days of one length."


def _silent(check: Check, declared: Value, heard: Heard) -> _Judged:
    if heard.hearing.flaws:
        return _perhaps_silent(check, heard)
    near = tuple(quote(said, heard, role) for said, role in _near(check, declared, heard))
    why = f"{heard.channel.name} says nothing on {check.promise.topic.replace('_', ' ')}"
    if check.promise.scope:
        why += " for " + ", ".join(f"{dimension} {value}" for dimension, value in check.promise.scope)
    remedy = f'Say "{describe(declared)}" there, or take {heard.channel.name} off `stated_on`.'
    return Verdict.UNSTATED, near[:3], why, remedy


def _perhaps_silent(check: Check, heard: Heard) -> _Judged:
    flaw = heard.hearing.flaws[0]
    why = f"{heard.channel.name} says nothing on {check.promise.topic.replace('_', ' ')} in what could be heard of it"
    return Verdict.INCONCLUSIVE, (), f"{why}: {flaw.message}", flaw.remedy


def _near(check: Check, declared: Value, heard: Heard) -> list[tuple[Statement, str]]:
    """Return what may have been meant: the same topic said another way, the same kind of figure on no topic."""
    same_topic = [(said, str(said.mood)) for said in heard.on(check.promise.topic) if said.mood is not Mood.ASSERTED]
    untold = [(said, "no_topic") for said in heard.by_topic.get(None, ()) if comparable(declared, said.value)]
    return same_topic + untold
