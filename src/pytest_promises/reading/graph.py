"""The phrases of a lexicon as a graph that grows where texts walk: which word may follow which, and what they mean.

What is left of a phrase is kept as text: its steps with a tab between, the words that may stand at one with `_`
between, nothing for what may be left out. No word has such signs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from .phrases import Step

M = TypeVar("M")
"""What a phrase means."""


class Place(Generic[M]):
    """A place in the graph: what the phrases that end here mean, and the `rest` of those that go on.

    Where the next words lead is worked out when a text first comes here: most places of a lexicon are never met.
    """

    __slots__ = ("_following", "meanings", "rest")

    def __init__(self, meanings: tuple[M, ...], rest: tuple[tuple[str, M], ...]) -> None:
        self.meanings = meanings
        self.rest = rest
        self._following: dict[str, Place[M]] | None = None

    def after(self, forms: Sequence[str]) -> "Place[M] | None":
        """Return the place that a word leads to which matches these of the lexicon's words, or `None`."""
        following = self._following
        if following is None:
            following = self._following = _places(self.rest)
        if len(forms) == 1:
            return following.get(forms[0])
        known = tuple(form for form in forms if form in following)
        if len(known) < 2:
            return following[known[0]] if known else None
        both = " ".join(known)
        if both not in following:
            following[both] = _joined([following[form] for form in known])
        return following[both]


class Phrases(Generic[M]):
    """A set of phrases, each with what it means, found by their first words.

    `ready` has the plain `meanings`, the `rests` of phrases, a line for each, and by the first word the `phrases`: the
    numbers of the meaning and of the rest. `meaning` returns what a plain meaning stands for. A spec's own are added.
    """

    def __init__(self, ready: Mapping[str, Any], meaning: Callable[[Any], M]) -> None:
        self._ready: Mapping[str, str] = ready["phrases"]
        self._rests = ready["rests"].split("\n")
        self._plain: Sequence[Any] = ready["meanings"]
        self._meaning = meaning
        self._known: dict[str, M] = {}
        self._own: dict[str, list[tuple[str, M]]] = {}
        self._last: dict[str, list[tuple[str, M]]] = {}

    def add(self, steps: tuple[Step, ...], meaning: M, *, last: bool = False) -> None:
        """Add a phrase by its steps; of the meanings of one phrase it comes before those that are ready, or `last`."""
        own = self._last if last else self._own
        for first, left in openings(written(steps)):
            own.setdefault(first, []).append((left, meaning))

    def words(self) -> Iterator[str]:
        """Yield the words of all phrases; some more than once."""
        yield from self._ready
        yield from "\n".join(self._rests).replace("\t", " ").replace("_", " ").split()
        for first, phrases in (*self._own.items(), *self._last.items()):
            yield first
            yield from (word for left, _ in phrases for word in left.replace("\t", " ").replace("_", " ").split())

    def begin(self, forms: Iterable[str]) -> Place[M] | None:
        """Return what a word begins that matches these of the lexicon's words, the most exact first, or `None`."""
        phrases = [phrase for form in forms for phrase in self._beginning(form)]
        return _place(phrases) if phrases else None

    def _beginning(self, form: str) -> Iterator[tuple[str, M]]:
        """Yield what is left of the phrases that begin with a word, and their meanings."""
        yield from self._own.get(form, ())
        for phrase in self._ready.get(form, "").split():
            number, _, rest = phrase.partition(".")
            known = self._known.get(number)
            if known is None:
                known = self._known[number] = self._meaning(self._plain[int(number)])
            yield self._rests[int(rest)] if rest else "", known
        yield from self._last.get(form, ())


def written(steps: Iterable[Step]) -> str:
    """Return the steps of a phrase as text."""
    return "\t".join("_".join(step) for step in steps)


def openings(left: str) -> Iterator[tuple[str, str]]:
    """Yield each word that may come next in what is left of a phrase, and what is left after it."""
    optional = True
    while optional and left:
        step, _, left = left.partition("\t")
        choices = step.split("_")
        for words in filter(None, choices):
            first, _, more = words.partition(" ")
            yield first, f"{more}\t{left}" if more and left else more or left
        optional = "" in choices


def _joined(found: Sequence[Place[M]]) -> Place[M]:
    """Return several places as one; what the first means comes first."""
    meanings = (meaning for place in found for meaning in place.meanings)
    return Place(tuple(meanings), tuple(phrase for place in found for phrase in place.rest))


def _places(phrases: Iterable[tuple[str, M]]) -> dict[str, Place[M]]:
    """Return where the first words of phrases lead; of the meanings of one phrase the first comes first."""
    lefts: dict[str, list[tuple[str, M]]] = {}
    for phrase, meaning in phrases:
        for word, left in openings(phrase):
            lefts.setdefault(word, []).append((left, meaning))
    return {word: _place(left) for word, left in lefts.items()}


def _place(phrases: Sequence[tuple[str, M]]) -> Place[M]:
    """Return the place from which these are left of phrases."""
    meanings = (meaning for left, meaning in phrases if not left or ("_" in left and _may_end(left)))
    return Place(tuple(meanings), tuple(phrase for phrase in phrases if phrase[0]))


def _may_end(left: str) -> bool:
    """Tell whether a phrase may end where this is left of it: each step may be left out."""
    return all("" in step.split("_") for step in left.split("\t"))
