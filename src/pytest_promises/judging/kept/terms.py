"""What a promise asks of what was measured, in the units of that, and the words for it."""

from dataclasses import dataclass
from math import inf

from pytest_promises.model.amounts import amount
from pytest_promises.model.check import Check
from pytest_promises.model.describe import describe
from pytest_promises.model.keeping import Keeping
from pytest_promises.model.measured import Group, Unit
from pytest_promises.model.quantities import SECONDS, Bound, Duration, Percentage, RelativeDay, Value
from pytest_promises.model.topics import TOPICS, Better, Topic

from .statistics import Interval

EVERY = Interval(1.0, inf)

_DOING = {
    "reply": "were answered",
    "response_time": "were answered",
    "resolution": "were solved",
    "callback": "were called back",
    "follow_up": "were followed up",
    "handling": "were dispatched",
    "delivery": "were delivered",
    "refund": "were refunded",
    "wait": "were served",
    "uptime": "were up",
    "hours": "were up",
}
_NOUNS = {"records": "record", "request": "request", "availability": "sample"}
_LONGEST_NAME = 60
_DAYS = frozenset({"day", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What must be, for a promise to be kept.

    `bound` is the longest time that keeps it, in the measure's unit (`None`: the value is no time), `limit` that in
    words (`within 24 hours`), and `in_days` whether those are days. `allowed` are the shares that keep it. `did` is
    what happens to a record in time (`answered`) or `""`; `by` names the columns of the groups.
    """

    keeping: Keeping
    unit: Unit
    by: tuple[str, ...]
    bound: float | None
    limit: str
    in_days: bool
    allowed: Interval
    doing: str

    @property
    def noun(self) -> str:
        """One of what was measured."""
        return _NOUNS.get(self.keeping.kind, "trial")

    @property
    def wanted(self) -> float:
        """The share at which keeping the promise ends."""
        return self.allowed.high if self.allowed.low == -inf else self.allowed.low

    def of(self, group: Group) -> str:
        """Return the words for a group (` of language th`), none for all together."""
        named = zip(self.by, group, strict=False)
        words = ", ".join(f"{column} {_cut(value)}" if value else f"no {column}" for column, value in named)
        return words and f" of {words}"


def terms(check: Check, keeping: Keeping, unit: Unit, by: tuple[str, ...]) -> Terms:
    """Return what a check asks of what was measured in that unit, by those columns."""
    value = keeping.every or check.promise.value
    bound = _bound(value, unit)
    limit = "" if bound is None or value is None or keeping.satisfying else _limit(keeping, value, bound, unit)
    allowed = _allowed(keeping, value, _topic(check))
    in_days = isinstance(value, Duration) and value.unit in _DAYS
    did = "had an update" if keeping.every else _DOING.get(check.promise.topic, "kept it")
    doing = f"{did} {limit}".rstrip()
    if keeping.satisfying:
        doing = f"fulfilled `{keeping.satisfying}`"
    return Terms(keeping, unit, by, bound, limit, in_days, allowed, doing)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _bound(value: Value | None, unit: Unit) -> float | None:
    if isinstance(value, RelativeDay):
        return float(value.days)
    if not isinstance(value, Duration) or value.maximum is None:
        return None
    return value.maximum / SECONDS["day"] if unit.endswith("days") else value.maximum


def _limit(keeping: Keeping, value: Value, bound: float, unit: Unit) -> str:
    if keeping.every:
        return f"at least every {amount(bound, unit)}"
    if isinstance(value, RelativeDay):
        return f"by the {describe(value)}"
    if isinstance(value, Duration) and value.bound is Bound.UPPER:
        return describe(value)
    return f"within {amount(bound, unit)}"


def _allowed(keeping: Keeping, value: Value | None, topic: Topic | None) -> Interval:
    if keeping.wanted is not None:
        return Interval(_share(100 * keeping.wanted), inf)
    if not isinstance(value, Percentage):
        return EVERY
    low, high = (None if end is None else _share(float(end)) for end in (value.minimum, value.maximum))
    if value.bound is Bound.EXACT:
        # Who is told "99.9 % uptime" does not mind more of it.
        more = topic is None or topic.better is Better.HIGHER
        low, high = (low, None) if more else (None, high)
    return Interval(-inf if low is None else low, inf if high is None else high)


def _share(percent: float) -> float:
    # 99.9 / 100 is more than 0.999, and would break what is exactly that.
    return round(percent / 100, 12)


def _topic(check: Check) -> Topic | None:
    own = {topic.name: topic for topic in check.spec.topics}
    return own.get(check.promise.topic) or TOPICS.get(check.promise.topic)
