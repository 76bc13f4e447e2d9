"""How much of what channels claim do promises cover, and how sure is that?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.promise import Coverage

from .claims import Claim, Claims
from .heard import Heard

Covers = Callable[[Claim], bool]
"""Tells whether what says this is held against a promise of the spec."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What channels claim, and what of it no promise covers.

    `missing` are the channels that could not be heard, or not wholly, and why; `left_alone` those that this run does
    not listen to because it would have to write to the service.
    """

    asked: Coverage
    claims: Claims
    uncovered: tuple[Claim, ...]
    missing: tuple[tuple[Heard, Mishap], ...]
    left_alone: tuple[tuple[Heard, Mishap], ...]

    @property
    def total(self) -> int:
        """How many claims there are."""
        return len(self.claims.exact)

    @property
    def covered(self) -> int:
        """How many of them promises cover."""
        return self.total - len(self.uncovered)

    @property
    def is_enough(self) -> bool:
        """Whether promises cover as much as is asked."""
        # A share such as 0.07 is not exact in binary: the last bit of it must not ask for one more.
        return self.covered >= self.asked.at_least * self.total - 1e-9

    @property
    def is_certain(self) -> bool:
        """Whether what could not be heard would change nothing.

        It may state any number of things, covered or not. Only where everything must be covered, and something is not,
        can no more of it help.
        """
        return not self.missing or (self.asked.at_least == 1 and bool(self.uncovered))


def cover_of(asked: Coverage, voices: Sequence[Heard], claims: Claims, covers: Covers) -> Cover:
    """Return what promises cover of the claims that these channels make."""
    uncovered = tuple(claim for claim in claims.exact if not covers(claim))
    return Cover(asked, claims, uncovered, tuple(_missing(voices)), tuple(_left_alone(voices)))


def _missing(voices: Sequence[Heard]) -> Iterator[tuple[Heard, Mishap]]:
    for heard in voices:
        mishap = heard.hearing.mishap or next(iter(heard.hearing.flaws), None)
        if mishap is not None and mishap.cause is not Cause.NOT_PROBED:
            yield heard, mishap


def _left_alone(voices: Sequence[Heard]) -> Iterator[tuple[Heard, Mishap]]:
    """Yield the channels that this run does not listen to because it would have to write to the service."""
    for heard in voices:
        if heard.hearing.mishap is not None and heard.hearing.mishap.cause is Cause.NOT_PROBED:
            yield heard, heard.hearing.mishap
