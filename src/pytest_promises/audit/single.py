"""One promise held against one hearing: of a page, say, that is no channel of any spec."""

from dataclasses import replace
from datetime import date

from pytest_promises.judging import Judge
from pytest_promises.model.check import CheckKind, checks_of
from pytest_promises.model.finding import Finding
from pytest_promises.model.hearing import Cause, Hearing, Mishap
from pytest_promises.model.promise import Channel, Listed, Promise, Spec, serving
from pytest_promises.model.statement import Statement
from pytest_promises.redaction import Redactor

from .reading import Readings, vocabulary

_KIND = "page"


def statements_in(hearing: Hearing, spec: Spec, locale: str) -> tuple[Statement, ...]:
    """Return all that a hearing states, read with a spec's own words; `locale` is that of texts that name none."""
    heard = Readings().heard(_channel(hearing, locale), hearing, vocabulary(spec))
    return tuple(said for group in heard.by_topic.values() for said in group)


def judge_one(spec: Spec, promise: Promise, hearing: Hearing, locale: str, today: date) -> tuple[Finding, ...]:
    """Return what a hearing means for a promise: a finding for its value, its wording and its caveats, as it has them.

    The promise need not list the channel; `locale` is as in `statements_in`, and picks the words of `says` and
    `caveats`.
    """
    words = _locale_of_words(promise, locale)
    if words is None:
        hearing = replace(hearing, mishap=hearing.mishap or _no_words(promise))
    channel = _channel(hearing, words or locale)
    listed = (Listed(channel.name, promise.location),)
    caveats_on = listed if promise.caveats_in(channel.locale) else ()
    on_it = replace(promise, stated_on=listed, on=listed if promise.never else (), caveats_on=caveats_on)
    heard = Readings().heard(channel, hearing, vocabulary(spec))
    judge = Judge(spec, today)
    checks = (check for check in checks_of(spec, on_it) if check.kind is not CheckKind.CONSISTENT)
    redactor = Redactor(spec.secrets, (spec.redacting,))
    return tuple(redactor.finding(judge.judge(check, {channel.name: heard})) for check in checks)


def _channel(hearing: Hearing, locale: str) -> Channel:
    return Channel(hearing.channel, _KIND, hearing.evidence.url, locale=locale)


def _locale_of_words(promise: Promise, locale: str) -> str | None:
    """Return the locale as `says` has it (`en` serves `en-GB`), or `None` where it has no words in it."""
    said = dict(promise.says)
    if not said or "" in said:
        return locale
    return serving(locale, said)


def _no_words(promise: Promise) -> Mishap:
    known = ", ".join(f"`{locale}`" for locale, _ in promise.says)
    message = f"`says` of {promise.id} has words in {known} alone, and the page is in none of these."
    return Mishap(Cause.MISSING, message, "Add its language to `says`, or name the page's with `locale=`.")
