"""How a language shows itself in a text: by its script, letters, commonest words, and the words of its data file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from .data import language_data
from .folding import fold
from .phrases import expand
from .registered import registered

_RUN: Final = re.compile(r"[^\W\d_]+")
_SHORTEST, LONGEST = 4, 12
"""How many letters of a word are kept, and how many a word must have at the least to be kept."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text shows its language by: the script (ISO 15924), letters that only this language has, and words.

    `common` are its commonest words; `own` those of its data file, or their beginnings where several endings are given.
    """

    script: str
    letters: str
    common: frozenset[str]
    own: frozenset[str]


@cache
def signs(lang: str) -> Signs:
    """Return what a language shows itself by; raises `KeyError` for a language without a data file."""
    shipped = None if lang in registered else _shipped().get(lang)
    data = shipped if shipped is not None else signs_of(language_data(lang))
    common, own = (frozenset(data[key].split()) for key in ("common", "own"))
    return Signs(data["script"], data["letters"], common, own)


def signs_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the signs that are in a language's data, in the shape in which they are shipped: words in one text."""
    common = (fold(form).text for phrase in data["detection"]["words"] for form in expand(phrase))
    tables = (data.get("units", {}), data.get("words", {}), *data.get("topics", {}).values())
    phrases = (phrase for table in tables for forms in table.values() for phrase in forms if isinstance(phrase, str))
    words = _RUN.findall(fold("\n".join(phrases)).text)
    return {
        "script": data["script"],
        "letters": fold(data["detection"]["letters"]).text,
        "common": " ".join(sorted(set(common))),
        "own": " ".join(sorted({word[:LONGEST] for word in words if len(word) >= _SHORTEST})),
    }


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    """Return the signs of the package's own languages, which are written ahead of time (`make lexicons`)."""
    source = files("pytest_promises.reading") / "lexicon" / "signs.json"
    return cast("Mapping[str, Mapping[str, str]]", json.loads(source.read_text("utf-8")))
