"""The words of texts as a lexicon knows them: exact words, stems, and the phrases that begin with them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_
from typing import Any, Final, TypeVar

from . import codes
from .cues import Cue
from .entries import Meaning
from .forms import FORMED, of_form, of_sign
from .graph import Graph, Phrases, Place, beginning, tables
from .joined import joined_number
from .meanings import cue_of, value_of
from .numbers import Number, parse_digits
from .phrases import spelling_of
from .telling import BESIDE, FIGURE, NUMBER, SAYS, THING
from .tokens import AMOUNT_MARKS, FRACTIONS, digits_fit, token_patterns

_LIMIT: Final = 20_000
_FIGURES: Final = frozenset("nchrdla")
_FRACTIONS: Final = frozenset(FRACTIONS)
_TIMES: Final = frozenset("chra")
_LETTERS: Final = frozenset("ws")
_BY_PLACE: Final = frozenset("-':.")
"""The signs that are read in another way beside other words."""

M = TypeVar("M")
"""What a phrase means."""


@dataclass(slots=True, eq=False)
class Word:
    """A token of a text, and what it is to a lexicon.

    `kind` is one of `token_patterns`; it and the `text` are `""` for what is no token. `forms` are those of the
    lexicon's words that it matches, the most exact first, a stem with its star; `value` and `cue` what it begins.
    `idle` is a word that begins no value, `plain` the meaning of a token that has the same everywhere, `number` what
    digits are. `tells` are the bits of what `says_something` asks for.
    """

    text: str
    kind: str
    forms: tuple[str, ...]
    value: Place[Meaning] | None
    cue: Place[Cue] | None
    idle: bool
    plain: Meaning | None
    number: Number | None
    tells: int


_TELLS: Final = attrgetter("tells")


def says_something(words: Iterable[Word]) -> bool:
    """Tell whether a sentence of these words can say anything at all, which most sentences of a page cannot."""
    return SAYS[reduce(or_, map(_TELLS, words), 0)]


class Words(dict[str, Word]):
    """The tokens of texts as a lexicon knows them, worked out when one is first met; forgotten at a limit.

    `ready` is the language's data as `compiled` gives it. A token is found with or without the spaces after it; `kinds`
    tells which kind one is of. `prefixes` are words that are written together with the next one ("و", "ב"): `parts`
    gives the words of an unknown one.
    """

    def __init__(self, ready: Mapping[str, Any]) -> None:
        super().__init__()
        self.kinds = token_patterns().kinds
        self.prefixes = frozenset(ready["prefixes"])
        self.parts = Parts(self._split)
        self._values = [Graph(ready["values"], value_of)]
        self._cues = [Graph(ready["cues"], cue_of)]
        self._forms: set[str] = set()
        self._stems: dict[str, Sequence[int]] = {}
        self._learn()
        self._told = {word: int(bits) for bits, words in ready["telling"].items() for word in words.split()}
        self._by_length = sorted(ready["prefixes"], key=len, reverse=True)
        self._letters = spelling_of(ready).letters
        self._decimal, self._amount_mark = ready["decimal"], ready["amount_mark"]
        self._capital_codes = frozenset(ready["capital_codes"])
        self._number_parts: Mapping[str, str] = ready["number_parts"]

    def add(self, values: Phrases[Meaning], cues: Phrases[Cue]) -> None:
        """Add phrases of values and cues, which come before all others."""
        self._values.insert(0, Graph(tables(values)))
        self._cues.insert(0, Graph(tables(cues)))
        self._learn()

    def add_last(self, cues: Phrases[Cue]) -> None:
        """Add cues that come after all others of their words, which the lexicon has already."""
        self._cues.append(Graph(tables(cues)))

    def _learn(self) -> None:
        """Take up the words that the phrases have, stems with their stars."""
        graphs: list[Graph[Any]] = [*self._values, *self._cues]
        self._forms = {word for graph in graphs for word in graph.words()}
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            if form[-1] == "*":
                lengths.setdefault(form[0], set()).add(len(form) - 1)
        self._stems = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def exact(self) -> set[str]:
        """Return the words that are no stems."""
        return {form for form in self._forms if form[-1] != "*"}

    def tell(self, told: Mapping[str, int]) -> None:
        """Add what words tell: bits of `telling`."""
        for word, bits in told.items():
            self._told[word] = self._told.get(word, 0) | bits

    def __missing__(self, piece: str) -> Word:
        if len(self) >= _LIMIT:
            self.clear()
        text = piece.rstrip(" \t")
        found = self[piece] = self._word(text) if text == piece else self[text]
        return found

    def _word(self, text: str) -> Word:
        match = self.kinds.fullmatch(text)
        kind = match.lastgroup or "" if match is not None else ""
        forms = self._match(text) if kind else ()
        value, cue = (beginning(self._values, forms), beginning(self._cues, forms)) if forms else (None, None)
        tells = self._tells(text, kind, forms)
        if kind == "w" and value is None and (joined := joined_number(text, self._number_parts)) is not None:
            value = Graph(tables([(((text,),), (codes.NUMBER, joined))])).place(0)
            tells |= NUMBER
        idle = kind in _LETTERS and value is None
        number = parse_digits(text, self._decimal) if kind == "n" and digits_fit(text) else None
        return Word(text if kind else "", kind, forms, value, cue, idle, self._plain(text, kind, value), number, tells)

    def _plain(self, text: str, kind: str, begun: Place[Meaning] | None) -> Meaning | None:
        """Return the meaning of a token that begins no longer phrase and has no other, wherever it stands."""
        if kind in FORMED:
            return of_form(kind, text)
        if begun is None:
            if kind in _LETTERS:
                return codes.OTHER, None
            return of_sign(text, self._amount_mark) if kind == "p" and text not in _BY_PLACE else None
        if begun.leads or len(begun.meanings) > 1 or text in self._capital_codes:
            return None
        return begun.meanings[0] if begun.meanings[0][0] != codes.NUMBER else None

    def _tells(self, text: str, kind: str, forms: tuple[str, ...]) -> int:
        """Return the bits of what a token tells; an unknown word tells what its parts do, and begins nothing."""
        if not forms and self.prefixes and kind == "w":
            forms = tuple(form for part in self._split(text) for form in self._match(part))
        tells = FIGURE if kind in _FIGURES or text in _FRACTIONS else 0
        if kind in _TIMES or text in AMOUNT_MARKS:
            tells |= BESIDE
        elif text == "%":
            tells |= THING
        for form in forms:
            tells |= self._told.get(form, 0)
        return tells

    def _match(self, word: str) -> tuple[str, ...]:
        """Return the lexicon's words that a word matches, the most exact first; "a.m." is the same as "am"."""
        if "." in word[1:]:
            word = f"{word[0]}m"
        if self._letters:
            word = word.translate(self._letters)
        base = word.removesuffix("'s")
        known = self._forms
        forms = [form for form in ((word,) if base is word else (word, base)) if form in known]
        stems = (f"{base[:length]}*" for length in self._stems.get(base[:1], ()) if length <= len(base))
        return (*forms, *(stem for stem in stems if stem in known))

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


def longer(
    begin: Place[M], words: Sequence[Word], tight: Collection[int], at: int
) -> Sequence[tuple[int, tuple[M, ...]]]:
    """Return the ends of all phrases that begin at a word and go on after it, the nearest first, and their meanings.

    `begin` is what the word begins. `tight` are the places of hyphens within words, which a phrase may pass over.
    """
    found: list[tuple[int, tuple[M, ...]]] = []
    place, end, count = begin, at + 1, len(words)
    while (after := end + 1 if end in tight else end) < count:
        forms = words[after].forms
        if place.leads.isdisjoint(forms):
            break
        place, end = place.after(forms), after + 1
        if place.meanings:
            found.append((end, place.meanings))
    return found


def longest(
    begin: Place[M], words: Sequence[Word], tight: Collection[int], at: int
) -> tuple[int, tuple[M, ...]] | None:
    """Return the end of the longest phrase that begins at a word, and its meanings, or `None`."""
    place, end, count = begin, at + 1, len(words)
    found = (end, begin.meanings) if begin.meanings else None
    while place.leads and (after := end + 1 if end in tight else end) < count:
        forms = words[after].forms
        if place.leads.isdisjoint(forms):
            break
        place, end = place.after(forms), after + 1
        if place.meanings:
            found = end, place.meanings
    return found
