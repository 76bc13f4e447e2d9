"""The judge: checks and what was heard in, findings out."""

from collections.abc import Callable, Mapping
from datetime import date

from pytest_promises.model.check import Check, CheckKind, is_compared
from pytest_promises.model.finding import Finding
from pytest_promises.model.promise import Promise, Spec
from pytest_promises.model.quantities import Value
from pytest_promises.model.topics import TOPICS, Topic

from .agreement import Agreement
from .caveats import judge_caveats
from .claims import Claim
from .consistency import judge_consistent
from .coverage import judge_coverage
from .heard import Heard
from .hearing_whole import judge_heard
from .kept import judge_kept
from .publishing import judge_fresh, judge_same
from .stating import judge_stated
from .verdicts import waive
from .weighing import Measure, Weight, is_for_others, weigh
from .wording import judge_wording


class Judge:
    """Judges the checks of one spec; what a channel says on a promise is weighed once."""

    def __init__(self, spec: Spec, today: date) -> None:
        self._spec = spec
        self._today = today
        self._promises = {promise.id: promise for promise in spec.promises}
        self._topics: dict[str, Topic] = {**TOPICS, **{topic.name: topic for topic in spec.topics}}
        self._required = _only_heard_together(spec)
        self._scopes = _scopes_by_topic(spec)
        self._compared = _compared_by_topic(spec)
        self._measures: dict[str, Measure] = {}
        self._weights: dict[tuple[str, str], Weight] = {}

    def judge(self, check: Check, heard: Mapping[str, Heard]) -> Finding:
        """Return the finding of one check, given at least the channels it waits for, by name."""
        return waive(self._judge(check, heard), check, self._today)

    def _judge(self, check: Check, heard: Mapping[str, Heard]) -> Finding:
        if check.kind in {CheckKind.HEARD, CheckKind.COVERAGE}:
            return self._judge_channels(check, heard)
        if check.keeping is not None:
            (measured,) = check.channels
            return judge_kept(check, check.keeping, heard[measured])
        if check.kind in {CheckKind.SAME, CheckKind.FRESH}:
            return self._judge_published(check, heard)
        if check.kind in {CheckKind.WORDING, CheckKind.CAVEATS} or check.promise.value is None:
            return self._judge_words(check, heard[check.channel])
        declared = check.promise.value
        if check.kind is CheckKind.STATED:
            one = heard[check.channel]
            return judge_stated(check, declared, one, self._weight(check.promise, declared, one))
        voices = [(heard[name], self._weight(check.promise, declared, heard[name])) for name in check.channels]
        required = self._required | {at.channel for at in check.promise.stated_on}
        return judge_consistent(check, declared, voices, required)

    def _judge_channels(self, check: Check, heard: Mapping[str, Heard]) -> Finding:
        asked = self._spec.coverage
        if check.kind is CheckKind.HEARD or asked is None:
            return judge_heard(check, heard[check.channel])
        named = asked.topics or self._topics
        topics = {name: topic for name, topic in self._topics.items() if name in named}
        return judge_coverage(check, asked, [heard[name] for name in check.channels], topics, self._is_covered)

    def _is_covered(self, claim: Claim) -> bool:
        """Return whether a promise is held against what says this, whether it agrees or not."""
        compared = self._compared.get(claim.topic.name, ())
        return not all(is_for_others(promise, claim.scope, self._claimed(promise)) for promise in compared)

    def _judge_words(self, check: Check, heard: Heard) -> Finding:
        declared = check.promise.value
        if check.kind is not CheckKind.CAVEATS:
            return judge_wording(check, heard, self._known)
        weight = self._weight(check.promise, declared, heard) if declared is not None else Weight()
        return judge_caveats(check, heard, weight, self._known)

    def _judge_published(self, check: Check, heard: Mapping[str, Heard]) -> Finding:
        one, published = heard[check.channel], heard[check.promise.published]
        if check.kind is CheckKind.FRESH:
            return judge_fresh(check, check.promise.fresh or 0.0, published)
        return judge_same(check, published, one, lambda value, said: self._against(check.promise, value, said))

    def _against(self, promise: Promise, value: Value, heard: Heard) -> Weight:
        return weigh(self._new_measure(promise, value), heard)

    def _weight(self, promise: Promise, declared: Value, heard: Heard) -> Weight:
        key = (promise.id, heard.channel.name)
        if key not in self._weights:
            self._weights[key] = weigh(self._measure(promise, declared), heard)
        return self._weights[key]

    def _known(self, name: str) -> tuple[Promise, Callable[[Value], bool]] | None:
        promise = self._promises.get(name)
        if promise is None or promise.value is None:
            return None
        measure = self._measure(promise, promise.value)
        return promise, lambda value: measure.compare(value) is Agreement.AGREES

    def _measure(self, promise: Promise, declared: Value) -> Measure:
        if promise.id not in self._measures:
            self._measures[promise.id] = self._new_measure(promise, declared)
        return self._measures[promise.id]

    def _new_measure(self, promise: Promise, declared: Value) -> Measure:
        return Measure(promise, declared, self._topics[promise.topic], self._spec.calendar, self._claimed(promise))

    def _claimed(self, promise: Promise) -> frozenset[tuple[str, str]]:
        return self._scopes[promise.topic].difference(promise.scope)


def _only_heard_together(spec: Spec) -> frozenset[str]:
    """Return the channels that no check of their own listens to: only `consistent` can tell that they fail."""
    listed = {at.channel for promise in spec.promises for at in (*promise.stated_on, *promise.on)}
    return frozenset(channel.name for channel in spec.channels) - listed


def _scopes_by_topic(spec: Spec) -> dict[str, frozenset[tuple[str, str]]]:
    pairs: dict[str, set[tuple[str, str]]] = {}
    for promise in spec.promises:
        pairs.setdefault(promise.topic, set()).update(promise.scope)
    return {topic: frozenset(group) for topic, group in pairs.items()}


def _compared_by_topic(spec: Spec) -> dict[str, tuple[Promise, ...]]:
    compared: dict[str, tuple[Promise, ...]] = {}
    for promise in filter(is_compared, spec.promises):
        compared[promise.topic] = (*compared.get(promise.topic, ()), promise)
    return compared
