"""A language's lexicon: what is ready of its data file and of CLDR's, joined with a spec's own words."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, get_args

from pytest_promises.model.quantities import Value

from . import codes
from .compiled import compiled
from .cues import OTHER_TOPIC, Cue, own_cues
from .folding import Folded, fold
from .phrases import Spelling, Step, parse, spelling_of
from .signs import signs
from .telling import Entry, hot_check, hot_words, telling_words
from .tokens import token_patterns
from .unspaced import Cutter
from .vocabulary import Vocabulary
from .words import Words

_NOTHING_OWN: Final = Vocabulary()
_KINDS: Final = tuple(kind.kind for kind in get_args(Value))


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of a language, with a spec's own vocabulary joined in.

    `words` are its words, with the phrases that values are made of and those that tell topic, scope, mood and
    conditions. `endings` are those of cases, which a hyphen, apostrophe or colon joins to what they belong to
    ("8:00-tól"). `cutter` cuts a script without spaces. `pauses` tells that a space parts clauses there, `elides` that
    an apostrophe parts words; `question_mark` is what stands for one. `amount_mark` is the currency of an amount that
    only has a mark ("499.-"), `scale_currency` that of one that only has a scale ("500k"). `fits` are the topics that
    take each kind of value. `hot` tells at little cost whether a text in a script without spaces can say anything.
    """

    lang: str
    decimal: str
    pieces: re.Pattern[str]
    cutter: Cutter | None
    words: Words
    abbreviations: frozenset[str]
    suffixes: frozenset[str]
    endings: frozenset[str]
    capital_codes: frozenset[str]
    number_joins: frozenset[str]
    number_points: frozenset[str]
    pauses: bool
    elides: bool
    question_mark: str
    scale_currency: str
    amount_mark: str
    fits: Mapping[str, frozenset[str]]
    hot: Callable[[str], bool] | None

    def fold(self, text: str) -> Folded:
        """Return a text folded; where the language elides, an apostrophe parts words as a space does."""
        plain = fold(text)
        if self.elides and "'" in plain.text:
            plain = Folded(plain.text.replace("'", " "), plain.starts, plain.ends)
        if self.question_mark and self.question_mark in plain.text:
            plain = Folded(plain.text.replace(self.question_mark, "?"), plain.starts, plain.ends)
        return plain


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Let no garbage be collected within the block, which makes thousands of objects that all live on."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=256)
@_collecting_nothing()
def lexicon(lang: str, vocabulary: Vocabulary = _NOTHING_OWN) -> Lexicon:
    """Return the lexicon of a language; raises `KeyError` for a language without a data file."""
    ready = compiled(lang)
    counted, cues = _own(lang, vocabulary, spelling_of(ready))
    words = _words(ready, counted, cues, signs(lang).common)
    cutter = _cutter(words, ready) if ready["unspaced"] else None
    patterns = token_patterns(cutter.scripts, cutter.letters) if cutter is not None else token_patterns()
    words.kinds = patterns.kinds
    hot = (*ready["hot"].split(), *hot_words(counted)) if cutter is not None else ()
    return Lexicon(
        lang=lang,
        pieces=patterns.pieces,
        cutter=cutter,
        words=words,
        hot=hot_check(hot) if hot else None,
        fits={kind: frozenset((*vocabulary.fitting(kind), OTHER_TOPIC)) for kind in _KINDS},
        abbreviations=frozenset(ready["abbreviations"]),
        suffixes=frozenset(ready["number_suffixes"]),
        endings=frozenset(ready["endings"]),
        capital_codes=frozenset(ready["capital_codes"]),
        number_joins=frozenset(ready["number_joins"]),
        number_points=frozenset(ready["number_points"]),
        decimal=ready["decimal"],
        pauses=ready["pauses"],
        elides=ready["elides"],
        question_mark=ready["question_mark"],
        scale_currency=ready["scale_currency"],
        amount_mark=ready["amount_mark"],
    )


def _own(
    lang: str, vocabulary: Vocabulary, spelling: Spelling
) -> tuple[list[Entry], list[tuple[tuple[Step, ...], Cue]]]:
    """Return the phrases of a spec's vocabulary: what it counts, and its cues."""
    counted = ((text, (codes.COUNTED, topic)) for text, topic in vocabulary.counted(lang))
    return parse(counted, spelling), parse(own_cues(vocabulary, lang), spelling)


def _words(
    ready: Mapping[str, Any], counted: list[Entry], cues: list[tuple[tuple[Step, ...], Cue]], common: frozenset[str]
) -> Words:
    """Return the words of a language with those of a spec: its own phrases come before the language's."""
    words = Words(ready)
    if counted or cues:
        words.add(counted, cues)
    if ready["unspaced"] and cues:
        words.add_last(_within(cues, words.exact()))
    words.tell(telling_words(counted, common))
    return words


def _cutter(words: Words, ready: Mapping[str, Any]) -> Cutter:
    alone = ready["abbreviations"]
    meant: dict[str, set[str]] = {}
    for letter in alone:
        begun = words[letter].value if len(letter) == 1 and not letter.isascii() else None
        for code, _ in begun.meanings if begun is not None else ():
            meant.setdefault(code, set()).add(letter)
    # Of which kind a letter is will be known by the cutter.
    words.clear()
    numerals, units = meant.get(codes.NUMBER, ()), meant.get(codes.SHORT_UNIT, ())
    return Cutter({*words.exact(), *ready["number_points"]}, alone, frozenset(numerals), frozenset(units))


def _within(own: list[tuple[tuple[Step, ...], Cue]], words: Iterable[str]) -> Iterator[tuple[tuple[Step, ...], Cue]]:
    """Yield a spec's own cues by the lexicon's words that they stand inside of: a text is cut into the longest."""
    singles = [(words[0][0], cue) for words, cue in own if len(words) == 1 and " " not in words[0][0]]
    for word in sorted(words):
        yield from ((((word,),), cue) for part, cue in singles if part in word and part != word)
