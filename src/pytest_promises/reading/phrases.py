"""Phrases of a lexicon, found in a line of words: exact words, stems (`return*`) and several of either in a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .folding import fold
from .tokens import WORDS

_LIMIT = 20_000
Node = dict[int, "Node | list[Any]"]
_END = -1


@dataclass(slots=True)
class Words:
    """The words of a lexicon, each with a number; a word of a text is known by the numbers that it matches.

    What a word matches is remembered, up to a limit, because texts repeat their words.
    """

    exact: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    shortest: int = 99
    known: dict[str, tuple[int, ...] | None] = field(default_factory=dict)

    def add(self, word: str) -> int:
        """Return the number of a word or stem, given when it is first met."""
        table, key = (self.stems, word[:-1]) if word.endswith("*") else (self.exact, word)
        if word.endswith("*"):
            self.shortest = min(self.shortest, len(key))
        return table.setdefault(key, len(self.exact) + len(self.stems))

    def look_up(self, word: str) -> tuple[int, ...] | None:
        """Return the numbers that a word matches, the most exact first, or `None`."""
        try:
            return self.known[word]
        except KeyError:
            found = self._match(word)
            if len(self.known) >= _LIMIT:
                self.known.clear()
            self.known[word] = found
            return found

    def _match(self, word: str) -> tuple[int, ...] | None:
        base = word.removesuffix("'s")
        numbers = [self.exact[w] for w in dict.fromkeys((word, base)) if w in self.exact]
        for length in range(min(len(base), 40), self.shortest - 1, -1):
            number = self.stems.get(base[:length])
            if number is not None:
                numbers.append(number)
        return tuple(numbers) or None


def expand(phrase: str) -> list[str]:
    """Return the phrases that one with choices stands for: `no {later|more} than` is two, `day{|s}` also."""
    head, brace, rest = phrase.partition("{")
    if not brace:
        return [phrase]
    choices, _, tail = rest.partition("}")
    return [head + choice + end for choice in choices.split("|") for end in expand(tail)]


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


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of phrases, each with what it means; the longest that fits is found."""

    words: Words
    root: Node = field(default_factory=dict)

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
        self, numbers: Sequence[tuple[int, ...] | None], tight: Sequence[bool], at: int
    ) -> tuple[int, list[Any]] | None:
        """Return the end of the longest phrase that begins at a word, and its meanings.

        `tight[i]` tells a hyphen without spaces around it, which a phrase may pass over.
        """
        end, meanings = at, []
        paths: list[tuple[Node, int]] = [(self.root, at)]
        count = len(numbers)
        while paths:
            node, here = paths.pop()
            ending = node.get(_END)
            if ending is not None and here >= end:
                meanings = [*meanings, *ending] if here == end else ending  # type: ignore[assignment]
                end = here
            if here < count and tight[here] and here > at:
                here += 1
            if here >= count:
                continue
            for number in reversed(numbers[here] or ()):
                following = node.get(number)
                if following is not None:
                    paths.append((following, here + 1))  # type: ignore[arg-type]
        return (end, meanings) if meanings else None
