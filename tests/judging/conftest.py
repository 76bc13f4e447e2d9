"""What a channel says, written down in a line each."""

from datetime import date

import pytest

from pytest_promises.judging import Judge, heard
from pytest_promises.model.check import Check, checks_of
from pytest_promises.model.hearing import Cause, Evidence, Hearing, Mishap
from pytest_promises.model.promise import Channel, Listed, Location, Promise, Spec
from pytest_promises.model.quantities import Clock, Duration, Vague
from pytest_promises.model.statement import Mood, Passage, Statement

HOUR = 3600.0


def said(hours=24, *, topic="reply", scope=(), conditions=(), mood=Mood.ASSERTED, clock=Clock.ELAPSED, words=""):
    words = words or f"within {hours} hours"
    passage = Passage(f"We answer {words}.", "en", ("Contact", "E-mail"), selector="#reply")
    start = passage.text.index(words)
    value = Duration(None, hours * HOUR, clock, "hour")
    return Statement(value, words, (start, start + len(words)), topic, scope, mood, conditions, "en", passage)


def vague():
    passage = Passage("We answer as soon as possible.")
    return Statement(Vague("as soon as possible"), "as soon as possible", (10, 29), "reply", passage=passage)


class Case:
    """A spec of one promise, and what its channels say."""

    def __init__(self, *, scope=(), others=(), stated_on=("faq",), **promise):
        at = Location("specs/a.yaml", 9, 17)
        value = promise.pop("value", Duration(None, 24 * HOUR))
        listed = tuple(Listed(name, at) for name in stated_on)
        self.promise = Promise(
            "first-reply", "reply", Location("specs/a.yaml", 7, 3), "We answer within a day.", "support", value,
            "24 hours", scope, listed, value_location=Location("specs/a.yaml", 8, 13), **promise,
        )  # fmt: skip
        self.others = others
        self.heard = {}

    def says(self, channel, *statements, passages=(), locale="en", mishap=None, options=None, flaws=()):
        evidence = Evidence(url=f"https://shop.example/{channel}", status=200)
        passages = tuple(passages) or tuple(one.passage for one in statements)
        hearing = Hearing(channel, passages, (), evidence, mishap, flaws)
        one = Channel(channel, "page", f"/{channel}", locale=locale, options=options or {})
        self.heard[channel] = heard(one, hearing, statements)
        return self

    def is_unreachable(self, channel):
        return self.says(channel, mishap=Mishap(Cause.UNREACHABLE, "the name shop.example is not known", "Look."))

    def spec(self):
        channels = tuple(one.channel for one in self.heard.values())
        return Spec("specs/a.yaml", channels=channels, promises=(self.promise, *self.others))

    def check(self, name) -> Check:
        return next(check for check in checks_of(self.spec(), self.promise) if check.name == name)

    def judge(self, name="stated[faq]", today=date(2026, 11, 1)):
        return Judge(self.spec(), today).judge(self.check(name), self.heard)


@pytest.fixture
def case():
    return Case
