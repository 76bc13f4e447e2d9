"""Which language a passage is in: the declared one, the channel's, or by letters and words where these are wrong."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import Final

from .data import is_known, languages
from .folding import fold
from .guessing import likeness
from .scripts import SCRIPTS
from .signs import signs

_SAME_AS: Final = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "ms": "id", "sk": "cs", "tl": "fil"}
"""Codes that are another's older form, or so close to another that one lexicon reads both."""
_SAMPLE: Final = 2_000
_GLANCE: Final = 100
_LIMIT: Final = 20_000
_FOREIGN: Final = 6
"""So many letters of another script, and none of its own, and a text is not in the language that it is marked with."""
_TELLING: Final = 40
"""A text of so many characters has one of the commonest words of its language, as a rule."""
_PLAIN: Final = 3.0
"""What the words of another language must come to where the declared one has none of them."""


def choose(declared: Sequence[str | None], text: str) -> str:
    """Return the language to read a text in: the first declared one that its letters allow, else the likeliest."""
    known = _known(*declared)
    if known and _is_plainly(known[0], text):
        return known[0] if len(text) < _TELLING or _sounds(known[0], text) else _other(known[0], text[:_SAMPLE])
    if known and _beyond(signs(known[0]).script).search(text, 0, _SAMPLE) is None:
        return known[0]
    counts = _letters(text[:_SAMPLE])
    for lang in known:
        own = counts.get(signs(lang).script, 0)
        if own * 2 >= max(counts.values()) or max(counts.values()) < _FOREIGN:
            return lang
    return _detect(text[:_SAMPLE], counts, known)


def _is_plainly(lang: str, text: str) -> bool:
    """Tell at little cost whether most of a text is in the script of the language it is marked with."""
    script = signs(lang).script
    if text.isascii():
        return script == "Latn"
    sample = text[:_GLANCE]
    return 2 * sum(map(len, _script_patterns()[script].findall(sample))) > len(sample)


def _sounds(lang: str, text: str) -> bool:
    """Tell whether a text has one of the commonest words of a language."""
    shown = signs(lang)
    if not shown.common or len(_in_script(shown.script)) == 1:
        return True
    return not shown.common.isdisjoint(fold(text[:_SAMPLE]).text.split())


def _other(lang: str, text: str) -> str:
    """Return the language that a text is plainly in, though it is marked with another one of its script."""
    found = likeness(text, _in_script(signs(lang).script))
    best = max(found, key=found.__getitem__, default=lang)
    return best if found.get(best, 0.0) - 2 * found.get(lang, 0.0) >= _PLAIN else lang


@lru_cache(maxsize=512)
def _known(*declared: str | None) -> tuple[str, ...]:
    """Return the declared languages that can be read."""
    return tuple(lang for tag in declared if tag and is_known(lang := language_of(tag)))


@lru_cache(maxsize=512)
def language_of(tag: str | None) -> str:
    """Return the language of a tag (`pt` of `pt-BR`) by the code that its lexicon has; `""` for no tag."""
    base = re.split(r"[-_]", tag.lower(), maxsplit=1)[0] if tag else ""
    return _SAME_AS.get(base, base)


@cache
def _script_patterns() -> dict[str, re.Pattern[str]]:
    return {script: re.compile(f"[{letters}]+") for script, letters in sorted(SCRIPTS.items())}


@cache
def _beyond(script: str) -> re.Pattern[str]:
    """Return the pattern of a letter that is of other scripts alone."""
    return re.compile(f"(?![{SCRIPTS[script]}])[{''.join(SCRIPTS.values())}]")


@cache
def _in_script(script: str) -> tuple[str, ...]:
    return tuple(lang for lang in languages() if signs(lang).script == script)


def _letters(text: str) -> dict[str, int]:
    """Return how many letters of each script a text has; several scripts share the letters of Han."""
    if _beyond("Latn").search(text) is None:
        return {"Latn": sum(map(len, _script_patterns()["Latn"].findall(text)))}
    counts = dict.fromkeys(_script_patterns(), 0)
    for char, count in Counter(text).items():
        for script in _SCRIPTS_OF[char]:
            counts[script] += count
    return counts


class _Scripts(dict[str, tuple[str, ...]]):
    """The scripts that a letter is of, worked out when it is first met; forgotten at a limit."""

    def __missing__(self, char: str) -> tuple[str, ...]:
        if len(self) >= _LIMIT:
            self.clear()
        scripts = (script for script, pattern in _script_patterns().items() if pattern.match(char))
        found = self[char] = tuple(scripts)
        return found


_SCRIPTS_OF: Final = _Scripts()


def _detect(text: str, counts: dict[str, int], known: Sequence[str]) -> str:
    """Return the language of the prevailing script whose own letters and commonest words the text has most of."""
    script = max(counts, key=counts.__getitem__)
    candidates = _in_script(script)
    if not counts[script] or not candidates:
        return known[0] if known else "en"
    if len(candidates) == 1:
        return candidates[0]
    found = likeness(text, candidates)
    most = max(map(found.get, candidates, repeat(0.0)))
    best = [lang for lang in (found if most > 0.0 else candidates) if found.get(lang, 0.0) == most]
    return max(best, key=lambda lang: (lang in known, lang == "en", -candidates.index(lang)))
