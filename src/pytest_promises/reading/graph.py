"""The phrases of a lexicon as a graph: which word may follow which, and what a row of them means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from .phrases import Step

_NOTHING: Mapping[int, Any] = MappingProxyType({})

M = TypeVar("M")
"""What a phrase means."""


class Node(Generic[M]):
    """A place in the graph of phrases: what may follow, by the next word's number, and what phrases that end here mean.

    `own` are the places that are reached by one word from here alone, so that phrases may share them. What is empty is
    the same for all: most places are a phrase's end, and a lexicon has thousands.
    """

    __slots__ = ("following", "meanings", "own")

    def __init__(self) -> None:
        self.following: Mapping[int, list[Node[M]]] = _NOTHING
        self.own: dict[int, Node[M]] | None = None
        self.meanings: tuple[M, ...] = ()

    def leads_to(self, number: int, node: "Node[M]") -> None:
        """Let a word lead from here to another place."""
        if not isinstance(self.following, dict):
            self.following = {}
        places = self.following.get(number)
        if places is None:
            self.following[number] = [node]
        else:
            places.append(node)

    def after(self, words: Iterable[int]) -> "Node[M]":
        """Return the place that a row of words leads to from here, which no other words lead to."""
        node = self
        for number in words:
            if node.own is None:
                node.own = {}
            own = node.own.get(number)
            if own is None:
                own = node.own[number] = Node()
                node.leads_to(number, own)
            node = own
        return node


@dataclass(slots=True)
class Begin(Generic[M]):
    """What a word begins: what it means by itself, and the places from which longer phrases go on."""

    meanings: tuple[M, ...]
    nodes: tuple[Node[M], ...]


class Phrases(Generic[M]):
    """A set of phrases, each with what it means, as a graph of the numbers of their words."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self.root: Node[M] = Node()
        self._number = number

    def add(self, steps: Iterable[Step], meaning: M) -> None:
        """Add a phrase by its steps; of the meanings of one phrase the first comes first."""
        *before, last = steps
        ends = [self.root]
        for step in before:
            ends = self._shared(ends, step) if len(step) == 1 else self._extended(ends, step)
        for node in self._extended(ends, last):
            if node is not self.root:
                node.meanings += (meaning,)

    def _shared(self, ends: list[Node[M]], step: Step) -> list[Node[M]]:
        numbers = [*map(self._number, step[0].split())]
        return [end.after(numbers) for end in ends]

    def _extended(self, ends: list[Node[M]], step: Step) -> list[Node[M]]:
        """Return the places after a step: one of its own, so that what phrases mean keeps their order."""
        number = self._number
        target: Node[M] = Node()
        for alternative in filter(None, step):
            if " " in alternative:
                *before, last = map(number, alternative.split())
                for end in ends:
                    end.after(before).leads_to(last, target)
            else:
                for end in ends:
                    end.leads_to(number(alternative), target)
        return [target, *ends] if "" in step else [target]

    def begin(self, numbers: Iterable[int]) -> Begin[M] | None:
        """Return what a word with these numbers begins, the most exact first."""
        nodes = [node for number in numbers for node in self.root.following.get(number, ())]
        if not nodes:
            return None
        meanings = tuple(meaning for node in nodes for meaning in node.meanings)
        return Begin(meanings, tuple(node for node in nodes if node.following))
