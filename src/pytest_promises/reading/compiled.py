"""Lexicons made ready to be loaded at once: what a language's data and CLDR's come to, as plain data.

The package's own are shipped (`make lexicons`); a registered language, or one that CLDR alone knows, is made ready when
it is met. Phrases are kept as the tables of a `graph`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from . import cldr, codes
from .cues import SCOPE, TOPIC, Cue, cues_of
from .data import language_data, shared_data
from .entries import value_phrases
from .folding import fold
from .graph import tables
from .meanings import plain_cue, plain_value
from .phrases import Step, expand, parse, spelling_of
from .registered import registered
from .signs import signs
from .telling import BESIDE, THING, Entry, hot_words, telling_words

_INNER: Final = frozenset({TOPIC, SCOPE})
_LISTS: Final = ("prefixes", "number_suffixes", "endings", "number_joins", "number_points")
_TEXTS: Final = ("question_mark", "scale_currency", "amount_mark")
_FOLDER: Final = files("pytest_promises.reading") / "lexicon" / "compiled"

_Cues = list[tuple[tuple[Step, ...], Cue]]
"""Cues by the steps of their phrases."""


@cache
def compiled(lang: str) -> Mapping[str, Any]:
    """Return a language made ready; raises `KeyError` for a language without data."""
    source = _FOLDER / f"{lang}.json"
    if lang in registered or not source.is_file():
        return compile_language(lang)
    data: Mapping[str, Any] = json.loads(source.read_text("utf-8"))
    return data


def compile_language(lang: str) -> dict[str, Any]:
    """Return what a language's data comes to: lists of words as one text, phrases as graphs."""
    data = language_data(lang)
    spelling = spelling_of(data)
    values = parse(value_phrases(lang, data, shared_data()), spelling)
    cues = parse(cues_of(data), spelling)
    unspaced = bool(data.get("unspaced"))
    if unspaced:
        cues += _inner(cues)
    told = telling_words(values, signs(lang).common, scales_pay=bool(data.get("scale_currency")))
    return {
        "unspaced": unspaced,
        "pauses": unspaced and bool(data.get("pauses", True)),
        "elides": spelling.elides,
        "letters": data.get("letters", {}),
        "decimal": str(data.get("decimal", "")) or cldr.decimal_sign(cldr.locale_data(lang)),
        **{name: data.get(name, "") for name in _TEXTS},
        **{name: list(_folded(data.get(name, ()))) for name in _LISTS},
        "abbreviations": sorted({*_folded(data.get("abbreviations", ())), *_dotted(lang)}),
        "capital_codes": [code.lower() for code in shared_data()["capital_codes"]],
        "telling": {str(bits): " ".join(sorted(words)) for bits, words in sorted(_by_bits(told, unspaced).items())},
        "hot": " ".join(hot_words(values)) if unspaced else "",
        "number_parts": _number_parts(values) if data.get("joined_numbers") else {},
        "values": tables(values, plain_value),
        "cues": tables(cues, plain_cue),
    }


def _inner(cues: _Cues) -> _Cues:
    """Return the cues of words that stand inside longer ones, where a text is cut into the longest words."""
    singles: dict[str, list[Cue]] = {}
    for steps, cue in cues:
        if cue.kind in _INNER and len(steps) == 1:
            for words in steps[0]:
                if words and " " not in words:
                    singles.setdefault(words, []).append(cue)
    inner: _Cues = []
    for word, own in singles.items():
        kinds = {cue.kind for cue in own}
        parts = {word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1)} - {word}
        for part in sorted(parts & singles.keys()):
            inner += [(((word,),), cue) for cue in singles[part] if cue.kind not in kinds]
    return inner


def _by_bits(told: Mapping[str, int], unspaced: bool) -> dict[int, list[str]]:
    """Return words by what they tell; a script without spaces has words for numbers as often as digits."""
    words: dict[int, list[str]] = {}
    for word, bits in told.items():
        words.setdefault(bits | THING if unspaced and bits & BESIDE else bits, []).append(word)
    return words


def _number_parts(values: Iterable[Entry]) -> dict[str, str]:
    """Return the number words of one word with their values, of which a language makes longer words."""
    numbers = ((steps, data) for steps, (code, data) in values if code == codes.NUMBER and len(steps) == 1)
    return {word: str(data) for (words,), data in numbers for word in words if word.isalpha() and data % 1 == 0}


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return (fold(form).text for text in texts for form in expand(text))


def _dotted(lang: str) -> Iterator[str]:
    forms = (form for _, form, _ in cldr.unit_forms(cldr.locale_data(lang)))
    return (fold(form).text.rstrip(".") for form in forms if form.endswith("."))
