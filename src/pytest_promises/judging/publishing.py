"""Promises whose value is whatever a channel publishes now: the same everywhere, and not too old."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Finding, Verdict
from pytest_promises.model.hearing import Cause
from pytest_promises.model.quantities import SECONDS, Duration, Unit, Vague, Value
from pytest_promises.model.statement import Mood, Statement

from .heard import Heard
from .quoting import quote
from .stating import judge_stated
from .verdicts import finding, unheard
from .weighing import Weight

_CLOCKS_DIFFER = 60.0
"""Seconds by which the clocks of two machines may differ."""

Weigh = Callable[[Value, Heard], Weight]
"""Weighs what a channel says against a value."""


def judge_same(check: Check, published: Heard, heard: Heard, weigh: Weigh) -> Finding:
    """Return whether a channel says what another one publishes; within the promise's tolerance is the same."""
    if published.hearing.mishap:
        return unheard(check, published, published.hearing.mishap)
    values = _published(check, published, weigh)
    if len(values) != 1:
        return _unclear(check, published, values)
    value = values[0].value
    found = judge_stated(check, value, heard, weigh(value, heard))
    verdict = Verdict.CONSISTENT if found.verdict is Verdict.STATED else found.verdict
    source = quote(values[0], published, "published")
    declared = f"{describe(value)}, as {published.channel.name} says"
    quotes = found.quotes if verdict is Verdict.CONSISTENT else (*found.quotes, source)
    return replace(found, verdict=verdict, declared=declared, quotes=quotes, remedy=_remedy(found))


def judge_fresh(check: Check, limit: float, published: Heard) -> Finding:
    """Return whether what a channel publishes is as recent as promised; `limit` is in seconds."""
    if published.hearing.mishap:
        return unheard(check, published, published.hearing.mishap)
    evidence = published.hearing.evidence
    age = _age(evidence.as_of, evidence.fetched_at)
    declared = f"not older than {_length(limit)}"
    if age is None or age < -_CLOCKS_DIFFER:
        return _undated(check, published, declared, age)
    why = f"what {published.channel.name} publishes is {_length(age)} old, {_length(limit)} is promised"
    if age <= limit:
        return finding(check, Verdict.KEPT, declared=declared, evidence=evidence)
    remedy = "Find out what keeps it from being updated."
    return finding(check, Verdict.BROKEN, declared=declared, why=why, remedy=remedy, evidence=evidence)


def _undated(check: Check, published: Heard, declared: str, age: float | None) -> Finding:
    """Return that nobody knows how old a figure is: it has no time, or one that has not come yet."""
    name, evidence = published.channel.name, published.hearing.evidence
    if age is None:
        why, remedy = f"{name} does not tell of when its figure is", "Name the time in `as_of:` of the channel."
        cause = Cause.MISSING
    else:
        why = f"{name} says that its figure is of {evidence.as_of}, which is {_length(-age)} ahead"
        cause, remedy = Cause.MALFORMED, "See what its clock shows, and in which time zone."
    told = {"cause": cause, "why": why, "remedy": remedy, "declared": declared}
    return finding(check, Verdict.INCONCLUSIVE, evidence=evidence, **told)


def _published(check: Check, published: Heard, weigh: Weigh) -> list[Statement]:
    """Return what the channel says of the promise, each value once."""
    said = [one for one in published.on(check.promise.topic) if one.mood is Mood.ASSERTED]
    exact = [one for one in said if not isinstance(one.value, Vague)]
    if not exact:
        return []
    counting = (weighed.statement for weighed in weigh(exact[0].value, published).counting)
    return list({statement.value: statement for statement in counting}.values())


def _unclear(check: Check, published: Heard, values: list[Statement]) -> Finding:
    name, topic = published.channel.name, check.promise.topic.replace("_", " ")
    if not values:
        why = f"{name} publishes nothing on {topic}: there is nothing to compare with"
        return finding(check, Verdict.UNSTATED, why=why, evidence=published.hearing.evidence)
    quotes = tuple(quote(one, published, "published") for one in values)
    told = "; ".join(describe(one.value) for one in values)
    why = f"{name} publishes {told}, and nothing there tells which of them is meant"
    return finding(check, Verdict.AMBIGUOUS, quotes=quotes, why=why, evidence=published.hearing.evidence)


def _remedy(found: Finding) -> str:
    contradicted = found.verdict is Verdict.CONTRADICTED
    return "Have both take the figure from one place." if contradicted else found.remedy


def _age(as_of: str, now: str) -> float | None:
    try:
        return (datetime.fromisoformat(now) - datetime.fromisoformat(as_of)).total_seconds()
    except (ValueError, TypeError):
        return None


def _length(seconds: float) -> str:
    """Return a length of time in the largest unit that it has two of, to the half."""
    units: tuple[Unit, ...] = ("day", "hour", "minute")
    unit: Unit = next((unit for unit in units if seconds >= 2 * SECONDS[unit]), "second")
    rounded = round(seconds / SECONDS[unit] * 2) / 2 * SECONDS[unit]
    return describe(Duration(rounded, rounded, unit=unit))
