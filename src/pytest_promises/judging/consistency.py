"""Does any place say something else, than declared or than another place?"""

from collections.abc import Sequence
from dataclasses import dataclass

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Finding, Quote, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.quantities import Value

from .heard import Heard
from .quoting import quote
from .stating import direction_of, remedy_for, why_incomparable
from .verdicts import finding
from .weighing import Tier, Weighed, Weight


@dataclass(frozen=True, slots=True)
class _Voice:
    heard: Heard
    weighed: Weighed


def judge_consistent(
    check: Check, declared: Value, all_heard: Sequence[tuple[Heard, Weight]], required: frozenset[str]
) -> Finding:
    """Return the verdict over all channels of the spec.

    `required` are the channels that must have been heard for "consistent" to be said; of another one that could not
    be heard, the check that lists it speaks.
    """
    contradicting = _voices(all_heard, agreeing=False)
    if contradicting:
        return _contradicted(check, declared, contradicting, _voices(all_heard, agreeing=True))
    unheard = [heard for heard, _ in all_heard if heard.hearing.mishap]
    missing = [heard for heard in unheard if heard.channel.name in required and not _is_not_probed(heard)]
    if missing:
        return _not_all_heard(check, missing)
    unclear = [(heard, one) for heard, weight in all_heard for one in weight.incomparable]
    if unclear:
        quoted = quote(unclear[0][1].statement, unclear[0][0], "incomparable")
        why, remedy = why_incomparable(declared, quoted)
        return finding(check, Verdict.INCONCLUSIVE, quotes=(quoted,), why=why, remedy=remedy)
    agreeing = _voices(all_heard, agreeing=True)
    if not agreeing:
        why = f"no channel says anything exact on {check.promise.topic.replace('_', ' ')}: there is nothing to compare"
        return finding(check, Verdict.UNSTATED, why=why, remedy="State the promise where customers look for it.")
    notes = tuple(f"{heard.channel.name} could not be heard" for heard in unheard)
    return finding(check, Verdict.CONSISTENT, quotes=_once_per_value(agreeing, "agrees"), notes=notes)


def _is_not_probed(heard: Heard) -> bool:
    """Tell whether a channel was left alone because this run does not write to the service."""
    return heard.hearing.mishap is not None and heard.hearing.mishap.cause is Cause.NOT_PROBED


def _voices(all_heard: Sequence[tuple[Heard, Weight]], *, agreeing: bool) -> list[_Voice]:
    return [
        _Voice(heard, weighed)
        for heard, weight in all_heard
        if not heard.hearing.mishap and (agreeing or _speaks_for_scope(weight))
        for weighed in (weight.agreeing if agreeing else weight.disagreeing)
    ]


def _speaks_for_scope(weight: Weight) -> bool:
    """Tell whether the channel's words, where they disagree, are about the promise's own scope.

    What is said without the scope, under a condition, or one way and the other for different people, may be about
    somebody else; `stated` judges it where the promise is to be found.
    """
    if weight.tier is Tier.SPECIFIC:
        return True
    conditional = any(one.statement.conditions for one in weight.counting)
    return weight.tier is Tier.SPECIFIC_QUALIFIED and not conditional and not (weight.agreeing and weight.disagreeing)


def _contradicted(check: Check, declared: Value, against: list[_Voice], agreeing: list[_Voice]) -> Finding:
    quotes = (*_once_per_value(against, ""), *_once_per_value(agreeing, "agrees")[:1])
    places = sorted({voice.heard.channel.name for voice in against})
    values = " and ".join(dict.fromkeys(describe(voice.weighed.statement.value) for voice in against))
    other = (
        f"; {agreeing[0].heard.channel.name} says {describe(agreeing[0].weighed.statement.value)}" if agreeing else ""
    )
    why = (
        f"{', '.join(places)} {'say' if len(places) > 1 else 'says'} {values}, declared is {describe(declared)}{other}"
    )
    return finding(
        check,
        Verdict.CONTRADICTED,
        direction=direction_of(tuple(voice.weighed for voice in against)),
        quotes=quotes,
        why=why,
        remedy=remedy_for(declared, check),
        evidence=against[0].heard.hearing.evidence,
    )


def _once_per_value(voices: list[_Voice], role: str) -> tuple[Quote, ...]:
    first: dict[Value, Quote] = {}
    for voice in voices:
        said = voice.weighed.statement
        first.setdefault(said.value, quote(said, voice.heard, role or str(voice.weighed.agreement)))
    return tuple(first.values())


def _not_all_heard(check: Check, missing: list[Heard]) -> Finding:
    mishaps = [(heard.channel.name, heard.hearing.mishap) for heard in missing if heard.hearing.mishap]
    name, mishap = mishaps[0]
    others = f" (and {len(mishaps) - 1} more)" if len(mishaps) > 1 else ""
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        cause=mishap.cause,
        why=f"not every channel could be heard: {name}{others}: {mishap.message}",
        remedy=mishap.remedy,
        evidence=missing[0].hearing.evidence,
    )
