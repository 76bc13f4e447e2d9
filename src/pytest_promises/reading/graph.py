"""The phrases of a lexicon as a graph of words: which word may follow which, and what the phrases that end mean.

A graph is made once, as tables that JSON holds; texts only walk in it. What is left of a phrase is kept as text while
it is made: its steps with a tab between, the words that may stand at one with `_` between, nothing for what may be left
out. No word has such signs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from .phrases import Step

M = TypeVar("M")
"""What a phrase means."""
Phrases = Iterable[tuple[tuple[Step, ...], M]]
"""Phrases by their steps, with their meanings."""

_Lefts = tuple[tuple[str, int], ...]
"""What is left of phrases at a place of the graph, each with the number of its meaning."""


def tables(phrases: Phrases[M], plain: Callable[[M], Any] = lambda meaning: meaning) -> dict[str, Any]:
    """Return the graph of phrases; of the meanings of one phrase the first comes first.

    `meanings` are all of them, made `plain`. Places are numbers: `phrases` has those that the first words lead to,
    `following` for each place those that the next words lead to, and `ends` for each the numbers of what the phrases
    mean that end there, with spaces between: a lexicon has few lists, which the garbage collector would go through.
    """
    meanings: dict[M, int] = {}
    whole = tuple((_written(steps), meanings.setdefault(meaning, len(meanings))) for steps, meaning in phrases)
    numbers: dict[_Lefts, int] = {}
    met: list[_Lefts] = []

    def numbered(after: Mapping[str, _Lefts]) -> dict[str, int]:
        met.extend(place for place in dict.fromkeys(after.values()) if place not in numbers)
        numbers.update((met[number], number) for number in range(len(numbers), len(met)))
        return {word: numbers[place] for word, place in after.items()}

    first = numbered(_after(whole))
    following: list[dict[str, int]] = []
    for place in met:
        # Places that are met here come after those that are there, and are gone through in their turn.
        following.append(numbered(_after(place)))  # noqa: PERF401 - a comprehension may not grow what it goes through
    return {
        "meanings": [*map(plain, meanings)],
        "following": following,
        "ends": [" ".join(str(number) for left, number in place if _may_end(left)) for place in met],
        "phrases": first,
    }


def _after(place: _Lefts) -> dict[str, _Lefts]:
    """Return what is left of phrases after each word that may come next."""
    after: dict[str, dict[tuple[str, int], None]] = {}
    for left, number in place:
        for word, rest in _openings(left):
            after.setdefault(word, {})[rest, number] = None
    return {word: tuple(found) for word, found in after.items()}


def _written(steps: Iterable[Step]) -> str:
    """Return the steps of a phrase as text."""
    return "\t".join("_".join(step) for step in steps)


def _openings(left: str) -> Iterator[tuple[str, str]]:
    """Yield each word that may come next in what is left of a phrase, and what is left after it."""
    optional = True
    while optional and left:
        step, _, left = left.partition("\t")
        choices = step.split("_")
        for words in filter(None, choices):
            first, _, more = words.partition(" ")
            yield first, f"{more}\t{left}" if more and left else more or left
        optional = "" in choices


def _may_end(left: str) -> bool:
    """Tell whether a phrase may end where this is left of it: each step may be left out."""
    return not left or ("_" in left and all("" in step.split("_") for step in left.split("\t")))


class Graph(Generic[M]):
    """A graph of phrases from its tables; `meaning` returns what a plain meaning stands for, itself by default."""

    __slots__ = ("_ends", "_meaning", "_meanings", "_places", "_plain", "first", "following")

    def __init__(self, ready: Mapping[str, Any], meaning: Callable[[Any], M] = lambda plain: plain) -> None:
        self.first: Mapping[str, int] = ready["phrases"]
        self.following: Sequence[Mapping[str, int]] = ready["following"]
        self._ends: Sequence[str] = ready["ends"]
        self._plain: Sequence[Any] = ready["meanings"]
        self._meaning = meaning
        self._meanings: dict[str, M] = {}
        self._places: dict[int, Place[M]] = {}

    def words(self) -> Iterator[str]:
        """Yield the words of all phrases; some more than once."""
        yield from self.first
        for following in self.following:
            yield from following

    def meanings(self, place: int) -> Iterator[M]:
        """Yield what the phrases mean that end at a place."""
        for number in self._ends[place].split():
            if number not in self._meanings:
                self._meanings[number] = self._meaning(self._plain[int(number)])
            yield self._meanings[number]

    def place(self, number: int) -> "Place[M]":
        """Return a place by its number."""
        if number not in self._places:
            self._places[number] = Place(((self, number),))
        return self._places[number]


class Place(Generic[M]):
    """Where a text is in one or several graphs: what the phrases that end here mean, and which words lead on."""

    __slots__ = ("_after", "_following", "leads", "meanings")

    def __init__(self, places: Sequence[tuple[Graph[M], int]]) -> None:
        self.meanings = tuple(meaning for graph, number in places for meaning in graph.meanings(number))
        self._following = [(graph, graph.following[number]) for graph, number in places]
        self.leads: AbstractSet[str] = reduce(or_, (following.keys() for _, following in self._following))
        self._after: dict[tuple[str, ...], Place[M]] = {}

    def after(self, forms: tuple[str, ...]) -> "Place[M]":
        """Return the place that a word leads to which matches these of the lexicon's words; one of them `leads` on."""
        place = self._after.get(forms)
        if place is None:
            places = [(graph, to[form]) for form in forms for graph, to in self._following if form in to]
            place = self._after[forms] = _place(places)
        return place


def beginning(graphs: Sequence[Graph[M]], forms: Iterable[str]) -> Place[M] | None:
    """Return what a word begins that matches these of the lexicon's words, the most exact first, or `None`."""
    places = [(graph, graph.first[form]) for form in forms for graph in graphs if form in graph.first]
    return _place(places) if places else None


def _place(places: Sequence[tuple[Graph[M], int]]) -> Place[M]:
    graph, number = places[0]
    return graph.place(number) if len(places) == 1 else Place(places)
