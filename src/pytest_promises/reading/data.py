"""The data files of languages, as they are written, and what all languages share."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import tomli

from . import cldr
from .cldr_only import has_tables, of_cldr
from .registered import registered

_FOLDER: Final = files("pytest_promises.reading") / "lexicon"
_SHARED: Final = "common.toml"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a data file, of the package's own or a registered one."""
    names = (entry.name for entry in _FOLDER.iterdir())
    own = (name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != _SHARED)
    return tuple(sorted({*own, *registered}))


@cache
def is_known(lang: str) -> bool:
    """Tell whether a language has a data file or tables, or CLDR, at the least, knows its words for time."""
    return lang in languages() or has_tables(lang) or (lang in cldr.languages() and cldr.has_units(lang))


@cache
def language_data(lang: str) -> Mapping[str, Any]:
    """Return the data file of a language, or what CLDR alone gives; raises `KeyError` for a language without either."""
    if not is_known(lang):
        raise KeyError(lang)
    if lang in registered:
        return registered[lang]
    if lang not in languages():
        return of_cldr(lang)
    return tomli.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))


@cache
def shared_data() -> Mapping[str, Any]:
    """Return what all languages share: currencies and their signs, time zones."""
    return tomli.loads((_FOLDER / _SHARED).read_text("utf-8"))
