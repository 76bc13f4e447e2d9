"""Secrets are taken out of a finding before anything is written."""

from functools import lru_cache
from urllib.parse import quote, quote_plus

from pytest_promises.model.finding import Finding
from pytest_promises.wire import from_plain, to_plain

_MASK = "***"
_NO_TEXT = frozenset({"cause", "direction", "kind", "underlying", "verdict"})
"""Fields with a value from a closed list: a secret that happens to be one of its words is not in them."""


def redact(finding: Finding, secrets: frozenset[str]) -> Finding:
    """Return the finding with every secret, also in its URL-quoted form, replaced by `***`."""
    forms = _all_forms(secrets)
    if not forms:
        return finding
    return from_plain(_walk(to_plain(finding), forms), Finding)


def redact_text(text: str, secrets: frozenset[str]) -> str:
    """Return a text with every secret replaced by `***`."""
    for form in _all_forms(secrets):
        text = text.replace(form, _MASK)
    return text


@lru_cache(maxsize=64)
def _all_forms(secrets: frozenset[str]) -> tuple[str, ...]:
    """Return what to look for, the longest first: one form may be a part of another."""
    return tuple(sorted({form for secret in secrets if secret for form in _forms(secret)}, key=len, reverse=True))


def _forms(secret: str) -> tuple[str, ...]:
    return (secret, quote(secret, safe=""), quote(secret), quote_plus(secret))


def _walk(data: object, forms: tuple[str, ...]) -> object:
    if isinstance(data, str):
        for form in forms:
            data = data.replace(form, _MASK)
        return data
    if isinstance(data, list):
        return [_walk(one, forms) for one in data]
    if isinstance(data, dict):
        return {key: value if key in _NO_TEXT else _walk(value, forms) for key, value in data.items()}
    return data
