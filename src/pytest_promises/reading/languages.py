"""Which language a passage is in: the declared one, the channel's, or by letters and words where these are wrong."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from .folding import fold
from .lexicon import detection, languages, lexicon
from .tokens import WORDS

SCRIPTS = {
    "Latn": "a-zA-Z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Grek": "\u0370-\u03ff",
    "Arab": "\u0600-\u06ff",
    "Hebr": "\u0590-\u05ff",
    "Deva": "\u0900-\u097f",
    "Hans": "\u4e00-\u9fff",
    "Jpan": "\u3040-\u30ff\u4e00-\u9fff",
    "Kore": "\uac00-\ud7af",
}
_SAME_AS = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
"""Codes that are another's older form, or so close to another that one lexicon reads both."""
_SAMPLE = 2_000
_GLANCE = 100
_FOREIGN = 6
"""So many letters of another script, and none of its own, and a text is not in the language that it is marked with."""


def choose(declared: Sequence[str | None], text: str) -> str:
    """Return the language to read a text in: the first declared one that its letters allow, else the likeliest."""
    known = [lang for lang in map(language_of, declared) if lang in languages()]
    if known and _is_plainly(known[0], text):
        return known[0]
    counts = _letters(text[:_SAMPLE])
    for lang in known:
        own = counts.get(detection(lang).script, 0)
        if own * 2 >= max(counts.values()) or max(counts.values()) < _FOREIGN:
            return lang
    return _detect(text[:_SAMPLE], counts, known)


def _is_plainly(lang: str, text: str) -> bool:
    """Tell at little cost whether most of a text is in the script of the language it is marked with."""
    script = detection(lang).script
    if text.isascii():
        return script == "Latn"
    sample = text[:_GLANCE]
    return 2 * len(_script_patterns()[script].findall(sample)) > len(sample)


@lru_cache(maxsize=512)
def language_of(tag: str | None) -> str:
    """Return the language of a tag (`pt` of `pt-BR`) by the code that its lexicon has; `""` for no tag."""
    base = re.split(r"[-_]", tag.lower(), maxsplit=1)[0] if tag else ""
    return _SAME_AS.get(base, base)


@cache
def _script_patterns() -> dict[str, re.Pattern[str]]:
    scripts = {detection(lang).script for lang in languages()}
    return {script: re.compile(f"[{SCRIPTS[script]}]") for script in sorted(scripts)}


def _letters(text: str) -> dict[str, int]:
    return {script: len(pattern.findall(text)) for script, pattern in _script_patterns().items()}


def _detect(text: str, counts: dict[str, int], known: Sequence[str]) -> str:
    """Return the language of the prevailing script whose own letters and commonest words the text has most of."""
    script = max(counts, key=lambda name: counts[name])
    candidates = [lang for lang in languages() if detection(lang).script == script]
    if not counts[script]:
        return known[0] if known else "en"
    if len(candidates) == 1:
        return candidates[0]
    plain = fold(text).text
    words = WORDS.findall(plain)

    def likeness(lang: str) -> float:
        signs, known_word = detection(lang), lexicon(lang).words.known
        common = sum(word in signs.words for word in words)
        own_letters = sum(map(plain.count, signs.letters))
        return common + 2 * own_letters + sum(known_word[word] is not None for word in words) / 2

    return max(candidates, key=lambda lang: (likeness(lang), lang in known))
