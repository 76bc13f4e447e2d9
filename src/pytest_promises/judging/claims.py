"""What customers are told: statements that mean the same, counted once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pytest_promises.model.quantities import (
    Bound,
    Clock,
    Count,
    Duration,
    Money,
    Percentage,
    Vague,
    Value,
    WeeklyHours,
)
from pytest_promises.model.statement import Mood, Scope, Statement
from pytest_promises.model.topics import Better, Topic

from .agreement import as_duration
from .heard import Heard

_BELOW_A_DAY = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement, and the channel that makes it."""

    heard: Heard
    statement: Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that customers are told: a value on a topic, for somebody. `said` is where, the first place first."""

    topic: Topic
    value: Value
    scope: Scope
    said: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """What channels claim: with a figure, without one, and in words that are excepted, by those words."""

    exact: tuple[Claim, ...]
    vague: tuple[Claim, ...]
    excepted: Mapping[str, Saying]


def claims_of(
    voices: Iterable[Heard],
    topics: Mapping[str, Topic],
    exception: Callable[[Statement], str],
    timezone: str | None = None,
) -> Claims:
    """Return what channels claim on these topics, each value once for each topic and scope.

    Only what is asserted is a claim, and only where the value is of a kind that the topic takes: an amount of money
    that is said of a delivery is its price. `exception` gives the words that except a statement, or `""`; `timezone`
    is that of hours that name none.
    """
    exact: dict[tuple[str, Value, Scope], list[Saying]] = {}
    vague: dict[tuple[str, Value, Scope], list[Saying]] = {}
    excepted: dict[str, Saying] = {}
    for saying, topic in _asserted(voices, topics):
        said = saying.statement
        if words := exception(said):
            excepted.setdefault(words, saying)
        elif isinstance(said.value, Vague):
            vague.setdefault((topic.name, Vague(""), said.scope), []).append(saying)
        elif said.value.kind in topic.kinds:
            meant = meaning(said.value, topic.better, timezone)
            exact.setdefault((topic.name, meant, said.scope), []).append(saying)
    return Claims(tuple(_claims(exact, topics)), tuple(_claims(vague, topics)), excepted)


def _asserted(voices: Iterable[Heard], topics: Mapping[str, Topic]) -> Iterator[tuple[Saying, Topic]]:
    for heard in voices:
        for name, topic in topics.items():
            yield from ((Saying(heard, said), topic) for said in heard.on(name) if said.mood is Mood.ASSERTED)


def _claims(grouped: Mapping[tuple[str, Value, Scope], list[Saying]], topics: Mapping[str, Topic]) -> Iterator[Claim]:
    for (topic, value, scope), said in grouped.items():
        yield Claim(topics[topic], value, scope, tuple(said))


def bounded(value: Value, better: Better) -> Value:
    """Return the value with the one end that binds: who says "24 hours" of a reply says "within 24 hours"."""
    value = as_duration(value)
    if not isinstance(value, Duration | Money | Percentage | Count) or value.bound is not Bound.EXACT:
        return value
    # Money is a threshold, which something holds from.
    upper = better is Better.LOWER and not isinstance(value, Money)
    return replace(value, minimum=None) if upper else replace(value, maximum=None)


def meaning(value: Value, better: Better, timezone: str | None = None) -> Value:
    """Return the value that stands for all that say the same: "1 day", "24 hours" and "within 24 hours" are one."""
    value = bounded(value, better)
    if isinstance(value, Duration):
        # A business day is not 24 business hours, and a day is 24 hours.
        of_days = value.clock is Clock.BUSINESS and value.unit not in _BELOW_A_DAY
        return replace(value, unit="day" if of_days else "hour")
    if isinstance(value, WeeklyHours):
        return WeeklyHours("", value.spans, value.timezone or timezone)
    return value
