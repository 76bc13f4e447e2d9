"""Phrases of a lexicon, found in a line of words: exact words, stems (`return*`) and several of either in a row."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from .folding import fold
from .tokens import WORDS

_LIMIT = 20_000
_LONGEST_STEM = 40
Node = dict[int, "Node | list[Any]"]
_END = -1


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
    """The words of a lexicon, each with a number; a word of a text is `known` by the numbers that it matches."""

    def __init__(self) -> None:
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.known = Known(self._match)
        self._shortest = 99

    def add(self, word: str) -> int:
        """Return the number of a word or stem, given when it is first met."""
        table, key = (self.stems, word[:-1]) if word.endswith("*") else (self.exact, word)
        if word.endswith("*"):
            self._shortest = min(self._shortest, len(key))
        return table.setdefault(key, len(self.exact) + len(self.stems))

    def _match(self, word: str) -> tuple[int, ...] | None:
        """Return the numbers that a word matches, the most exact first, or `None`."""
        base = word[:-2] if word.endswith("'s") else word
        numbers = [self.exact[w] for w in dict.fromkeys((word, base)) if w in self.exact]
        for length in range(min(len(base), _LONGEST_STEM), self._shortest - 1, -1):
            number = self.stems.get(base[:length])
            if number is not None:
                numbers.append(number)
        return tuple(numbers) or None


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


def split(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as a text's words would be; a hyphen in it is the same as a space."""
    words = [m.group() for m in WORDS.finditer(fold(phrase).text.replace("-", " "))]
    joined: list[str] = []
    for word in words:
        if word == "*" and joined:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


class Phrases:
    """A set of phrases, each with what it means; the longest that fits is found.

    `begins[word]` is not `None` for a word that a phrase begins with.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.root: Node = {}
        self.begins = Known(self._begin)

    def _begin(self, word: str) -> tuple[int, ...] | None:
        return tuple(number for number in self.words.known[word] or () if number in self.root) or None

    def add(self, phrase: str, meaning: object) -> None:
        """Add a phrase, with its choices expanded."""
        for text in expand(phrase):
            node = self.root
            for word in split(text):
                node = node.setdefault(self.words.add(word), {})  # type: ignore[assignment]
            if node is not self.root:
                node.setdefault(_END, []).append(meaning)  # type: ignore[union-attr]

    def first_words(self, phrase: str) -> list[int]:
        """Return the numbers of the words that the phrase's choices begin with."""
        return [self.words.add(words[0]) for text in expand(phrase) if (words := split(text))]

    def longest(
        self, numbers: Sequence[tuple[int, ...] | None], tight: Collection[int], at: int
    ) -> tuple[int, list[Any]] | None:
        """Return the end of the longest phrase that begins at a word, and its meanings.

        `tight` are the places of hyphens without spaces around them, which a phrase may pass over.
        """
        here = numbers[at] or ()
        if len(here) == 1:
            only = self.root.get(here[0])
            if only is not None and len(only) == 1 and _END in only:
                return at + 1, only[_END]  # type: ignore[return-value]
        found = self.every(numbers, tight, at)
        if not found:
            return None
        end = max(after for after, _ in found)
        return end, [meaning for after, meanings in found if after == end for meaning in meanings]

    def every(
        self, numbers: Sequence[tuple[int, ...] | None], tight: Collection[int], at: int
    ) -> list[tuple[int, list[Any]]]:
        """Return the ends of all phrases that begin at a word, and their meanings."""
        found: list[tuple[int, list[Any]]] = []
        paths = [
            (node, at + 1) for number in reversed(numbers[at] or ()) if (node := self.root.get(number)) is not None
        ]
        count = len(numbers)
        while paths:
            node, after = paths.pop()
            ending = node.get(_END)  # type: ignore[union-attr]
            if ending is not None:
                found.append((after, ending))
                if len(node) == 1:
                    continue
            if after in tight:
                after += 1
            if after < count:
                for number in reversed(numbers[after] or ()):
                    following = node.get(number)  # type: ignore[union-attr]
                    if following is not None:
                        paths.append((following, after + 1))
        return found
