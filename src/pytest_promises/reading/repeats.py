"""Remembering what comes of texts that repeat, and of no others: most are met once, and what is kept slows the rest."""

from collections.abc import Callable, Hashable
from functools import lru_cache, update_wrapper
from typing import Final, Generic, TypeVar

R = TypeVar("R")

_MET: Final = 20_000
"""Calls that are known to have been made, by their hashes; forgotten at this limit."""


class Repeats(Generic[R]):
    """A pure function whose results are kept from the second call with the same arguments on, at most `kept` of them.

    What a text comes to is hundreds of small objects. To keep those of every text would spread the ones in use over
    more memory than the processor has near, which makes all of reading slower by a sixth.
    """

    def __init__(self, work: Callable[..., R], kept: int) -> None:
        update_wrapper(self, work)
        self._work = work
        self._again = lru_cache(maxsize=kept)(work)
        self._met: set[int] = set()

    def __call__(self, *args: Hashable) -> R:
        """Return what the function returns."""
        met = hash(args)
        if met in self._met:
            return self._again(*args)
        if len(self._met) >= _MET:
            self._met.clear()
        self._met.add(met)
        return self._work(*args)

    def cache_clear(self) -> None:
        """Forget all calls."""
        self._again.cache_clear()
        self._met.clear()
