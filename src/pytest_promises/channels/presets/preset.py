"""What a preset is: which documents of a vendor's are asked for, and what one channel hears in them."""

import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from pytest_promises.channels.mishaps import failed
from pytest_promises.model.hearing import Cause, Mishap
from pytest_promises.model.statement import Passage, Statement

R = TypeVar("R")
Schema = Mapping[str, object]
_NO_OPTIONS: Mapping[str, Schema] = MappingProxyType({})
_MOST_NAMES = 8
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """A document that was asked for: its JSON, where it came from, and its headers by lower-case name."""

    data: Any
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a channel asks of a preset: its options, `""` for one that is not given, and its locale."""

    options: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""

    def __getitem__(self, name: str) -> str:
        return self.options.get(name, "")

    def select(self, option: str, records: Iterable[R], name_of: Callable[[R], str]) -> list[R]:
        """Return the records whose name fits an option, or all of them when it is not given.

        Raises `HearingError` (`MISSING`) that tells the names there are, when none fits.
        """
        pattern, every = self[option], list(records)
        found = [one for one in every if not pattern or fits(pattern, name_of(one))]
        if every and not found:
            names = list(dict.fromkeys(map(name_of, every)))
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            there = ", ".join(repr(name[:60]) for name in names[:_MOST_NAMES])
            message = f"`{option}: {pattern}` fits none of what is there: {there}{more}."
            raise failed(Cause.MISSING, message, f"Correct `{option}:`.")
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """What one channel hears: texts to be read, values, records that could not be read, and how old it all is."""

    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    flaws: tuple[Mishap, ...] = ()
    as_of: str = ""


Load = Generator[str, Answer, tuple[Any, ...]]
"""Yields the addresses to ask, below the channel's own or whole, gets their answers, and returns the records."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A documented shape of data.

    `load` says what to ask for and gathers the records, `read` returns what a channel hears in them; both are pure and
    may raise `HearingError`. `options` are the JSON Schemas of the options it takes, by name, `needs` those without
    which it cannot do, and `loaded_by` those that decide what is loaded (`locale` can be one): channels that are alike
    in these share the load. `texts` is whether it reads texts, in which something can stand beside a promise.
    """

    name: str
    about: str
    load: Callable[[Wanted], Load]
    read: Callable[[Sequence[Any], Wanted], Told]
    options: Mapping[str, Schema] = field(default_factory=lambda: _NO_OPTIONS)
    needs: tuple[str, ...] = ()
    loaded_by: tuple[str, ...] = ()
    texts: bool = False


def fits(pattern: str, name: str) -> bool:
    """Tell whether a name is what a pattern says, in any case of letters; `*` stands for any text."""
    parts = (re.escape(part) for part in pattern.strip().casefold().split("*"))
    return re.fullmatch(".*".join(parts), name.strip()[:_LONGEST_NAME].casefold(), re.DOTALL) is not None
