"""The phrases of a lexicon as a graph that grows where texts walk: which word may follow which, and what they mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from .phrases import Step

M = TypeVar("M")
"""What a phrase means."""


class Place(Generic[M]):
    """A place in the graph: what the phrases that end here mean, and the `rest` of those that go on.

    Where the next words lead is worked out when a text first comes here: most places of a lexicon are never met.
    """

    __slots__ = ("_following", "meanings", "rest")

    def __init__(self, meanings: tuple[M, ...] = (), rest: "tuple[tuple[tuple[Step, ...], M], ...]" = ()) -> None:
        self.meanings = meanings
        self.rest = rest
        self._following: Mapping[str, Place[M]] | None = None

    def after(self, forms: Sequence[str]) -> "Place[M] | None":
        """Return the place that a word leads to which matches these of the lexicon's words, or `None`."""
        following = self._following
        if following is None:
            following = self._following = places(self.rest)
        if len(forms) == 1:
            return following.get(forms[0])
        return joined([following[form] for form in forms if form in following])


def joined(found: "Sequence[Place[M]]") -> "Place[M] | None":
    """Return several places as one, or `None` for none; what the first means comes first."""
    if len(found) < 2:
        return found[0] if found else None
    meanings = (meaning for place in found for meaning in place.meanings)
    return Place(tuple(meanings), tuple(phrase for place in found for phrase in place.rest))


def places(phrases: Iterable[tuple[tuple[Step, ...], M]]) -> dict[str, Place[M]]:
    """Return where the first words of phrases lead; of the meanings of one phrase the first comes first."""
    ends: dict[str, list[M]] = {}
    rests: dict[str, list[tuple[tuple[Step, ...], M]]] = {}
    for steps, meaning in phrases:
        for word, left in openings(steps):
            meanings, rest = ends.setdefault(word, []), rests.setdefault(word, [])
            if all("" in step for step in left):
                meanings.append(meaning)
            if left:
                rest.append((left, meaning))
    return {word: Place(tuple(ends[word]), tuple(rests[word])) for word in ends}


def openings(steps: tuple[Step, ...]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield each word that a phrase may begin with, and the steps that are left after it."""
    for at, step in enumerate(steps):
        after = steps[at + 1 :]
        for words in filter(None, step):
            first, _, more = words.partition(" ")
            yield first, ((more,), *after) if more else after
        if "" not in step:
            return


class Phrases(Generic[M]):
    """A set of phrases, each with what it means, found by their first words."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[Step, ...], M]]] = {}
        self._places: dict[str, Place[M]] = {}

    def add(self, steps: tuple[Step, ...], meaning: M) -> None:
        """Add a phrase by its steps."""
        for first in {word: None for word, _ in openings(steps)}:
            self._by_first.setdefault(first, []).append((steps, meaning))

    def begin(self, forms: Iterable[str]) -> Place[M] | None:
        """Return what a word begins that matches these of the lexicon's words, the most exact first."""
        return joined([self._place(form) for form in forms if form in self._by_first])

    def _place(self, first: str) -> Place[M]:
        place = self._places.get(first)
        if place is None:
            place = self._places[first] = places(self._by_first[first])[first]
        return place
