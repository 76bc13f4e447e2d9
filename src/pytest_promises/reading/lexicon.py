"""A language's lexicon: its data file joined with what CLDR says, ready to find phrases."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_args

from pytest_promises.model.quantities import Value

from . import cldr, codes
from .cues import OTHER_TOPIC, SCOPE, TOPIC, Cue, cues_of
from .entries import Meaning, value_phrases
from .folding import Folded, fold
from .phrases import Known, Phrases, Words, expand, split
from .registered import registered
from .tokens import WORDS, token_pattern, words_pattern
from .vocabulary import Vocabulary

_DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
_TIME = re.compile(r"%|\d:\d|[dt] ?\+ ?\d|\d ?[hg] ?\d|\d[.,:/]-")
_STOPS = frozenset(".,-/")
_DATA = files("pytest_promises.reading") / "lexicon"
_ALONE = frozenset(
    f"{codes.UNIT}{codes.SPAN}{codes.CURRENCY}{codes.MINOR}{codes.PERCENT}{codes.COUNTED}{codes.NINES}{codes.DAY_HALF}"
    f"{codes.HOUR_MARK}{codes.FROM_DAY}{codes.RELATIVE}{codes.IMMEDIATE}{codes.VAGUE}{codes.ALWAYS}{codes.FREE}"
)
"""What a sentence without a digit must have one of to say anything."""
_WITH_DIGITS = _ALONE | frozenset(f"{codes.SHORT_UNIT}{codes.DAY}{codes.DAYS}{codes.WEEKDAYS}{codes.AND_HALF}")
"""What a sentence with a digit must have one of, unless the digits are a clock time."""
_NOTHING_OWN = Vocabulary()
_INNER = frozenset({TOPIC, SCOPE})
_ENDING = frozenset({codes.UNIT, codes.SHORT_UNIT, codes.CURRENCY, codes.MINOR, codes.HOUR_MARK})
_KINDS = tuple(kind.kind for kind in get_args(Value))


Entry = tuple[tuple[str, ...], Meaning]
"""A phrase by its words, and what it means."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is known of a language, with a spec's own vocabulary joined in.

    `values` are the phrases that values are made of; `context` those that tell topic, scope, mood and conditions.
    `pauses` tells that a space parts clauses, where none parts words. `elides` tells that an apostrophe parts words. `endings` are those of cases, which a hyphen, apostrophe or colon joins
    to what they belong to ("8:00-tól"). `scale_currency` is the currency of an amount that only has a scale ("500k").
    `final_abbreviations` are of units and currencies: a sentence may end after one. `amount_mark` is the currency of an
    amount that only has a mark ("499.-"). `fits` are the topics that take each kind of value. `hot` tells whether a
    text can say anything at all: it has a digit, or a word with which a value begins or ends.
    """

    lang: str
    decimal: str
    pattern: re.Pattern[str]
    words: Words
    values: Phrases[Meaning]
    context: Phrases[Cue]
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    suffixes: frozenset[str]
    capital_codes: frozenset[str]
    number_joins: frozenset[str]
    spaced: bool
    pauses: bool
    elides: bool
    endings: frozenset[str]
    scale_currency: str
    amount_mark: str
    fits: Mapping[str, tuple[str, ...]]
    hot: Callable[[str], bool]

    def fold(self, text: str) -> Folded:
        """Return a text folded; where the language elides, an apostrophe parts words as a space does."""
        plain = fold(text)
        if self.elides and "'" in plain.text:
            return replace(plain, text=plain.text.replace("'", " "))
        return plain


@lru_cache(maxsize=256)
def lexicon(lang: str, vocabulary: Vocabulary = _NOTHING_OWN) -> Lexicon:
    """Return the lexicon of a language; raises `KeyError` for a language without a data file."""
    data = language_data(lang)
    words = Words(str.maketrans(data.get("letters", {})), tuple(_folded(data.get("prefixes", ()))))
    elides = bool(data.get("elides", False))
    values: Phrases[Meaning] = Phrases(words)
    context: Phrases[Cue] = Phrases(words)
    counted = split(
        ((text, (codes.COUNTED, topic)) for text, topic in vocabulary.counted(lang)), elides=elides
    )
    entries = [*counted, *_value_entries(lang)]
    for phrase, meaning in entries:
        values.add(phrase, meaning)
    cues = split(cues_of(data, lang, vocabulary), elides=elides)
    for phrase, cue in (*cues, *(_inner(cues) if data.get("unspaced") else ())):
        context.add(phrase, cue)
    abbreviations = frozenset(_folded(data.get("abbreviations", ()))) | _dotted(lang)
    return Lexicon(
        lang=lang,
        decimal=str(data.get("decimal", "")) or cldr.decimal_sign(cldr.locale_data(lang)),
        pattern=token_pattern(words.exact, abbreviations) if data.get("unspaced") else token_pattern(),
        words=words,
        values=values,
        context=context,
        abbreviations=abbreviations,
        final_abbreviations=frozenset(word for word in abbreviations if _ends_value(values, word)),
        suffixes=frozenset(_folded(data.get("number_suffixes", ()))),
        capital_codes=frozenset(code.lower() for code in _common()["capital_codes"]),
        number_joins=frozenset(_folded(data.get("number_joins", ()))),
        elides=elides,
        endings=frozenset(_folded(data.get("endings", ()))),
        scale_currency=data.get("scale_currency", ""),
        amount_mark=data.get("amount_mark", ""),
        pauses=bool(data.get("unspaced") and data.get("pauses", True)),
        spaced=not data.get("unspaced", False),
        fits={kind: (*vocabulary.fitting(kind), OTHER_TOPIC) for kind in _KINDS},
        hot=_hot_check(words, entries, detection(lang).words, unspaced=bool(data.get("unspaced"))),
    )


@cache
def _value_entries(lang: str) -> list[Entry]:
    """Return the phrases of values by their words; they are the same with every vocabulary."""
    data = language_data(lang)
    entries = split(value_phrases(lang, data, _common()), elides=bool(data.get("elides", False)))
    return [(words, meaning) for words, meaning in entries if words]


def _inner(cues: list[tuple[tuple[str, ...], Cue]]) -> Iterator[tuple[tuple[str, ...], Cue]]:
    """Yield the cues of words that stand inside longer ones, where a text is cut into the longest words."""
    singles = [(words[0], cue) for words, cue in cues if len(words) == 1 and cue.kind in _INNER]
    for phrase, cue in singles:
        for short, inner in singles:
            if inner.kind != cue.kind and short in phrase and short != phrase:
                yield (phrase,), inner


def _ends_value(values: Phrases[Meaning], word: str) -> bool:
    """Tell an abbreviation that may end a sentence ("5 лв. Доставка") from one that leads on ("approx. 5")."""
    found = values.longest([values.words.known[word]], (), 0)
    return found is not None and any(code in _ENDING for code, _ in found[1])


def _hot_check(words: Words, entries: list[Entry], common: frozenset[str], *, unspaced: bool) -> Callable[[str], bool]:
    """Return the check whether a text can say anything at all, which most sentences of a page cannot."""
    if unspaced:
        pattern = words_pattern({_telling(phrase, frozenset()) for phrase, (code, _) in entries if code in _ALONE})
        return lambda text: pattern.search(text) is not None
    alone, beside = (_known_as(words, entries, codes, common) for codes in (_ALONE, _WITH_DIGITS))
    find = WORDS.findall

    def hot(text: str) -> bool:
        found = find(text)
        if any(map(alone, found)):
            return True
        return _DIGIT.search(text) is not None and (any(map(beside, found)) or _TIME.search(text) is not None)

    return hot


def _known_as(
    words: Words, entries: list[Entry], letters: frozenset[str], common: frozenset[str]
) -> Callable[[str], object]:
    """Return a look-up that is true of the telling words of the phrases that mean one of the letters."""
    numbers = frozenset(words.add(_telling(phrase, common)) for phrase, (code, _) in entries if code in letters)
    parts = words.parts

    def known(word: str) -> tuple[int, ...] | None:
        return (1,) if not numbers.isdisjoint(words.known[parts[word][-1]] or ()) else None

    return Known(known).__getitem__


def _telling(phrase: tuple[str, ...], common: frozenset[str]) -> str:
    """Return the word of a phrase that the fewest texts will have: the longest one that is not among the commonest."""
    return max(phrase, key=lambda word: (word not in common and word not in _STOPS, len(word), not word.isalpha()))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a data file, of the package's own or a registered one."""
    names = (entry.name for entry in _DATA.iterdir())
    own = (name[:-5] for name in names if name.endswith(".toml") and name != "common.toml")
    return tuple(sorted({*own, *registered}))


@dataclass(frozen=True, slots=True)
class Detection:
    """How a text shows its language: the script, letters that only this language has, and its commonest words."""

    script: str
    letters: str
    words: frozenset[str]


@cache
def detection(lang: str) -> Detection:
    """Return how a language is detected."""
    data = language_data(lang)
    signs = data["detection"]
    return Detection(data["script"], fold(signs["letters"]).text, frozenset(_folded(signs["words"])))


@cache
def language_data(lang: str) -> Mapping[str, Any]:
    """Return the data file of a language; raises `KeyError` for a language without one."""
    if lang not in languages():
        raise KeyError(lang)
    if lang in registered:
        return registered[lang]
    return tomllib.loads((_DATA / f"{lang}.toml").read_text("utf-8"))


@cache
def _common() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "common.toml").read_text("utf-8"))


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return (fold(form).text for text in texts for form in expand(text))


def _dotted(lang: str) -> frozenset[str]:
    forms = (form for _, form, _ in cldr.unit_forms(cldr.locale_data(lang)))
    return frozenset(fold(form).text.rstrip(".") for form in forms if form.endswith("."))
