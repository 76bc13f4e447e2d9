"""Takes out of texts what nobody may see, and out of the values that hold texts."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pytest_promises.model.finding import Finding
from pytest_promises.model.hearing import Hearing
from pytest_promises.model.redacting import Redacting

from .personal import mail_addresses, telephone_numbers
from .secrets import pattern
from .texts import changed

MASK = "***"
T = TypeVar("T", Finding, Hearing)


class Redactor:
    """What must not be seen in a run; more is learned while specs are loaded. Usable from several threads."""

    def __init__(self, secrets: Iterable[str] = (), asked: Sequence[Redacting] = ()) -> None:
        self._secrets = frozenset(secrets)
        self._asked = tuple(asked)
        self._prepare()

    def learn(self, secrets: Iterable[str], asked: Redacting) -> None:
        """Take out these values too from now on, and what one more spec asks for."""
        if not (frozenset(secrets) <= self._secrets and asked in self._asked):
            self._secrets |= frozenset(secrets)
            self._asked = (*self._asked, asked)
            self._prepare()

    def _prepare(self) -> None:
        self._pattern = pattern(self._secrets)
        self._own = tuple(
            re.compile(text) for text in dict.fromkeys(one for ask in self._asked for one in ask.patterns)
        )
        self._regions = tuple(dict.fromkeys(ask.region for ask in self._asked if ask.region))
        self._mail = any(ask.mail_addresses for ask in self._asked)
        self._telephone = any(ask.telephone_numbers for ask in self._asked)
        public = [text for ask in self._asked for text in ask.public]
        self._addresses = {text[slice(*at)].casefold() for text in public for at in mail_addresses(text)}
        self._numbers = {number for text in public for _, _, number in telephone_numbers(text, self._regions)}

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the start and end of all that is to be taken out, ascending and apart from each other."""
        found = [match.span() for match in self._pattern.finditer(text)] if self._pattern else []
        for one in self._own:
            found += [match.span() for match in one.finditer(text) if match.group()]
        if self._mail:
            found += [at for at in mail_addresses(text) if text[slice(*at)].casefold() not in self._addresses]
        if self._telephone:
            numbers = telephone_numbers(text, self._regions)
            found += [(start, end) for start, end, number in numbers if number not in self._numbers]
        return _merged(sorted(found)) if found else ()

    def text(self, text: str) -> str:
        """Return the text with `***` in place of what is to be taken out."""
        spans = self.spans(text)
        return _without(text, spans) if spans else text

    def hearing(self, hearing: Hearing) -> Hearing:
        """Return what was heard, redacted before it is read, judged or kept."""
        return self._redacted(hearing)

    def finding(self, finding: Finding) -> Finding:
        """Return the finding, redacted."""
        return self._redacted(finding)

    def _without_secrets(self, text: str) -> str:
        return self._pattern.sub(MASK, text) if self._pattern else text

    def _redacted(self, value: T) -> T:
        new: T = changed(value, self.text, self._without_secrets)
        return new


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], MASK]
        end = stop
    return "".join([*parts, text[end:]])


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
