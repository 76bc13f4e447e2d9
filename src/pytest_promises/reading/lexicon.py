"""A language's lexicon: its data file joined with what CLDR says, ready to find phrases."""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypedDict, get_args

from pytest_promises.model.quantities import Value

from . import cldr, codes
from .cues import OTHER_TOPIC, SCOPE, TOPIC, Cue, cues_of, own_cues
from .data import language_data, shared_data
from .entries import value_phrases
from .folding import Folded, fold
from .phrases import Step, expand, parse
from .signs import signs
from .telling import Entry, hot_check, telling_words
from .tokens import token_patterns
from .unspaced import Cutter
from .vocabulary import Vocabulary
from .words import Words

_NOTHING_OWN = Vocabulary()
_INNER = frozenset({TOPIC, SCOPE})
_ENDING = frozenset({codes.UNIT, codes.SHORT_UNIT, codes.CURRENCY, codes.MINOR, codes.HOUR_MARK})
_KINDS = tuple(kind.kind for kind in get_args(Value))


class _Spelling(TypedDict):
    elides: bool
    letters: Mapping[int, str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of a language, with a spec's own vocabulary joined in.

    `words` are its words, with the phrases that values are made of and those that tell topic, scope, mood and
    conditions. `final_abbreviations` are of units and currencies: a sentence may end after one. `endings` are those
    of cases, which a hyphen, apostrophe or colon joins to what they belong to ("8:00-tól"). `cutter` cuts a script
    without spaces. `pauses` tells that a space parts clauses there, `elides` that an apostrophe parts words;
    `question_mark` is what stands for one. `amount_mark` is the currency of an amount that only has a mark ("499.-"),
    `scale_currency` that of one that only has a scale ("500k"). `fits` are the topics that take each kind of value.
    `hot` tells at little cost whether a text in a script without spaces can say anything.
    """

    lang: str
    decimal: str
    pieces: re.Pattern[str]
    cutter: Cutter | None
    words: Words
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    suffixes: frozenset[str]
    endings: frozenset[str]
    capital_codes: frozenset[str]
    number_joins: frozenset[str]
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
    data = language_data(lang)
    abbreviations = frozenset(_folded(data.get("abbreviations", ()))) | _dotted(lang)
    spelling = _spelling(lang)
    words = Words(spelling["letters"], tuple(_folded(data.get("prefixes", ()))))
    values = [*_counted(lang, vocabulary), *_value_entries(lang)]
    for steps, meaning in values:
        words.value_phrases.add(steps, meaning)
    words.add(word for steps, _ in values for step in steps for text in step for word in text.split())
    unspaced = bool(data.get("unspaced"))
    own = _own_cues(lang, vocabulary)
    cues = (*own, *_cue_entries(lang))
    for steps, cue in cues:
        words.cue_phrases.add(steps, cue)
    words.add(word for steps, _ in cues for step in steps for text in step for word in text.split())
    for steps, cue in _within(own, {form for form in words.forms if form[-1] != "*"}) if unspaced else ():
        words.cue_phrases.add(steps, cue)
    words.telling, words.telling_digits = telling_words(values, signs(lang).common)
    if unspaced:
        words.telling = words.telling_digits  # the numbers of such scripts have no digits as often as not
    cutter = Cutter({form for form in words.forms if form[-1] != "*"}, abbreviations) if unspaced else None
    patterns = token_patterns(cutter.scripts, cutter.letters) if cutter is not None else token_patterns()
    words.kinds = patterns.kinds
    return Lexicon(
        lang=lang,
        decimal=str(data.get("decimal", "")) or cldr.decimal_sign(cldr.locale_data(lang)),
        pieces=patterns.pieces,
        cutter=cutter,
        words=words,
        abbreviations=abbreviations,
        final_abbreviations=frozenset(word for word in abbreviations if _ends_value(words, word)),
        suffixes=frozenset(_folded(data.get("number_suffixes", ()))),
        endings=frozenset(_folded(data.get("endings", ()))),
        capital_codes=frozenset(code.lower() for code in shared_data()["capital_codes"]),
        number_joins=frozenset(_folded(data.get("number_joins", ()))),
        pauses=unspaced and bool(data.get("pauses", True)),
        elides=spelling["elides"],
        question_mark=data.get("question_mark", ""),
        scale_currency=data.get("scale_currency", ""),
        amount_mark=data.get("amount_mark", ""),
        fits={kind: frozenset((*vocabulary.fitting(kind), OTHER_TOPIC)) for kind in _KINDS},
        hot=hot_check(values) if unspaced else None,
    )


def _spelling(lang: str) -> _Spelling:
    data = language_data(lang)
    return {"elides": bool(data.get("elides", False)), "letters": str.maketrans(data.get("letters", {}))}


@cache
def _value_entries(lang: str) -> list[Entry]:
    """Return the phrases of values by their steps; they are the same with every vocabulary."""
    return parse(value_phrases(lang, language_data(lang), shared_data()), **_spelling(lang))


@cache
def _cue_entries(lang: str) -> list[tuple[tuple[Step, ...], Cue]]:
    """Return the phrases of cues by their steps; a spec's own come before them."""
    data = language_data(lang)
    cues = parse(cues_of(data), **_spelling(lang))
    return [*cues, *_inner(cues)] if data.get("unspaced") else cues


def _own_cues(lang: str, vocabulary: Vocabulary) -> list[tuple[tuple[Step, ...], Cue]]:
    return parse(own_cues(vocabulary, lang), **_spelling(lang))


def _counted(lang: str, vocabulary: Vocabulary) -> list[Entry]:
    counted = ((text, (codes.COUNTED, topic)) for text, topic in vocabulary.counted(lang))
    return parse(counted, **_spelling(lang))


def _within(own: list[tuple[tuple[Step, ...], Cue]], words: Iterable[str]) -> Iterator[tuple[tuple[Step, ...], Cue]]:
    """Yield a spec's own cues by the lexicon's words that they stand inside of: a text is cut into the longest."""
    singles = [(words[0][0], cue) for words, cue in own if len(words) == 1 and " " not in words[0][0]]
    for word in tuple(words):
        yield from ((((word,),), cue) for part, cue in singles if part in word and part != word)


def _inner(cues: list[tuple[tuple[Step, ...], Cue]]) -> Iterator[tuple[tuple[Step, ...], Cue]]:
    """Yield the cues of words that stand inside longer ones, where a text is cut into the longest words."""
    singles: dict[str, list[Cue]] = {}
    for steps, cue in cues:
        if cue.kind in _INNER and len(steps) == 1:
            for words in steps[0]:
                if words and " " not in words:
                    singles.setdefault(words, []).append(cue)
    for word, own in singles.items():
        kinds = {cue.kind for cue in own}
        parts = {word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1)} - {word}
        for part in sorted(parts & singles.keys()):
            yield from ((((word,),), cue) for cue in singles[part] if cue.kind not in kinds)


def _ends_value(words: Words, word: str) -> bool:
    """Tell an abbreviation that may end a sentence ("5 лв. Доставка") from one that leads on ("approx. 5")."""
    begun = words[word].value
    return begun is not None and any(code in _ENDING for code, _ in begun.meanings)


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return (fold(form).text for text in texts for form in expand(text))


def _dotted(lang: str) -> frozenset[str]:
    forms = (form for _, form, _ in cldr.unit_forms(cldr.locale_data(lang)))
    return frozenset(fold(form).text.rstrip(".") for form in forms if form.endswith("."))
