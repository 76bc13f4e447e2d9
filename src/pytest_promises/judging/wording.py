"""Are the required words there, and the forbidden ones not?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.finding import Finding, Quote, Verdict
from pytest_promises.model.promise import Promise
from pytest_promises.model.statement import Passage, Statement
from pytest_promises.model.topics import Better

from .agreement import Agreement, compare
from .heard import Heard
from .quoting import quote_words
from .verdicts import finding, unheard
from .words import Folded, fold, pattern

_NEAR = 0.6
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Passage
    span: tuple[int, int]
    captured: Mapping[str, str]


def judge_wording(check: Check, heard: Heard, promises: Mapping[str, Promise]) -> Finding:
    """Return the verdict on a channel's words; `promises` are the spec's, for `{promise-id}` placeholders."""
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
        return _judge_required(check, heard, required, promises)
    return finding(check, Verdict.CONSISTENT, declared=declared, evidence=heard.hearing.evidence)


def _required(check: Check, locale: str) -> str:
    listed = {at.channel for at in check.promise.stated_on}
    says = dict(check.promise.says)
    return says.get(locale, says.get("", "")) if check.channel in listed else ""


def _forbidden(words: str, heard: Heard) -> Iterator[Quote]:
    wanted = pattern(words)
    for passage in heard.hearing.passages:
        folded = fold(passage.text)
        for match in wanted.finditer(folded.text):
            yield quote_words(passage, folded.original(match.start(), match.end()), heard, "forbidden")


def _judge_required(check: Check, heard: Heard, required: str, promises: Mapping[str, Promise]) -> Finding:
    wanted = pattern(required)
    for found in _matches(wanted, heard.hearing.passages):
        wrong = [name for name, words in found.captured.items() if not _agrees(promises.get(name), words, found, heard)]
        if not wrong:
            quotes = (quote_words(found.passage, found.span, heard, "agrees"),)
            return finding(check, Verdict.STATED, declared=required, quotes=quotes, evidence=heard.hearing.evidence)
        return _other_value(check, heard, required, found, promises[wrong[0]])
    return _not_said(check, heard, required)


def _matches(wanted: re.Pattern[str], passages: Iterable[Passage]) -> Iterator[_Found]:
    for passage in passages:
        folded: Folded = fold(passage.text)
        for match in wanted.finditer(folded.text):
            names = {name.replace("__", "-"): words for name, words in match.groupdict().items() if words is not None}
            yield _Found(passage, folded.original(match.start(), match.end()), names)


def _agrees(promise: Promise | None, words: str, found: _Found, heard: Heard) -> bool:
    if promise is None or promise.value is None:
        return True
    start, end = found.span
    inside = [
        said
        for group in heard.by_topic.values()
        for said in group
        if said.passage == found.passage and said.span[0] < end and said.span[1] > start and _overlaps(said, words)
    ]
    return any(compare(promise.value, said.value, Better.LOWER) is Agreement.AGREES for said in inside)


def _overlaps(said: Statement, words: str) -> bool:
    folded = fold(said.words).text
    return folded in words or words in folded


def _other_value(check: Check, heard: Heard, required: str, found: _Found, promise: Promise) -> Finding:
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
    near = _nearest(required, heard.hearing.passages)
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


def difference(required: str, said: str) -> str:
    """Return the words said, with `[-missing-]` and `{+added+}` against those required."""
    left, right = required.split(), said.split()
    matcher = SequenceMatcher(None, [fold(w).text for w in left], [fold(w).text for w in right], autojunk=False)
    parts = []
    for tag, start, end, start_said, end_said in matcher.get_opcodes():
        if tag == "equal":
            parts += right[start_said:end_said]
            continue
        parts += [f"[-{' '.join(left[start:end])}-]"] if end > start else []
        parts += [f"{{+{' '.join(right[start_said:end_said])}+}}"] if end_said > start_said else []
    return " ".join(parts)
