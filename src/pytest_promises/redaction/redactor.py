"""Takes out of texts what nobody may see, and out of the values that hold texts."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, quote_plus

from pytest_promises.model.finding import Finding
from pytest_promises.model.hearing import Hearing
from pytest_promises.wire import from_plain, to_plain

MASK = "***"
_NO_TEXT = frozenset({"cause", "direction", "kind", "underlying", "verdict"})
"""Fields with a value from a closed list: a secret that happens to be one of its words is not in them."""

T = TypeVar("T", Finding, Hearing)


class Redactor:
    """What is known to be secret in a run; more is learned while specs are loaded. Usable from several threads."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = frozenset(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """Take out these values too from now on."""
        self._secrets |= frozenset(secrets)

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the start and end of all that is to be taken out, ascending and apart from each other."""
        found = [(at, at + len(form)) for form in _all_forms(self._secrets) for at in _places(text, form)]
        return _merged(sorted(found))

    def text(self, text: str) -> str:
        """Return the text with `***` in place of what is to be taken out."""
        return _without(text, self.spans(text))

    def hearing(self, hearing: Hearing) -> Hearing:
        """Return what was heard, redacted before it is read, judged or kept."""
        return self._redacted(hearing, Hearing)

    def finding(self, finding: Finding) -> Finding:
        """Return the finding, redacted."""
        return self._redacted(finding, Finding)

    def _redacted(self, value: T, as_type: type[T]) -> T:
        return from_plain(self._walk(to_plain(value)), as_type) if self._secrets else value

    def _walk(self, data: object) -> object:
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, list):
            return [self._walk(one) for one in data]
        if isinstance(data, dict):
            return {key: value if key in _NO_TEXT else self._walk(value) for key, value in data.items()}
        return data


def redact(finding: Finding, secrets: frozenset[str]) -> Finding:
    """Return the finding with every secret, in whatever form, replaced by `***`."""
    return Redactor(secrets).finding(finding)


def redact_text(text: str, secrets: frozenset[str]) -> str:
    """Return a text with every secret replaced by `***`."""
    return Redactor(secrets).text(text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], MASK]
        end = stop
    return "".join([*parts, text[end:]])


def _places(text: str, form: str) -> Iterable[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + len(form))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=64)
def _all_forms(secrets: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({form for secret in secrets if secret for form in _forms(secret)}))


def _forms(secret: str) -> tuple[str, ...]:
    return (secret, quote(secret, safe=""), quote(secret), quote_plus(secret))
