"""Passages of text in, statements out; pure."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from pytest_promises.model.quantities import Value
from pytest_promises.model.statement import Passage, Statement

from .context import around, scope_of
from .languages import choose
from .reader import sayings, statements
from .vocabulary import Vocabulary
from .whole import value_of

__all__ = ["Vocabulary", "read", "read_passage", "read_value", "with_scope"]

_NOTHING_OWN: Final = Vocabulary()


def read(text: str, lang: str | None = None) -> tuple[Statement, ...]:
    """Return what a text states, in the order of its words.

    `lang` is the language it is marked with (`en`, `pt-BR`); where it is missing or plainly wrong, it is detected.
    """
    language = choose((lang,), text)
    said = sayings(text, language, _NOTHING_OWN)
    return statements(Passage(text, lang), said, language, _NOTHING_OWN) if said is not None else ()


def read_passage(
    passage: Passage, vocabulary: Vocabulary = _NOTHING_OWN, lang: str | None = None
) -> tuple[Statement, ...]:
    """Return what a passage states, with the topic and scope that its place tells.

    `vocabulary` is what a spec adds to the lexicon; `lang` is the channel's locale, for a passage without a language.
    """
    language = choose((passage.lang, lang), passage.text)
    said = sayings(passage.text, language, vocabulary)
    return statements(passage, said, language, vocabulary) if said is not None else ()


def with_scope(statement: Statement, vocabulary: Vocabulary = _NOTHING_OWN, lang: str | None = None) -> Statement:
    """Return a statement that came as data with the scope that its place tells, where it has none of its own.

    Data has no words around it, but it can have names: of a service ("Express"), of a contact ("Customer care").
    """
    passage = statement.passage
    told = around(passage, choose((passage.lang, lang), " ".join(passage.headings)), vocabulary).scope()
    scope, reasons = scope_of({name: found for name, found in told.items() if name not in dict(statement.scope)})
    if not scope:
        return statement
    return replace(statement, scope=tuple(sorted((*statement.scope, *scope))), reasons=(*statement.reasons, *reasons))


@lru_cache(maxsize=4096)
def read_value(text: str, lang: str = "en") -> Value | None:
    """Return the value that a whole text is, or `None` when it is none.

    A value is written as people write it, in the language or in English ("24 hours", "3-5 рабочих дней", "50 EUR"), as
    an ISO 8601 duration ("PT4H"), or in OpenStreetMap's `opening_hours` syntax ("Mo-Fr 09:00-18:00; PH off").
    """
    return value_of(text, lang)
