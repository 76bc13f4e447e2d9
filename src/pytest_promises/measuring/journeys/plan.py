"""What a journey is: its steps, what is asked of them, and how often it is gone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from pytest_promises.channels.browser.locating import Locate
from pytest_promises.measuring.journeys.blanks import Blanks, names_in

Verb = Literal["goto", "click", "fill", "select", "press", "check", "expect", "expect_not", "read", "wait_for"]
ACTING = frozenset({"click", "fill", "select", "press", "check"})
"""Verbs with which a customer works on a page."""
LOOKING = frozenset({"expect", "read", "wait_for"})
"""Verbs that something must be there for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `verb` done to what `where` locates.

    `text` is what is filled in, chosen, pressed or expected, or where is gone to. `number` counts from 1, `place` is
    where in the spec it stands. `keep` is the name that what is read gets. `start` and `stop` mark the stretch that is
    timed: from before the one to after the other. `timeout` is in seconds.
    """

    verb: Verb
    number: int
    place: str
    where: Locate | None = None
    text: str = field(default="", repr=False)
    keep: str = ""
    start: bool = False
    stop: bool = False
    timeout: float | None = None

    @property
    def title(self) -> str:
        """How the step is called in messages."""
        return f"step {self.number} ({self.place})" if self.place else f"step {self.number}"

    @property
    def sees(self) -> bool:
        """Whether it is done only where something is that was looked for: what is away can be away with the page."""
        return self.verb in LOOKING or (self.verb == "expect_not" and bool(self.text))

    def texts(self) -> Iterator[str]:
        """Yield every text of the step in which placeholders may stand."""
        yield self.text
        where = self.where
        while where is not None:
            yield from (where.value, where.name)
            where = where.inside

    def filled(self, blanks: Blanks) -> "Step":
        """Return the step with its placeholders filled in; raises `KeyError` for a name that nothing is known of."""
        return replace(self, text=blanks.filled(self.text), where=_filled(self.where, blanks))


@dataclass(frozen=True, slots=True)
class Plan:
    """A journey as it is to be gone: `steps`, or a Python function (`module:name`), then `clean_up`.

    `bound` is the longest that the promise allows the timed stretch to take, in seconds. `at_most_steps` bounds the
    pages and forms that a customer works on; `headers` go to the site with each request. `blanks` has what placeholders
    stand for from the start.
    """

    steps: tuple[Step, ...] = ()
    clean_up: tuple[Step, ...] = ()
    function: str = ""
    samples: int = 1
    writes: bool = True
    at_most_steps: int | None = None
    no_repeats: bool = False
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    blanks: Blanks = field(default_factory=Blanks)
    bound: float | None = None

    @property
    def timed(self) -> bool:
        """Whether the journey gives a time."""
        return any(step.start for step in self.steps)

    @property
    def ends_seen(self) -> bool:
        """Whether the last step has seen that it came to where it should, or a function has."""
        return not self.steps or self.steps[-1].sees

    @property
    def watches_effort(self) -> bool:
        """Whether it has to be seen which pages and fields the customer meets."""
        return self.at_most_steps is not None or self.no_repeats

    def names(self) -> frozenset[str]:
        """Return the placeholders that the steps have."""
        texts = (text for step in (*self.steps, *self.clean_up) for text in step.texts())
        return frozenset(name for text in texts for name in names_in(text))


def _filled(where: Locate | None, blanks: Blanks) -> Locate | None:
    if where is None:
        return None
    inside = _filled(where.inside, blanks)
    return replace(where, value=blanks.filled(where.value), name=blanks.filled(where.name), inside=inside)
