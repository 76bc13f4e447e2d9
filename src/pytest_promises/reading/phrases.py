"""Phrases of a lexicon, found in a line of words: exact words, stems (`return*`) and several of either in a row."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Generic, TypeVar

from .folding import fold
from .tokens import WORDS

_LIMIT = 20_000
_LONGEST_STEM = 40
_NO_LETTERS: Mapping[int, str] = {}

M = TypeVar("M")
"""What a phrase means."""


class Known(dict[str, tuple[int, ...] | None]):
    """What words match, worked out when a word is first met; forgotten at a limit, because texts repeat their words."""

    __slots__ = ("_match",)

    def __init__(self, match: Callable[[str], tuple[int, ...] | None]) -> None:
        super().__init__()
        self._match = match

    def __missing__(self, word: str) -> tuple[int, ...] | None:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._match(word)
        return found


class Words:
    """The words of a lexicon, each with a number; a word of a text is `known` by the numbers that it matches.

    `letters` are those that people write for others ("ş" and "ș" and "s"): all are taken for the same one. `prefixes`
    are words that are written together with the next one ("و", "ב"): `parts` gives the words of an unknown one.
    """

    def __init__(self, letters: Mapping[int, str] = _NO_LETTERS, prefixes: Collection[str] = ()) -> None:
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.known = Known(self._match)
        self.prefixes = frozenset(prefixes)
        self.parts = Parts(self._split)
        self._by_length = sorted(prefixes, key=len, reverse=True)
        self._letters = letters
        self._shortest = 99

    def add(self, word: str) -> int:
        """Return the number of a word or stem, given when it is first met."""
        word = word.translate(self._letters) if self._letters else word
        table, key = (self.stems, word[:-1]) if word.endswith("*") else (self.exact, word)
        if word.endswith("*"):
            self._shortest = min(self._shortest, len(key))
        return table.setdefault(key, len(self.exact) + len(self.stems))

    def _match(self, word: str) -> tuple[int, ...] | None:
        """Return the numbers that a word matches, the most exact first, or `None`."""
        word = word.translate(self._letters) if self._letters else word
        base = word.removesuffix("'s")
        numbers = [self.exact[w] for w in dict.fromkeys((word, base)) if w in self.exact]
        for length in range(min(len(base), _LONGEST_STEM), self._shortest - 1, -1):
            number = self.stems.get(base[:length])
            if number is not None:
                numbers.append(number)
        return tuple(numbers) or None


    def _split(self, word: str, depth: int = 2) -> tuple[str, ...]:
        """Return a word that is not known as its prefixes and a known rest, or alone."""
        if self.known[word] is None and depth:
            for prefix in self._by_length:
                rest = word[len(prefix) :]
                if len(rest) < 2 or not word.startswith(prefix):
                    continue
                parts = self._split(rest, depth - 1)
                if self.known[parts[-1]] is not None:
                    return (prefix, *parts)
        return (word,)


class Parts(dict[str, tuple[str, ...]]):
    """The words that a written word is made of, worked out when it is first met; forgotten at a limit."""

    __slots__ = ("_split",)

    def __init__(self, split: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._split = split

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._split(word)
        return found


def expand(phrase: str) -> list[str]:
    """Return the phrases that one with choices stands for: `no {later|more} than` is two; choices may nest."""
    start = phrase.find("{")
    if start < 0:
        return [phrase]
    choices, depth, begin, end = [], 0, start + 1, start
    for end in range(start, len(phrase)):
        depth += {"{": 1, "}": -1}.get(phrase[end], 0)
        if depth == 0 or (depth == 1 and phrase[end] == "|"):
            choices.append(phrase[begin:end])
            begin = end + 1
        if depth == 0:
            break
    tails = expand(phrase[end + 1 :])
    return [phrase[:start] + inner + tail for choice in choices for inner in expand(choice) for tail in tails]


def split(phrases: Iterable[tuple[str, M]], *, elides: bool = False) -> list[tuple[tuple[str, ...], M]]:
    """Return phrases, choices expanded, as the words that a text would have; a hyphen in one is the same as a space.

    Where a language `elides`, an apostrophe is too: "d'une heure" has three words.

    All are folded together, which takes a fraction of the time.
    """
    expanded = [(text, meaning) for phrase, meaning in phrases for text in expand(phrase)]
    if not expanded:
        return []
    folded = fold("\n".join(text.replace("-", " ") for text, _ in expanded)).text.split("\n")
    if elides:
        folded = [text.replace("'", " ") for text in folded]
    return [(_words(text), meaning) for text, (_, meaning) in zip(folded, expanded, strict=True)]


def _words(text: str) -> tuple[str, ...]:
    if text.isalpha():
        return (text,)
    words: list[str] = []
    for word in WORDS.findall(text):
        if word == "*" and words:
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


class Node(Generic[M]):
    """A place in the tree of phrases: what follows, by the next word's number, and what phrases that end here mean."""

    __slots__ = ("following", "meanings")

    def __init__(self) -> None:
        self.following: dict[int, Node[M]] = {}
        self.meanings: list[M] = []


class Phrases(Generic[M]):
    """A set of phrases, each with what it means.

    `begins[word]` is not `None` for a word that a phrase begins with.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.root: Node[M] = Node()
        self.begins = Known(self._begin)

    def _begin(self, word: str) -> tuple[int, ...] | None:
        return tuple(number for number in self.words.known[word] or () if number in self.root.following) or None

    def add(self, words: Iterable[str], meaning: M) -> None:
        """Add a phrase by its words; of the meanings of one phrase the first comes first."""
        node = self.root
        for word in words:
            number = self.words.add(word)
            following = node.following.get(number)
            if following is None:
                following = node.following[number] = Node()
            node = following
        if node is not self.root:
            node.meanings.append(meaning)

    def longest(
        self, numbers: Sequence[tuple[int, ...] | None], tight: Collection[int], at: int
    ) -> tuple[int, list[M]] | None:
        """Return the end of the longest phrase that begins at a word, and its meanings, or `None`.

        `tight` are the places of hyphens without spaces around them, which a phrase may pass over.
        """
        found = self.every(numbers, tight, at)
        if len(found) < 2:
            return found[0] if found else None
        end = max(found, key=itemgetter(0))[0]
        return end, [meaning for after, meanings in found if after == end for meaning in meanings]

    def every(
        self, numbers: Sequence[tuple[int, ...] | None], tight: Collection[int], at: int
    ) -> list[tuple[int, list[M]]]:
        """Return the ends of all phrases that begin at a word, and their meanings; the most exact words first."""
        found: list[tuple[int, list[M]]] = []
        node, here, count = self.root, at, len(numbers)
        while here < count and (known := numbers[here]) is not None:
            if len(known) > 1:
                return self._branching(found, numbers, tight, (node, here))
            following = node.following.get(known[0])
            if following is None:
                break
            node, here = following, here + 1
            if node.meanings:
                found.append((here, node.meanings))
            if not node.following:
                break
            if here in tight:
                here += 1
        return found

    @staticmethod
    def _branching(
        found: list[tuple[int, list[M]]],
        numbers: Sequence[tuple[int, ...] | None],
        tight: Collection[int],
        start: tuple[Node[M], int],
    ) -> list[tuple[int, list[M]]]:
        """Go on from a place where a word matches several of the lexicon's, an exact word and stems of it."""
        count = len(numbers)
        paths = [start]
        while paths:
            node, here = paths.pop()
            if here in tight:
                here += 1
            known = numbers[here] if here < count else None
            for number in known if known is not None else ():
                following = node.following.get(number)
                if following is None:
                    continue
                if following.meanings:
                    found.append((here + 1, following.meanings))
                if following.following:
                    paths.append((following, here + 1))
        return found
