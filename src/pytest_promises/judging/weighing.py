"""Which of a channel's statements count for a promise, and how each stands to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from pytest_promises.model.promise import Calendar, Promise
from pytest_promises.model.quantities import Vague, Value
from pytest_promises.model.statement import Mood, Scope, Statement
from pytest_promises.model.topics import Topic

from .agreement import Agreement, comparable, compare
from .heard import Heard
from .nearness import is_near


class Tier(IntEnum):
    """How closely a statement fits the promise's scope; only the closest tier that a channel has counts."""

    SPECIFIC = 0
    SPECIFIC_QUALIFIED = 1
    UNSCOPED = 2
    UNSCOPED_QUALIFIED = 3
    OTHER_SCOPE = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement, its tier and how its value stands to the declared one."""

    statement: Statement
    tier: Tier
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Weight:
    """What a channel says on a promise: the statements that count, those left out, and the vague ones."""

    counting: tuple[Weighed, ...] = ()
    beside: tuple[Weighed, ...] = ()
    vague: tuple[Statement, ...] = ()

    @property
    def tier(self) -> Tier:
        """The tier of the statements that count."""
        return self.counting[0].tier if self.counting else Tier.OTHER_SCOPE

    @property
    def agreeing(self) -> tuple[Weighed, ...]:
        """The counting statements that agree."""
        return tuple(weighed for weighed in self.counting if weighed.agreement is Agreement.AGREES)

    @property
    def incomparable(self) -> tuple[Weighed, ...]:
        """The counting statements that can be neither."""
        return tuple(weighed for weighed in self.counting if weighed.agreement is Agreement.INCOMPARABLE)

    @property
    def disagreeing(self) -> tuple[Weighed, ...]:
        """The counting statements that contradict."""
        passing = (Agreement.AGREES, Agreement.INCOMPARABLE)
        return tuple(weighed for weighed in self.counting if weighed.agreement not in passing)


@dataclass(frozen=True, slots=True)
class Measure:
    """What statements are held against: a promise with its value, topic and calendar.

    `claimed` are the scope values that other promises on the topic are for: words about those are about somebody else.
    """

    promise: Promise
    declared: Value
    topic: Topic
    calendar: Calendar | None = None
    claimed: frozenset[tuple[str, str]] = frozenset()

    def compare(self, stated: Value) -> Agreement:
        """Return how a stated value stands to the declared one."""
        tolerance = self.promise.tolerance
        if tolerance is not None and is_near(self.declared, stated, tolerance):
            return Agreement.AGREES
        return compare(self.declared, stated, self.topic.better, self.calendar)


def weigh(measure: Measure, heard: Heard) -> Weight:
    """Return what the channel says on the promise.

    Of the tiers of scope the closest that is there counts, so that "express: 1-2 days" does not speak for standard and
    a general sentence does not speak over a specific one.
    """
    promise, declared = measure.promise, measure.declared
    asserted = [statement for statement in heard.on(promise.topic) if statement.mood is Mood.ASSERTED]
    weighed = [
        Weighed(said, _tier(measure, said), measure.compare(said.value))
        for said in asserted
        if comparable(declared, said.value)
    ]
    vague = tuple(
        said for said in asserted if isinstance(said.value, Vague) and _tier(measure, said) < Tier.OTHER_SCOPE
    )
    closest = min((one.tier for one in weighed), default=Tier.OTHER_SCOPE)
    if closest is Tier.OTHER_SCOPE:
        return Weight((), tuple(weighed), vague)
    return Weight(_of(weighed, closest, same=True), _of(weighed, closest, same=False), vague)


def _of(weighed: Iterable[Weighed], tier: Tier, *, same: bool) -> tuple[Weighed, ...]:
    return tuple(one for one in weighed if (one.tier is tier) is same)


def is_for_others(promise: Promise, said: Scope, claimed: frozenset[tuple[str, str]]) -> bool:
    """Tell whether what is said with a scope is about somebody else than the promise is for.

    `claimed` is as in `Measure`.
    """
    own = dict(said)
    if any(own.get(dimension, value) != value for dimension, value in promise.scope):
        return True
    return not _extra(promise, said).isdisjoint(claimed)


def _extra(promise: Promise, said: Scope) -> frozenset[tuple[str, str]]:
    wanted = dict(promise.scope)
    return frozenset(pair for pair in said if pair[0] not in wanted)


def _tier(measure: Measure, said: Statement) -> Tier:
    if is_for_others(measure.promise, said.scope, measure.claimed):
        return Tier.OTHER_SCOPE
    wanted, own = dict(measure.promise.scope), dict(said.scope)
    qualified = bool(said.conditions or _extra(measure.promise, said.scope))
    if all(dimension in own for dimension in wanted):
        return Tier.SPECIFIC_QUALIFIED if qualified else Tier.SPECIFIC
    return Tier.UNSCOPED_QUALIFIED if qualified else Tier.UNSCOPED
