"""Are the required words there, and the forbidden ones not?"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Finding, Quote, Verdict
from pytest_promises.model.promise import Promise
from pytest_promises.model.statement import Passage

from .heard import Heard
from .matching import Found, Known, difference, matches, wrong_promise
from .quoting import quote_words
from .verdicts import finding, unheard
from .words import fold, wanted

_NEAR = 0.6
_LONGEST = 2000


def judge_wording(check: Check, heard: Heard, known: Known) -> Finding:
    """Return the verdict on a channel's words; `known` tells of the promises that placeholders name."""
    if heard.hearing.mishap:
        return unheard(check, heard, heard.hearing.mishap)
    forbidden = [quote for words in check.promise.never for quote in _forbidden(words, heard)]
    required = _required(check, heard.channel.locale)
    declared = required or "never: " + ", ".join(f'"{words}"' for words in check.promise.never)
    if forbidden:
        why = f'{heard.channel.name} says "{forbidden[0].words}", which must not be said'
        return finding(
            check, Verdict.CONTRADICTED, declared=declared, quotes=tuple(forbidden), why=why,
            remedy="Take the words off the page.", evidence=heard.hearing.evidence,
        )  # fmt: skip
    if required:
        return _judge_required(check, heard, required, known)
    if not heard.passages or not check.promise.never:
        why = f"{heard.channel.name} has no words to look through, or the promise none to look for"
        return finding(check, Verdict.INCONCLUSIVE, declared=declared, why=why, evidence=heard.hearing.evidence)
    return finding(check, Verdict.CONSISTENT, declared=declared, evidence=heard.hearing.evidence)


def _required(check: Check, locale: str) -> str:
    listed = {at.channel for at in check.promise.stated_on}
    says = dict(check.promise.says)
    return says.get(locale, says.get("", "")) if check.channel in listed else ""


def _forbidden(words: str, heard: Heard) -> Iterator[Quote]:
    expression = wanted(words).expression
    for passage in heard.passages:
        folded = fold(passage.text)
        for match in expression.finditer(folded.text):
            yield quote_words(passage, folded.original(match.start(), match.end()), heard, "forbidden")


def _judge_required(check: Check, heard: Heard, required: str, known: Known) -> Finding:
    first_wrong: tuple[Found, Promise] | None = None
    for found in matches(wanted(required), heard.passages):
        wrong = wrong_promise(found, heard, known)
        if wrong is None:
            quotes = (quote_words(found.passage, found.span, heard, "agrees"),)
            return finding(check, Verdict.STATED, declared=required, quotes=quotes, evidence=heard.hearing.evidence)
        first_wrong = first_wrong or (found, wrong)
    if first_wrong is not None:
        return _other_value(check, heard, required, *first_wrong)
    return _not_said(check, heard, required)


def _other_value(check: Check, heard: Heard, required: str, found: Found, promise: Promise) -> Finding:
    declared = describe(promise.value) if promise.value else ""
    return finding(
        check,
        Verdict.CONTRADICTED,
        declared=required,
        quotes=(quote_words(found.passage, found.span, heard, "different"),),
        why=f"the words are there, with another value than {promise.id} declares ({declared})",
        remedy=f"Change the value in the words to {declared}.",
        evidence=heard.hearing.evidence,
    )


def _not_said(check: Check, heard: Heard, required: str) -> Finding:
    if heard.hearing.flaws:
        return _perhaps_said(check, heard, required)
    near = _nearest(required, heard.passages)
    quotes = () if near is None else (quote_words(near, (0, len(near.text)), heard, "near"),)
    why = f"{heard.channel.name} does not say it"
    if near is not None:
        why += f"; what comes near differs word by word: {difference(required, near.text)}"
    return finding(
        check,
        Verdict.UNSTATED,
        declared=required,
        quotes=quotes,
        why=why,
        remedy="Put the declared words on the page, or change them in the spec.",
        evidence=heard.hearing.evidence,
    )


def _perhaps_said(check: Check, heard: Heard, required: str) -> Finding:
    """Return that nobody knows: the words may stand in the part of the channel that could not be heard."""
    flaw = heard.hearing.flaws[0]
    return finding(
        check,
        Verdict.INCONCLUSIVE,
        declared=required,
        cause=flaw.cause,
        why=f"{heard.channel.name} does not say it in what could be heard of it: {flaw.message}",
        remedy=flaw.remedy,
        evidence=heard.hearing.evidence,
    )


def _nearest(required: str, passages: Iterable[Passage]) -> Passage | None:
    wanted = fold(required).text.split()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, best_ratio = None, _NEAR
    for passage in passages:
        if len(passage.text) > _LONGEST:
            continue
        matcher.set_seq1(fold(passage.text).text.split())
        if matcher.real_quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = passage, ratio
    return best
