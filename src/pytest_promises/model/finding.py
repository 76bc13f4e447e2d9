"""A verdict, and everything needed to believe it."""

from dataclasses import dataclass, field
from enum import StrEnum

from .hearing import Cause, Evidence
from .measured import Distribution, Unit
from .promise import Location


class Verdict(StrEnum):
    """The outcome of a check."""

    STATED = "stated"
    CONSISTENT = "consistent"
    KEPT = "kept"
    HEARD = "heard"
    COVERED = "covered"
    CONTRADICTED = "contradicted"
    UNSTATED = "unstated"
    UNCOVERED = "uncovered"
    VAGUE = "vague"
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"
    WAIVED = "waived"


class Direction(StrEnum):
    """Which way something else is said: more than declared, or less."""

    OVERSTATED = "overstated"
    UNDERSTATED = "understated"


PASSING = frozenset({Verdict.STATED, Verdict.CONSISTENT, Verdict.KEPT, Verdict.HEARD, Verdict.COVERED})


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words from a channel: `context` is the passage's text and `span` where in it the words stand.

    `place` leads a person there (heading chain, table row and column); `role` says what the quote is to the verdict:
    `agrees`, `overstated`, `understated`, `vague`, `unscoped`, `qualified`, `other_scope`, `forbidden`, `near`,
    `uncovered`, `excepted`, `bare`, `caveat`, `elsewhere`. `declare` is a promise that would cover what no promise
    does, as an entry of `promises`.
    """

    channel: str
    words: str
    context: str = ""
    span: tuple[int, int] = (0, 0)
    value: str = ""
    role: str = ""
    place: tuple[str, ...] = ()
    selector: str = ""
    lang: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    declare: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured: `text` as a person reads it, `value` with the ends of its confidence interval.

    `name` is what it is (`share`, `percentile 95`, `honest promise`), `unit` that of the numbers (`%`, `seconds`,
    `business days`), `group` the values of the columns that it is for.
    """

    name: str
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How the measured times are distributed, for a chart: `bound` is the promised time, `honest` the honest promise.

    All numbers are in `unit`; `distributions` has one entry a group, with at most some dozens of edges each.
    """

    unit: Unit
    distributions: tuple[Distribution, ...]
    bound: float | None = None
    honest: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    `check` is the node's own name (`stated[contact-ru]`), `declared` the promise as written, `quotes` what decided the
    verdict, `beside` what was heard and left out with its reason, `figures` and `spread` what was measured, `why` the
    breach in a sentence and `remedy` what to do. `verdict` is `WAIVED` where a waiver holds; `underlying` then has what
    it would have been. `cause` is set when it is inconclusive because nothing could be heard.
    """

    spec: str
    promise: str
    check: str
    kind: str
    verdict: Verdict
    location: Location
    topic: str = ""
    owner: str = ""
    channel: str = ""
    declared: str = ""
    text: str = ""
    direction: Direction | None = None
    quotes: tuple[Quote, ...] = ()
    beside: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    spread: Spread | None = None
    why: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()
    cause: Cause | None = None
    underlying: Verdict | None = None
    draft: bool = False
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def key(self) -> tuple[str, str, str]:
        """What the check is known by from run to run."""
        return (self.spec, self.promise, self.check)
