"""Phrases of a lexicon, found in a line of words: exact words, stems (`return*`) and several of either in a row."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from .folding import fold, is_unusual
from .tokens import WORDS

_LIMIT = 20_000
_LONGEST_STEM = 40
_NO_LETTERS: Mapping[int, str] = {}
_NOTHING: Mapping[int, Any] = MappingProxyType({})
_CHOICE = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_INNERMOST = re.compile(r"\{([^{}|]*(?:\|[^{}|]*)*)\}")
_CHUNK = re.compile(rf"(?:[^\s{{}}]|{_CHOICE})+")
"""A part of a phrase between spaces, with the choices in it."""

M = TypeVar("M")
"""What a phrase means."""

Step = tuple[str, ...]
"""What may stand at one place of a phrase: words with a space between them; `""` where there may be none."""


def expand(phrase: str) -> list[str]:
    """Return the phrases that one with choices stands for: `no {later|more} than` is two; choices may nest."""
    if "{" not in phrase:
        return [phrase]
    *before, last = _INNERMOST.split(phrase)
    if not before:
        return [phrase]
    parts = [[part] if at % 2 == 0 else part.split("|") for at, part in enumerate(before)]
    forms = ["".join(form) for form in product(*parts, (last,))]
    return forms if "{" not in forms[0] else list(dict.fromkeys(form for inner in forms for form in expand(inner)))


def parse(
    phrases: Iterable[tuple[str, M]], *, elides: bool = False, letters: Mapping[int, str] = _NO_LETTERS
) -> list[tuple[tuple[Step, ...], M]]:
    """Return phrases as the steps that a text's words would take; a hyphen in one is the same as a space.

    Where a language `elides`, an apostrophe is too: "d'une heure" has three words. `letters` are those that are taken
    for others.
    """
    raw = list(phrases)
    if not raw:
        return []
    folded = _folded([phrase.replace("-", " ") for phrase, _ in raw])
    if elides:
        folded = folded.replace("'", " ")
    if letters:
        folded = folded.translate(letters)
    lines = folded.split("\n")
    return [(steps, meaning) for line, (_, meaning) in zip(lines, raw, strict=True) if (steps := _steps(line))]


def _folded(phrases: list[str]) -> str:
    """Return phrases folded, each in a line of its own.

    All together, which takes a fraction of the time; those with unusual characters one by one, which takes longest.
    """
    text = "\n".join(phrases)
    if not is_unusual(text):
        return fold(text).text
    return "\n".join(fold(phrase).text for phrase in phrases)


def _steps(phrase: str) -> tuple[Step, ...]:
    if "{" not in phrase:
        words = _words(phrase)
        return ((words,),) if words else ()
    chunks = (tuple(dict.fromkeys(map(_words, expand(chunk)))) for chunk in _CHUNK.findall(phrase))
    return tuple(chunk for chunk in chunks if chunk != ("",))


def _words(text: str) -> str:
    """Return the words of a text with one space between them; a star belongs to the word before it."""
    if text.isalpha() or all(map(str.isalpha, text.split())):
        return " ".join(text.split())
    return " ".join(WORDS.findall(text)).replace(" *", "*")


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


@dataclass(slots=True)
class Word:
    """What a word of a text is to a lexicon.

    `numbers` are those of the lexicon's words that it matches, the most exact first; `value` and `cue` what it begins.
    `tells` is whether a text with it can say anything, `tells_digits` whether one that has a digit, too, can.
    """

    numbers: tuple[int, ...]
    value: Begin[Any] | None
    cue: Begin[Any] | None
    tells: bool
    tells_digits: bool


class Words(dict[str, Word | None]):
    """The words of texts as a lexicon knows them, worked out when one is first met; forgotten at a limit.

    `letters` are those that people write for others ("ş" and "ș" and "s"): all are taken for the same one. `prefixes`
    are words that are written together with the next one ("و", "ב"): `parts` gives the words of an unknown one.
    `telling` and `telling_digits` are the numbers of the words that a sentence must have one of to say anything.
    """

    def __init__(self, letters: Mapping[int, str] = _NO_LETTERS, prefixes: Collection[str] = ()) -> None:
        super().__init__()
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.value_phrases: Phrases[Any] = Phrases(self.number)
        self.cue_phrases: Phrases[Any] = Phrases(self.number)
        self.telling: frozenset[int] = frozenset()
        self.telling_digits: frozenset[int] = frozenset()
        self.prefixes = frozenset(prefixes)
        self.parts = Parts(self._split)
        self._by_length = sorted(prefixes, key=len, reverse=True)
        self._letters = letters
        self._shortest = 99

    def number(self, word: str) -> int:
        """Return the number of a lexicon's word or stem, given when it is first met."""
        known = self.exact.get(word)
        if known is not None:
            return known
        if word[-1] != "*":
            return self.exact.setdefault(word, len(self.exact) + len(self.stems))
        self._shortest = min(self._shortest, len(word) - 1)
        return self.stems.setdefault(word[:-1], len(self.exact) + len(self.stems))

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= _LIMIT:
            self.clear()
        numbers = self._match(word)
        if numbers:
            found: Word | None = self._word(numbers, self.value_phrases.begin(numbers), self.cue_phrases.begin(numbers))
        else:
            rest = self._match(self._split(word)[-1]) if self.prefixes else ()
            found = self._word(rest, None, None) if rest else None  # it tells what its rest tells, and begins nothing
        self[word] = found
        return found

    def _word(self, numbers: tuple[int, ...], value: Begin[Any] | None, cue: Begin[Any] | None) -> Word:
        tells, digits = (not told.isdisjoint(numbers) for told in (self.telling, self.telling_digits))
        return Word(numbers, value, cue, tells, digits)

    def _match(self, word: str) -> tuple[int, ...]:
        """Return the numbers that a word matches, the most exact first; "a.m." is the same as "am"."""
        if "." in word[1:]:
            word = f"{word[0]}m"
        if self._letters:
            word = word.translate(self._letters)
        base = word.removesuffix("'s")
        exact, stems = self.exact, self.stems
        numbers = [exact[form] for form in ((word,) if base is word else (word, base)) if form in exact]
        if stems:
            lengths = range(min(len(base), _LONGEST_STEM), self._shortest - 1, -1)
            numbers += [stems[base[:length]] for length in lengths if base[:length] in stems]
        return tuple(numbers)

    def _split(self, word: str, depth: int = 2) -> tuple[str, ...]:
        """Return a word that is not known as its prefixes and a known rest, or alone."""
        if depth and not self._match(word):
            for prefix in self._by_length:
                rest = word[len(prefix) :]
                if len(rest) < 2 or not word.startswith(prefix):
                    continue
                parts = self._split(rest, depth - 1)
                if self._match(parts[-1]):
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


def every(
    begin: Begin[M], words: Sequence[Word | None], tight: Collection[int], at: int
) -> list[tuple[int, tuple[M, ...]]]:
    """Return the ends of all phrases that begin at a word, and their meanings; the most exact words first.

    `begin` is what the word begins. `tight` are the places of hyphens within words, which a phrase may pass over.
    """
    found = [(at + 1, begin.meanings)] if begin.meanings else []
    paths = [(node, at + 1) for node in begin.nodes]
    for node, here in paths:
        after = here + 1 if here in tight else here
        word = words[after] if after < len(words) else None
        for number in word.numbers if word is not None else ():
            for following in node.following.get(number, ()):
                if following.meanings:
                    found.append((after + 1, following.meanings))
                if following.following:
                    paths.append((following, after + 1))
    return found


def longest(
    begin: Begin[M], words: Sequence[Word | None], tight: Collection[int], at: int
) -> tuple[int, tuple[M, ...]] | None:
    """Return the end of the longest phrase that begins at a word, and its meanings, or `None`."""
    if not begin.nodes:
        return at + 1, begin.meanings
    found = every(begin, words, tight, at)
    if len(found) < 2:
        return found[0] if found else None
    end = max(found, key=itemgetter(0))[0]
    return end, tuple(meaning for after, meanings in found if after == end for meaning in meanings)
