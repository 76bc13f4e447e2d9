"""A verdict, and everything needed to believe it."""

from dataclasses import dataclass, field
from enum import StrEnum

from .hearing import Cause, Evidence
from .promise import Location


class Verdict(StrEnum):
    """The outcome of a check."""

    STATED = "stated"
    CONSISTENT = "consistent"
    HEARD = "heard"
    CONTRADICTED = "contradicted"
    UNSTATED = "unstated"
    VAGUE = "vague"
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"
    WAIVED = "waived"


class Direction(StrEnum):
    """Which way something else is said: more than declared, or less."""

    OVERSTATED = "overstated"
    UNDERSTATED = "understated"


PASSING = frozenset({Verdict.STATED, Verdict.CONSISTENT, Verdict.HEARD})


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words from a channel: `context` is the passage's text and `span` where in it the words stand.

    `place` leads a person there (heading chain, table row and column); `role` says what the quote is to the verdict:
    `agrees`, `overstated`, `understated`, `vague`, `unscoped`, `qualified`, `other_scope`, `forbidden`, `near`.
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


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    `check` is the node's own name (`stated[contact-ru]`), `declared` the promise as written, `quotes` what decided the
    verdict, `beside` what was heard and left out with its reason, `why` the breach in a sentence and `remedy` what to
    do. `verdict` is `WAIVED` where a waiver holds; `underlying` then has what it would have been. `cause` is set when
    it is inconclusive because nothing could be heard. `fails` tells whether it fails the run.
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
    why: str = ""
    remedy: str = ""
    notes: tuple[str, ...] = ()
    cause: Cause | None = None
    underlying: Verdict | None = None
    draft: bool = False
    evidence: Evidence = field(default_factory=Evidence)
