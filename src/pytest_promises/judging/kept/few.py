"""Too little to judge by: in all, or in a group."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from pytest_promises.model.amounts import counted, number
from pytest_promises.model.finding import Verdict
from pytest_promises.model.measured import Group

from .judged import Judged
from .terms import Terms

_MOST_NAMED = 5


class Grouped(Protocol):
    """Anything that was measured of one group."""

    @property
    def group(self) -> Group:
        """The values of the columns of `by`."""
        ...


T = TypeVar("T", bound=Grouped)


def too_few(size: float, terms: Terms) -> Judged | None:
    """Return what is said of fewer than there must be, or `None`."""
    needed = max(1, terms.keeping.at_least)
    if size >= needed:
        return None
    if size == 0:
        return Judged(Verdict.INCONCLUSIVE, f"there is no {terms.noun} yet that could be judged", _LONGER)
    why = (
        f"there {'is' if size == 1 else 'are'} {counted(size, terms.noun)}, of the {number(needed)} that there must be"
    )
    return Judged(Verdict.INCONCLUSIVE, why, _LONGER)


_LONGER = "Look further back (`over`), or ask for fewer (`at_least`)."


def judgeable(sized: Sequence[tuple[T, float]], terms: Terms) -> tuple[list[T], tuple[str, ...]]:
    """Return what has as many as each group must, and a note on the rest."""
    needed = max(1, terms.keeping.group_at_least) if terms.by else 1
    big = [one for one, size in sized if size >= needed]
    small = [one for one, size in sized if size < needed]
    if not small:
        return big, ()
    names = [terms.of(one.group).removeprefix(" of ") for one in small[:_MOST_NAMED]]
    more = [f"{len(small) - _MOST_NAMED} more"] if len(small) > _MOST_NAMED else []
    return big, (f"not judged, having fewer than {needed} {terms.noun}s: {'; '.join([*names, *more])}",)
