"""Do promises cover what the channels state?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pytest_promises.model.amounts import counted, percent
from pytest_promises.model.check import Check, is_compared
from pytest_promises.model.finding import Figure, Finding, Quote, Verdict
from pytest_promises.model.promise import Coverage
from pytest_promises.model.topics import Topic

from .claims import Claim, Claims, Saying, claims_of
from .cover import Cover, Covers, cover_of
from .declaring import declare
from .excepting import exception
from .heard import Heard
from .quoting import quote
from .verdicts import finding

_MOST_QUOTES = 200
_MOST_BESIDE = 20
_MOST_NAMED = 3


def judge_coverage(
    check: Check, asked: Coverage, voices: Sequence[Heard], topics: Mapping[str, Topic], covers: Covers
) -> Finding:
    """Return whether promises cover as much as is asked of what channels state on these topics."""
    timezone = check.spec.calendar.timezone if check.spec.calendar else None
    claims = claims_of(voices, topics, exception(asked.exceptions), timezone)
    cover = cover_of(asked, voices, claims, covers)
    quotes = tuple(_quotes(check, cover.uncovered))
    common = {
        "declared": _declared(asked),
        "quotes": quotes,
        "beside": tuple(_beside(claims, covers))[:_MOST_BESIDE],
        "figures": tuple(_figures(cover)),
        "notes": (*_notes(cover), *_only_measured(check, cover)),
    }
    if not cover.is_certain:
        return _not_all_heard(check, cover, common)
    if not cover.total:
        return _nothing_stated(check, cover, common)
    if cover.is_enough:
        return finding(check, Verdict.COVERED, **common)
    why = f"{_told(cover)}, {percent(asked.at_least)} is asked: {_named(cover.uncovered)}"
    evidence = cover.uncovered[0].said[0].heard.hearing.evidence
    return finding(check, Verdict.UNCOVERED, why=why, remedy=_remedy(quotes), evidence=evidence, **common)


def _declared(asked: Coverage) -> str:
    topics = ", ".join(topic.replace("_", " ") for topic in asked.topics)
    return f"{percent(asked.at_least)} of what is stated{f' on {topics}' if topics else ''}"


def _quotes(check: Check, uncovered: Sequence[Claim]) -> Iterator[Quote]:
    names = {promise.id for promise in check.spec.promises}
    for claim in uncovered[:_MOST_QUOTES]:
        name, entry = declare(claim, names, check.spec.channels)
        names.add(name)
        first = claim.said[0]
        yield replace(quote(first.statement, first.heard, "uncovered"), declare=entry)


def _beside(claims: Claims, covers: Covers) -> Iterator[Quote]:
    """Yield what does not count: promised to whom no promise is for, but without a figure, or excepted by the spec."""
    for claim in claims.vague:
        if not covers(claim):
            yield _quote(claim.said[0], "vague")
    for saying in claims.excepted.values():
        yield _quote(saying, "excepted")


def _quote(saying: Saying, role: str) -> Quote:
    return quote(saying.statement, saying.heard, role)


def _figures(cover: Cover) -> Iterator[Figure]:
    """Yield the share of all that is stated, and of each topic where there are several."""
    totals: dict[str, int] = {}
    for claim in cover.claims.exact:
        totals[claim.topic.name] = totals.get(claim.topic.name, 0) + 1
    if totals:
        yield _figure(cover.covered, cover.total)
    for topic, total in totals.items() if len(totals) > 1 else ():
        uncovered = sum(claim.topic.name == topic for claim in cover.uncovered)
        yield _figure(total - uncovered, total, topic)


def _figure(covered: int, total: int, *group: str) -> Figure:
    share = covered / total
    text = f"{percent(share)} ({covered} of {counted(total, 'statement')})"
    return Figure("share", text, 100 * share, unit="%", group=group)


def _notes(cover: Cover) -> Iterator[str]:
    for heard, _ in cover.left_alone:
        yield f"{heard.channel.name} was left alone, as this run writes nothing: what it says does not count"
    if cover.is_certain:
        yield from (f"{heard.channel.name} could not be heard: {mishap.message}" for heard, mishap in cover.missing)
    if len(cover.uncovered) > _MOST_QUOTES:
        yield f"{counted(len(cover.uncovered) - _MOST_QUOTES, 'more uncovered statement')} not shown"
    if not cover.missing and not cover.left_alone:
        gone = (words for words in cover.asked.exceptions if words not in cover.claims.excepted)
        yield from (f'no figure is stated in these words of `except`: "{words}"' for words in gone)


def _only_measured(check: Check, cover: Cover) -> Iterator[str]:
    topics = {claim.topic.name for claim in cover.uncovered}
    for promise in check.spec.promises:
        if promise.value is not None and promise.topic in topics and not is_compared(promise):
            on = promise.topic.replace("_", " ")
            yield f"{promise.id} is on {on} too, and only measured: with `stated_on`, it covers what is said"


def _not_all_heard(check: Check, cover: Cover, common: dict[str, Any]) -> Finding:
    heard, mishap = cover.missing[0]
    others = f" (and {len(cover.missing) - 1} more)" if len(cover.missing) > 1 else ""
    told = f"; of what was heard, {_told(cover)}" if cover.total else ""
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        cause=mishap.cause,
        why=f"not all could be heard: {heard.channel.name}{others}: {mishap.message}{told}",
        remedy=mishap.remedy,
        evidence=heard.hearing.evidence,
        **common,
    )


def _nothing_stated(check: Check, cover: Cover, common: dict[str, Any]) -> Finding:
    why = "no channel states anything that a promise could cover: there is nothing to count"
    cause = None
    remedy = "Name the channels and topics that customers are told something on, or take `coverage` out."
    if cover.left_alone:
        heard, mishap = cover.left_alone[0]
        cause, remedy = mishap.cause, mishap.remedy
        why = f"no channel that was heard states anything; {heard.channel.name} was not: {mishap.message}"
    return finding(check, Verdict.INCONCLUSIVE, cause=cause, why=why, remedy=remedy, **common)


def _told(cover: Cover) -> str:
    share = percent(cover.covered / cover.total)
    return f"promises cover {cover.covered} of {counted(cover.total, 'statement')} ({share})"


def _named(uncovered: Sequence[Claim]) -> str:
    named = [f'{one.said[0].heard.channel.name} says "{one.said[0].statement.words}"{_about(one)}' for one in uncovered]
    more = [f"{len(named) - _MOST_NAMED} more"] if len(named) > _MOST_NAMED else []
    return "; ".join([*named[:_MOST_NAMED], *more])


def _about(claim: Claim) -> str:
    scope = ", ".join(f"{dimension} {value}" for dimension, value in claim.scope)
    return f" on {claim.topic.name.replace('_', ' ')}{f' for {scope}' if scope else ''}"


def _remedy(quotes: Sequence[Quote]) -> str:
    entry = next((quoted.declare for quoted in quotes if quoted.declare), "")
    example = f", for example `{entry}`" if entry else ""
    return f"Declare in `promises` what is meant{example}, and take off the channels what is not."
