"""Languages without a data file of their own: figures are read by the names of CLDR's units, and few topics."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import tomli

from . import cldr
from .scripts import SCRIPTS

_LONG: Final = 5
"""Letters of a unit's name from which on it may have another ending."""
_UNSPACED: Final = frozenset({"lo", "km", "my", "yue"})


def has_tables(lang: str) -> bool:
    """Tell whether there are tables of words for a language, beside what CLDR has."""
    return lang in _further()


def of_cldr(lang: str) -> Mapping[str, Any]:
    """Return the data of a language in the shape of a data file, from CLDR alone."""
    local = cldr.locale_data(lang)
    units: dict[str, list[str]] = {}
    names = ""
    for unit, form, short in cldr.unit_forms(local):
        names += form
        if not short and len(form) >= _LONG and form.isalpha():
            units.setdefault(unit, []).append(f"{form[:-1]}*")
    return {
        "script": _script(names),
        "unspaced": lang in _UNSPACED,
        "units": {unit: sorted(set(forms)) for unit, forms in units.items()},
        "detection": {"letters": "", "words": []},
        **_further().get(lang, {}),
    }


@cache
def _further() -> Mapping[str, Mapping[str, Any]]:
    """Return by language what CLDR does not have: tables of a data file."""
    return tomli.loads((files("pytest_promises.reading") / "lexicon" / "further" / "languages.toml").read_text("utf-8"))


def _script(text: str) -> str:
    """Return the script that most of a text's letters are of."""
    counts = {script: len(re.findall(f"[{letters}]", text)) for script, letters in SCRIPTS.items()}
    return max(counts, key=counts.__getitem__)
